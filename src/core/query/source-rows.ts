import { openRowsByGateway } from './rows-by-gateway.ts';
import { openRowsByTracker } from './rows-by-tracker.ts';
import { openRowsUnordered } from './rows-unordered.ts';
import type { SourceRows, SourceTask } from './source-task.ts';

/** The matching rows of one source in the order of the selection, filtered and sorted by the tracker or here. */
export function openSourceRows(task: SourceTask): SourceRows {
  const { order } = task.selection;
  if (order === null) return openRowsUnordered(task);
  return task.plan.sort === 'GATEWAY' ? openRowsByGateway(task, order) : openRowsByTracker(task, order);
}
