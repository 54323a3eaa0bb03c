import { beginning } from './positions.ts';
import { interleaveStreams } from './interleave.ts';
import { openLeaves } from './open-leaves.ts';
import { firstOfReading, growingSizes } from './page-sizes.ts';
import type { SourceRows, SourceTask } from './source-task.ts';

/** The rows of a source in any order, as they come. They are not paged, so that no branch is resumed. */
export function openRowsUnordered(task: SourceTask): SourceRows {
  const { searches, take, expected, capabilities } = task;
  const first = firstOfReading(take ?? expected, searches.length);
  const leaves = openLeaves(task, {
    searches,
    start: () => null,
    sizes: () => growingSizes({ first, most: capabilities.limits.pageRuns }),
    byPage: true,
    fromStart: true,
  });
  return {
    stream: interleaveStreams(leaves.streams),
    partial: () => leaves.scan.partial(),
    total: () => leaves.total(),
    hasMore: () => leaves.streams.some((stream) => stream.resume() !== undefined),
    position: () => beginning,
  };
}
