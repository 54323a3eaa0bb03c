import type { Run } from '../../contract/run.ts';

/** A run with where it came from: what filters, sorts and columns read. */
export interface Row {
  /** The id that the user gave the source. */
  readonly source: string;
  readonly run: Run;
  /** Null where neither the filter nor the sort nor a column looks at it. */
  readonly projectName: string | null;
}
