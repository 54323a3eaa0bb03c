/** How many rows one list may read of one source. Rows of all branches of the source count together. */
export interface Budget {
  /** Rows that the tracker has sent so far. */
  rowsScanned: number;
  readonly mostRows: number;
  /** Why reading stopped before the end; undefined while nothing stopped it. */
  exhausted: 'rows' | 'time' | undefined;
}

/** How much a reading may cost. */
export interface ReadBudget {
  /** Rows that may be read of each source; 100,000 where left out. */
  readonly mostRows?: number;
  /** How long each source may take, in milliseconds; its own deadline where left out. */
  readonly deadlineMs?: number;
  /** How many rows to ask for first, where that many are expected; 200 where left out. */
  readonly firstSize?: number;
}

export const defaultMostRows = 100_000;

export function openBudget(mostRows = defaultMostRows): Budget {
  return { rowsScanned: 0, mostRows, exhausted: undefined };
}
