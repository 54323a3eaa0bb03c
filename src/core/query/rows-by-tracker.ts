import type { SortKey } from '../../contract/filter.ts';
import { endedBehind, markOf, noneEnded, type BranchEnd } from './ended-branches.ts';
import { mergeStreams } from './merge.ts';
import { openLeaves } from './open-leaves.ts';
import { dropsRows, firstOfReading, growingSizes, sizesOfPage, type PageSizes } from './page-sizes.ts';
import { repairOrder } from './repair-order.ts';
import { compareTuples } from './sort-values.ts';
import type { SourceRows, SourceTask } from './source-task.ts';
import type { Resume, ResumePoint, StreamRow } from './stream.ts';

/**
 * The rows of a source that sorts them. Its branches are merged. The next page resumes each branch where this one left
 * it.
 */
export function openRowsByTracker(task: SourceTask, order: readonly SortKey[]): SourceRows {
  const { plan, position, searches, take } = task;
  const { pageRuns } = task.capabilities.limits;
  const compare = (a: StreamRow, b: StreamRow): number => compareTuples(a.tuple, b.tuple, order);
  const before = position?.ended ?? noneEnded;
  const open = searches.filter(({ key }) => !before.marks.has(markOf(key)));
  const skipped = searches.filter(({ key }) => before.marks.has(markOf(key))).map(({ key }) => key);
  const start = (key: string): Resume => position?.resume.get(key) ?? null;
  const sizes = (key: string): PageSizes =>
    take === null
      ? growingSizes({ first: firstOfReading(task.expected, open.length), most: pageRuns })
      : sizesOfPage(plan, { take, branches: open.length, pageRuns, known: start(key)?.size });
  const leaves = openLeaves(task, {
    searches: open,
    start,
    sizes,
    byPage: dropsRows(plan),
    fromStart: position === undefined,
  });
  const branches = leaves.streams.map((leaf) => repairOrder(leaf, plan, order, compare));
  const stream = branches.length === 1 && branches[0] !== undefined ? branches[0] : mergeStreams(branches, compare);

  return {
    stream,
    partial: () => leaves.scan.partial(),
    total: () => leaves.total(before),
    hasMore: () => branches.some((branch) => branch.resume() !== undefined),
    position(last) {
      const resume = new Map<string, ResumePoint>();
      const ends: BranchEnd[] = [];
      for (const branch of branches) {
        const point = branch.resume();
        if (point) resume.set(branch.key, point);
        ends.push({ key: branch.key, ended: point === undefined, total: leaves.scan.totalOf(branch.key) });
      }
      return { resume, ended: endedBehind(before, skipped, ends), last: last ?? position?.last };
    },
  };
}
