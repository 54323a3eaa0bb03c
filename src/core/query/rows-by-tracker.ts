import { endedBehind, markOf, noneEnded, type BranchEnd } from './ended-branches.ts';
import { mergeStreams } from './merge.ts';
import { openLeaves } from './open-leaves.ts';
import { firstOfReading, growingSizes, sizesOfPage, type PageSizes } from './page-sizes.ts';
import { repairOrder } from './repair-order.ts';
import { compareTuples } from './sort-values.ts';
import type { SourceRows, SourceTask } from './source-task.ts';
import type { StreamRow } from './stream.ts';

/** The rows of a source that sorts them: its branches are merged, and each can be taken up again where it was left. */
export function openRowsByTracker(task: SourceTask): SourceRows {
  const { plan, question, position, searches, take } = task;
  const { pageRuns } = task.capabilities.limits;
  const compare = (a: StreamRow, b: StreamRow): number => compareTuples(a.tuple, b.tuple, question.order);
  const before = position?.ended ?? noneEnded;
  const open = searches.filter(({ key }) => !before.marks.has(markOf(key)));
  const skipped = searches.filter(({ key }) => before.marks.has(markOf(key))).map(({ key }) => key);
  const sizes = (): PageSizes =>
    take === null
      ? growingSizes({ first: firstOfReading(null, open.length), most: pageRuns })
      : sizesOfPage(plan, take, open.length, pageRuns);
  const leaves = openLeaves(task, {
    searches: open,
    start: (key) => position?.tokens.get(key) ?? null,
    sizes,
    fromStart: position === undefined,
  });
  const branches = leaves.streams.map((leaf) => repairOrder(leaf, plan, question.order, compare));
  const stream = branches.length === 1 && branches[0] !== undefined ? branches[0] : mergeStreams(branches, compare);

  return {
    stream,
    partial: () => leaves.scan.partial(),
    total: () => leaves.total(before),
    hasMore: () => branches.some((branch) => branch.resume() !== undefined),
    position(last) {
      const tokens = new Map<string, string>();
      const ends: BranchEnd[] = [];
      for (const branch of branches) {
        const token = branch.resume();
        if (typeof token === 'string') tokens.set(branch.key, token);
        ends.push({ key: branch.key, ended: token === undefined, total: leaves.scan.totalOf(branch.key) });
      }
      return { tokens, ended: endedBehind(before, skipped, ends), last: last ?? position?.last };
    },
  };
}
