import type { Value } from '../../contract/value.ts';
import { sortFinite, summarizeSorted, type Summary } from '../stats/summary.ts';
import { intervalOf, type Interval } from './interval.ts';
import { measureColumn } from './measure.ts';

/** A measure over the runs of a group: count + missing + nonFinite are the group's size. */
export interface MeasureSummary extends Summary {
  readonly name: string;
  readonly missing: number;
  readonly nonFinite: number;
  /** The interval; null where none was asked for, or of too few values. */
  readonly low: number | null;
  readonly high: number | null;
  readonly note: string | null;
  /** The finite values in ascending order, for quantiles that are asked for later. */
  readonly sorted: Float64Array;
}

/** @param group The name of the group: see `Group`. */
export function summarizeMeasure(
  name: string,
  values: readonly (Value | undefined)[],
  interval: Interval | null,
  group: string,
): MeasureSummary {
  const { values: column, missing, nonFinite, note } = measureColumn(values);
  const sorted = sortFinite(column);
  const summary = summarizeSorted(sorted);
  const bounds = interval === null ? null : intervalOf(sorted, summary, interval, [name, group]);
  const few = interval !== null && summary.count === 1 ? 'one value has no interval' : null;
  const notes = [note, few].filter((part) => part !== null);
  return {
    ...summary,
    name,
    missing,
    nonFinite,
    low: bounds?.low ?? null,
    high: bounds?.high ?? null,
    note: notes.length === 0 ? null : notes.join('; '),
    sorted,
  };
}

/** The values of a measure over the runs of a group. */
export interface MeasureValues {
  readonly name: string;
  readonly group: string;
  readonly values: readonly (Value | undefined)[];
}

export function summarizeMeasures(
  measures: readonly MeasureValues[],
  interval: Interval | null,
): readonly MeasureSummary[] {
  return measures.map(({ name, group, values }) => summarizeMeasure(name, values, interval, group));
}
