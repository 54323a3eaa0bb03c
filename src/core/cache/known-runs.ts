import { LRUCache } from 'lru-cache';
import type { KeySelection, Projection } from '../../contract/projection.ts';
import type { Run, RunStatus } from '../../contract/run.ts';
import { hasEnded } from './lifetimes.ts';

/** Where a run lies in the cache beside its own key: in a page of a search, or alone with a wider selection. */
export interface Whereabouts {
  readonly key: string;
  readonly projection: Projection;
}

/**
 * What reads of a source have shown of its runs: which have ended, and which kept answers hold them. What is forgotten
 * here is asked again, and nothing else.
 */
export interface KnownRuns {
  learn(principal: string | null, at: Whereabouts | null, runs: readonly RunMark[]): void;
  hasEnded(nativeId: string): boolean;
  /** Keys of answers that hold the run with everything that is selected, the newest first. */
  find(principal: string | null, nativeId: string, wanted: Projection): readonly string[];
}

export type RunMark = Pick<Run, 'nativeId'> & { readonly status: RunStatus };

const mostRuns = 50_000;
const mostPlaces = 4;

export function openKnownRuns(): KnownRuns {
  const ended = new LRUCache<string, true>({ max: mostRuns });
  const places = new LRUCache<string, readonly Whereabouts[]>({ max: mostRuns });
  const nameOf = (principal: string | null, id: string): string => `${principal ?? ''}\n${id}`;
  return {
    learn(principal, at, runs) {
      for (const { nativeId, status } of runs) {
        if (hasEnded(status)) ended.set(nativeId, true);
        else ended.delete(nativeId);
        if (at === null) continue;
        const name = nameOf(principal, nativeId);
        const others = (places.get(name) ?? []).filter(({ key }) => key !== at.key);
        places.set(name, [at, ...others].slice(0, mostPlaces));
      }
    },
    hasEnded: (nativeId) => ended.has(nativeId),
    find(principal, nativeId, wanted) {
      const known = places.get(nameOf(principal, nativeId)) ?? [];
      return known.filter(({ projection }) => covers(projection, wanted)).map(({ key }) => key);
    },
  };
}

function covers(wide: Projection, narrow: Projection): boolean {
  return (
    coversKeys(wide.params, narrow.params) &&
    coversKeys(wide.metrics, narrow.metrics) &&
    coversKeys(wide.tags, narrow.tags) &&
    narrow.parts.every((part) => wide.parts.includes(part))
  );
}

function coversKeys(wide: KeySelection, narrow: KeySelection): boolean {
  if (wide.all) return true;
  if (narrow.all) return false;
  const isIn = (key: string): boolean =>
    wide.keys.includes(key) || wide.prefixes.some((prefix) => key.startsWith(prefix));
  return (
    narrow.keys.every(isIn) && narrow.prefixes.every((prefix) => wide.prefixes.some((own) => prefix.startsWith(own)))
  );
}
