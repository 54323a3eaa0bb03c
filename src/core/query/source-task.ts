import type { BranchSearch } from './branch-searches.ts';
import type { SourcePosition } from './positions.ts';
import type { RunSelection } from './run-selection.ts';
import type { ScanTask } from './scan.ts';
import type { SortTuple } from './sort-values.ts';
import type { RowStream } from './stream.ts';

/** Everything that is known of one source before its first run is read. */
export interface SourceTask extends Omit<ScanTask, 'last'> {
  readonly selection: RunSelection;
  readonly searches: readonly BranchSearch[];
  /** How many rows are wanted of all sources together; null for all of them. */
  readonly take: number | null;
  /** How many rows are expected where all are wanted. */
  readonly expected: number;
  readonly position: SourcePosition | undefined;
  readonly now: () => number;
}

/** The matching rows of one source. */
export interface SourceRows {
  readonly stream: RowStream;
  /** Where the branches go on, given the last row that was given out. */
  position(last: SortTuple | undefined): SourcePosition;
  /** Whether a next page may hold more. */
  hasMore(): boolean;
  /** How many runs of this source match in all; null where nobody knows. Asked after reading. */
  total(): number | null;
  /** Why runs may be missing for good, as the tracker's list tells. Asked after reading. */
  partial(): string | undefined;
}
