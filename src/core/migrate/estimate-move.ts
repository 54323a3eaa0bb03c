import type { WriteTable } from '../../contract/write-table.ts';
import type { Plan, PlannedRun } from './plan-file.ts';
import type { Side } from './side.ts';

/** Runs that a move has under way at a time, unless it is told otherwise. */
export const usualParallel = 4;

/**
 * What a move would cost: calls of either side, and seconds if each call takes as long as those that made the plan.
 * Where the source does not count points before they are read, one call a series is taken for writing them.
 */
export function estimateMove(runs: readonly PlannedRun[], table: WriteTable, from: Side, to: Side): Plan['estimate'] {
  const reads = sum(runs, ({ series, files }) => 2 + series + files);
  const writes = sum(runs, (run) => writesOf(run, table) + 2 + run.series + run.files);
  const [fromMs, toMs] = [meanOf(from), meanOf(to)];
  const seconds = Math.ceil((reads * fromMs + writes * toMs) / usualParallel / 1000);
  return { from: { calls: reads, callMs: fromMs }, to: { calls: writes, callMs: toMs }, seconds };
}

/** To make a run, fill it, end it and note its digest. */
function writesOf({ params, tags, series, points, files, archived }: PlannedRun, { batch }: WriteTable): number {
  const ofPoints = points === null ? series : Math.ceil(points / batch.points);
  return 3 + Math.ceil(params / batch.params) + Math.ceil(tags / batch.tags) + ofPoints + files + Number(archived);
}

function meanOf({ spent }: Side): number {
  return spent.calls === 0 ? 0 : Number((spent.ms / spent.calls).toPrecision(2));
}

function sum(runs: readonly PlannedRun[], of: (run: PlannedRun) => number): number {
  return runs.reduce((total, run) => total + of(run), 0);
}
