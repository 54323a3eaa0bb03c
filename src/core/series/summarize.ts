import type { Metric, SummaryField } from '../../contract/run.ts';
import type { Points } from '../../contract/series.ts';

/** What a series says of its metric. Null: there is no such value. */
export type Summary = Required<Pick<Metric, SummaryField>>;

/**
 * The summary of points in order of step, timestamp and logging: the first and last are at the ends; the extremes skip
 * NaN.
 */
export function summarize({ steps, values }: Points): Summary {
  let min: number | null = null;
  let max: number | null = null;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (min === null || value < min) min = value;
    if (max === null || value > max) max = value;
  }
  const count = values.length;
  return {
    first: values[0] ?? null,
    last: values[count - 1] ?? null,
    lastStep: steps[count - 1] ?? null,
    min,
    max,
    count,
  };
}
