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
