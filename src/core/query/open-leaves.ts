import type { BranchSearch } from './branch-searches.ts';
import { openBranch } from './branch-stream.ts';
import { noneEnded, type EndedBranches } from './ended-branches.ts';
import type { PageSizes } from './page-sizes.ts';
import { openScan, type Scan } from './scan.ts';
import { isAlways } from './simplify.ts';
import type { SourceTask } from './source-task.ts';
import type { BranchStream, Resume } from './stream.ts';

/** The searches of one source as streams, before they are put together. */
export interface Leaves {
  readonly scan: Scan;
  readonly streams: readonly BranchStream[];
  /**
   * How many runs match in all; null where nobody knows. `before` holds the branches that had ended on earlier pages.
   */
  total(before?: EndedBranches): number | null;
}

export interface LeafOptions {
  readonly searches: readonly BranchSearch[];
  readonly start: (key: string) => Resume;
  readonly sizes: (key: string) => PageSizes;
  /** See `BranchOptions.byPage`. */
  readonly byPage: boolean;
  /** Whether the list is read from its beginning. Its matches can then be counted. */
  readonly fromStart: boolean;
}

export function openLeaves(task: SourceTask, { searches, start, sizes, byPage, fromStart }: LeafOptions): Leaves {
  const { plan, budget, now, position } = task;
  const scan = openScan({ ...task, last: position?.last });
  const streams = searches.map((search) => {
    const { key } = search;
    return openBranch({ key, start: start(key), budget, scan: scan.open(search), sizes: sizes(key), byPage, now });
  });
  return {
    scan,
    streams,
    total(before = noneEnded) {
      if (task.searches.length === 0) return 0;
      const told = streams.map(({ key }) => scan.totalOf(key));
      // A run may match in several branches of the filter, so that their counts are no sum. It lies in one project.
      const isSum = plan.branches.length === 1 && isAlways(plan.residual);
      if (isSum && before.total !== null && told.every((total) => total !== undefined)) {
        return told.reduce((sum, total) => sum + total, before.total);
      }
      const readWhole = fromStart && budget.exhausted === undefined && streams.every((stream) => stream.ended());
      return readWhole ? scan.matched() : null;
    },
  };
}
