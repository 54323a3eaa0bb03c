import type { SourcePosition } from './cursor.ts';
import { openBranch } from './branch-stream.ts';
import type { BranchSearch } from './branch-searches.ts';
import { drainSorted, sortedKey } from './drain.ts';
import { endedBehind, markOf, noneEnded, type BranchEnd } from './ended-branches.ts';
import { mergeStreams } from './merge.ts';
import { pageSizes } from './page-sizes.ts';
import type { RunQuestion } from './question.ts';
import { repairOrder } from './repair-order.ts';
import { openScan, type ScanTask } from './scan.ts';
import { isAlways } from './simplify.ts';
import { compareTuples, type SortTuple } from './sort-values.ts';
import type { RowStream, StreamRow } from './stream.ts';

/** Everything that is settled about one source before its first run is read. */
export interface SourceTask extends Omit<ScanTask, 'last'> {
  readonly question: RunQuestion;
  readonly searches: readonly BranchSearch[];
  readonly position: SourcePosition | undefined;
  readonly now: () => number;
}

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

/** The matching rows of one source in the order of the question, whoever filters and sorts them. */
export function openSourceRows(task: SourceTask): SourceRows {
  const { plan, question, position, searches, budget } = task;
  const compare = (a: StreamRow, b: StreamRow): number => compareTuples(a.tuple, b.tuple, question.order);
  const before = position?.ended ?? noneEnded;
  const isOpen = (key: string): boolean => !before.marks.has(markOf(key));
  const readsAll = plan.sort === 'GATEWAY';
  // A gateway sort reads everything again, unless all of it was given out.
  const open = readsAll ? searches.filter(() => isOpen(sortedKey)) : searches.filter(({ key }) => isOpen(key));
  const skipped = readsAll ? [sortedKey] : searches.map(({ key }) => key);
  const scan = openScan({ ...task, last: position?.last });
  const sizes = pageSizes(plan, question.first, open.length, task.capabilities.limits.pageRuns);
  const leaves = open.map((search) =>
    openBranch({
      key: search.key,
      start: readsAll ? null : (position?.tokens.get(search.key) ?? null),
      budget,
      scan: scan.open(search),
      sizes,
      now: task.now,
    }),
  );
  const branches = readsAll
    ? [drainSorted(leaves, question.first + 1, compare)]
    : leaves.map((leaf) => repairOrder(leaf, plan, question.order, compare));
  const stream = branches.length === 1 && branches[0] !== undefined ? branches[0] : mergeStreams(branches, compare);
  const fromStart = position === undefined || (readsAll && isOpen(sortedKey));

  return {
    stream,
    partial: () => scan.partial(),
    hasMore: () => branches.some((branch) => branch.resume() !== undefined),

    position(last) {
      const tokens = new Map<string, string>();
      const ends: BranchEnd[] = [];
      for (const branch of branches) {
        const token = branch.resume();
        if (typeof token === 'string') tokens.set(branch.key, token);
        ends.push({ key: branch.key, ended: token === undefined, total: scan.totalOf(branch.key) });
      }
      const ended = endedBehind(
        before,
        skipped.filter((key) => !isOpen(key)),
        ends,
      );
      return { tokens, ended, last: last ?? position?.last };
    },

    total() {
      if (searches.length === 0) return 0;
      // A run may match in several branches of the filter. It lies in one project.
      if (plan.branches.length > 1) return null;
      const told = leaves.map(({ key }) => scan.totalOf(key));
      if (isAlways(plan.residual) && before.total !== null && told.every((total) => total !== undefined)) {
        return told.reduce((sum, total) => sum + total, before.total);
      }
      const readWhole = fromStart && budget.exhausted === undefined && leaves.every((leaf) => leaf.ended());
      return readWhole ? scan.matched() : null;
    },
  };
}
