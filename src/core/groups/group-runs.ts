import type { Value } from '../../contract/value.ts';
import { requireWithin } from '../compare/budget.ts';
import type { CompareLimits } from '../compare/limits-settings.ts';
import type { Row } from '../rows/row.ts';
import { groupBy, type Group } from './group-by.ts';
import type { Interval } from './interval.ts';
import type { MeasureSummary, MeasureValues } from './summarize-measure.ts';

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

/** Sums up measures, in their order; may be done elsewhere. */
export type Summarize = (
  measures: readonly MeasureValues[],
  interval: Interval | null,
) => Promise<readonly MeasureSummary[]>;

/**
 * Runs by their tuples of values, with each measure summed up over the runs of a group.
 * @param interval Null tells none.
 * @throws INVALID_QUERY for too many groups or draws.
 */
export async function groupRuns(
  rows: readonly Row[],
  by: readonly ValueColumn[],
  measures: readonly NamedColumn[],
  interval: Interval | null,
  limits: CompareLimits,
  summarize: Summarize,
): Promise<readonly RunGroup[]> {
  if (interval?.method === 'BOOTSTRAP')
    requireWithin('draws', interval.resamples * rows.length * measures.length, limits);
  const groups = groupBy(rows.map((_row, at) => by.map((column) => column[at])));
  const asked = groups.flatMap((group) =>
    measures.map(({ name, values }) => ({ name, group: group.name, values: group.rows.map((at) => values[at]) })),
  );
  const summaries = await summarize(asked, interval);
  return groups.map((group, at) => ({
    key: group.key,
    name: group.name,
    runs: group.rows.flatMap((row) => rows[row] ?? []),
    measures: summaries.slice(at * measures.length, (at + 1) * measures.length),
  }));
}
