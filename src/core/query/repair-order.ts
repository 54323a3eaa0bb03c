import type { SortKey } from '../../contract/filter.ts';
import { readField } from '../rows/read-field.ts';
import type { Plan } from './plan.ts';
import { orderNaN } from './order-nan.ts';
import { orderTies } from './order-ties.ts';
import { compareSortValues, type SortValue } from './sort-values.ts';
import type { BranchStream, StreamRow } from './stream.ts';

/** A branch in the promised order, where the tracker's order differs a little. */
export function repairOrder(
  branch: BranchStream,
  plan: Plan,
  order: readonly SortKey[],
  compare: (a: StreamRow, b: StreamRow) => number,
): BranchStream {
  if (plan.repair === 'nothing') return branch;
  const keys = plan.order ?? [];
  // Without a key the tracker sorts by start time.
  const values = ({ tuple }: StreamRow): readonly SortValue[] =>
    keys.length === 0 ? [tuple.startedAt] : keys.map((key) => tuple.values[order.indexOf(key)] ?? null);
  const equalUpTo = (a: StreamRow, b: StreamRow, last: number): boolean => {
    const [left, right] = [values(a), values(b)];
    return left.slice(0, last + 1).every((value, at) => compareSortValues(value, right[at] ?? null, false) === 0);
  };
  const missingAlike = (a: StreamRow, b: StreamRow): boolean =>
    plan.splits.some((at) => values(a)[at] === null && equalUpTo(a, b, at));
  if (plan.repair === 'ties') {
    return orderTies(branch, (a, b) => missingAlike(a, b) || equalUpTo(a, b, keys.length), compare);
  }
  const key = keys[plan.splits[0] ?? 0];
  const isNaNRow = ({ row }: StreamRow): boolean => key !== undefined && Number.isNaN(readField(row, key.field).value);
  return orderNaN(branch, isNaNRow, missingAlike, compare);
}
