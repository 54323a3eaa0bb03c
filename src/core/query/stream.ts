import type { Row } from '../rows/row.ts';
import type { SortTuple } from './sort-values.ts';

/** A page position of a tracker's search; null is the beginning. */
export type Token = string | null;

/** Where a branch can be read on; null is its beginning. */
export type Resume = ResumePoint | null;

export interface ResumePoint {
  readonly token: string;
  /** How many rows to ask for. A page that was read before is then asked for in the same words. */
  readonly size?: number;
}

/** A row on its way to the answer. */
export interface StreamRow {
  readonly row: Row;
  readonly tuple: SortTuple;
  /** The key of the branch of its source that it came from. */
  readonly branch: string;
  /** Where to resume that branch. No row behind this one is lost; rows up to it may come again. */
  readonly resume: Resume;
}

/** Rows in the order of the search, read as they are needed. */
export interface RowStream {
  /** The next row, if it is here already. */
  peek(): StreamRow | undefined;
  /** Drops the row that `peek` showed. */
  take(): void;
  /** Reads until there is a row to peek at, or none left. */
  fill(): Promise<void>;
  /** True when no row is left to peek at or to fill: at the end, or where the budget is spent. */
  ended(): boolean;
}

/** One branch of one source. A later page can resume it. */
export interface BranchStream extends RowStream {
  readonly key: string;
  /** Where to resume behind the rows taken so far; undefined where nothing is left. */
  resume(): Resume | undefined;
}
