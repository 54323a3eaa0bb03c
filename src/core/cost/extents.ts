import { LRUCache } from 'lru-cache';
import type { Rights } from '../access/rights.ts';
import type { SourceReport } from '../sources/report.ts';

/**
 * How many runs sources have, as far as lists told so far. By what the callers may read: nobody learns from an estimate how
 * many runs there are that others see.
 */
export interface Extents {
  note(rights: Pick<Rights, 'id'>, report: Pick<SourceReport, 'source' | 'rowsScanned'>): void;
  /** The most that a list read, or what is assumed before any was. */
  of(rights: Pick<Rights, 'id'>, source: string): number;
}

/** Of a source that nobody has read a long list of. */
const assumedRuns = 1_000;

export function openExtents(): Extents {
  const seen = new LRUCache<string, number>({ max: 10_000 });
  const keyOf = ({ id }: Pick<Rights, 'id'>, source: string): string => `${source} ${id}`;
  return {
    note(rights, { source, rowsScanned }) {
      const key = keyOf(rights, source);
      if (rowsScanned > (seen.get(key) ?? assumedRuns)) seen.set(key, rowsScanned);
    },
    of: (rights, source) => seen.get(keyOf(rights, source)) ?? assumedRuns,
  };
}
