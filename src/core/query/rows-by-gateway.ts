import type { SortKey } from '../../contract/filter.ts';
import { drainSorted } from './drain.ts';
import { markOf, noneEnded } from './ended-branches.ts';
import { openLeaves } from './open-leaves.ts';
import { firstOfReading, growingSizes, type PageSizes } from './page-sizes.ts';
import { compareTuples } from './sort-values.ts';
import type { SourceRows, SourceTask } from './source-task.ts';
import type { StreamRow } from './stream.ts';

/** The key that a cursor marks as ended after all rows of a source were given out. */
const everything = 'everything';

/**
 * The rows of a source that does not sort them. All of them are read, and sorted here. Every page of a list reads them
 * again, in the same steps (see `Reading`).
 */
export function openRowsByGateway(task: SourceTask, order: readonly SortKey[]): SourceRows {
  const { position, take } = task;
  const { pageRuns } = task.capabilities.limits;
  const compare = (a: StreamRow, b: StreamRow): number => compareTuples(a.tuple, b.tuple, order);
  const isDone = position?.ended.marks.has(markOf(everything)) === true;
  const searches = isDone ? [] : task.searches;
  const first = position?.reading?.first ?? firstOfReading(take === null ? task.expected : take + 1, searches.length);
  const sizes = new Map<string, PageSizes>(
    searches.map(({ key }) => {
      return [key, growingSizes({ first, most: pageRuns, steps: position?.reading?.steps.get(key) })];
    }),
  );
  const leaves = openLeaves(task, {
    searches,
    start: () => null,
    sizes: (key) => sizes.get(key) ?? growingSizes({ first, most: pageRuns }),
    byPage: true,
    fromStart: !isDone,
  });
  const sorted = drainSorted(leaves.streams, take === null ? Infinity : take + 1, compare);

  return {
    stream: sorted,
    partial: () => leaves.scan.partial(),
    total: () => (isDone ? null : leaves.total()),
    hasMore: () => sorted.hasMore(),
    position(last) {
      const steps = [...sizes].map(([key, one]) => [key, one.steps()] as const).filter(([, text]) => text !== '');
      const marks = sorted.hasMore() ? noneEnded.marks : new Set([markOf(everything)]);
      return {
        resume: new Map(),
        ended: { marks, total: null },
        reading: { first, steps: new Map(steps) },
        last: last ?? position?.last,
      };
    },
  };
}
