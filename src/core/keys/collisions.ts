import { LRUCache } from 'lru-cache';
import type { KeyPart } from '../../contract/projection.ts';
import { compareText } from '../rows/compare-values.ts';

/** A key that runs have under several names of one meaning. */
export interface Collision {
  readonly part: KeyPart;
  readonly key: string;
  /** The names that do not count there. */
  readonly others: readonly string[];
  /** In how many of the runs that were read so far. */
  readonly runs: number;
}

/** Counts collisions of the runs of one source. */
export interface Collisions {
  readonly note: (run: string, part: KeyPart, key: string, others: readonly string[]) => void;
  /** By kind and key. */
  readonly list: () => readonly Collision[];
}

/** More runs are not remembered, so that one that is read again may count twice. */
const mostRuns = 100_000;

export function openCollisions(): Collisions {
  const seen = new LRUCache<string, true>({ max: mostRuns });
  const found = new Map<string, { readonly part: KeyPart; readonly key: string; others: Set<string>; runs: number }>();
  return {
    note(run, part, key, others) {
      const place = `${part}\0${key}`;
      const known = found.get(place) ?? { part, key, others: new Set(), runs: 0 };
      found.set(place, known);
      for (const other of others) known.others.add(other);
      if (seen.has(`${place}\0${run}`)) return;
      seen.set(`${place}\0${run}`, true);
      known.runs += 1;
    },
    list: () =>
      [...found.entries()]
        .sort(([a], [b]) => compareText(a, b))
        .map(([, { part, key, others, runs }]) => ({ part, key, others: [...others].sort(compareText), runs })),
  };
}
