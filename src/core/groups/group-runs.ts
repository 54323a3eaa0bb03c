import type { Value } from '../../contract/value.ts';
import { requireWithin } from '../compare/budget.ts';
import type { CompareLimits } from '../compare/limits-settings.ts';
import type { Row } from '../rows/row.ts';
import { groupBy, type Group } from './group-by.ts';
import type { Interval } from './interval.ts';
import { summarizeMeasure, type MeasureSummary } from './summarize-measure.ts';

/** One value a run, in their order. */
export type ValueColumn = readonly (Value | undefined)[];

export interface NamedColumn {
  readonly name: string;
  readonly values: ValueColumn;
}

/** Runs whose values are the same, and what is told of them. */
export interface RunGroup extends Pick<Group, 'key' | 'name'> {
  readonly runs: readonly Row[];
  readonly measures: readonly MeasureSummary[];
}

/**
 * Runs by their tuples of values, with each measure summed up over the runs of a group.
 * @param interval Null tells none.
 * @throws INVALID_QUERY for too many groups or draws.
 */
export function groupRuns(
  rows: readonly Row[],
  by: readonly ValueColumn[],
  measures: readonly NamedColumn[],
  interval: Interval | null,
  limits: CompareLimits,
): readonly RunGroup[] {
  if (interval?.method === 'BOOTSTRAP')
    requireWithin('draws', interval.resamples * rows.length * measures.length, limits);
  return groupBy(rows.map((_row, at) => by.map((column) => column[at]))).map((group) => ({
    key: group.key,
    name: group.name,
    runs: group.rows.flatMap((at) => rows[at] ?? []),
    measures: measures.map(({ name, values }) => {
      const own = group.rows.map((at) => values[at]);
      return summarizeMeasure(name, own, interval, group.name);
    }),
  }));
}
