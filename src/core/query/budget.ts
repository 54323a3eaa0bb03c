/** How much of one source one list may read. Rows of all its branches count together. */
export interface Budget {
  /** Rows that came back from the tracker so far. */
  rowsScanned: number;
  readonly mostRows: number;
  /** Why reading stopped before the end; undefined while it did not. */
  exhausted: 'rows' | 'time' | undefined;
}

export const defaultMostRows = 100_000;

export function openBudget(mostRows = defaultMostRows): Budget {
  return { rowsScanned: 0, mostRows, exhausted: undefined };
}

/**
 * How many rows to ask for next while pages are drained: more while the tracker is quick, fewer when a page took long,
 * because its time follows what the rows hold, which nobody knows before the first one.
 */
export function nextPageSize(previous: number, tookMs: number, most: number): number {
  if (tookMs > 4000) return Math.max(50, Math.floor(previous / 2));
  return Math.min(most, tookMs < 1500 ? previous * 2 : previous);
}
