import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { MetricField } from '../../contract/filter.ts';
import type { Metric } from '../../contract/run.ts';
import { requireWithin } from '../compare/budget.ts';
import type { CompareLimits } from '../compare/limits-settings.ts';
import { findMetric } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';
import type { RunReader } from '../selection/run-reader.ts';
import type { CutSeries } from '../series/read-series.ts';
import { chooseMetrics, type MetricSelector } from './choose-metrics.ts';
import type { Axis, XKind } from './curve.ts';

/** What curves lie along, for all runs. */
export interface AskedAxis {
  readonly kind: XKind;
  /** Inclusive; null for no bound. */
  readonly from: number | null;
  readonly to: number | null;
  /** For METRIC; null elsewhere. */
  readonly metric: Pick<MetricField, 'key' | 'context'> | null;
}

/** One metric of one run, fetched whole, with what it lies along. */
export interface ReadCurve {
  readonly row: Row;
  readonly metric: Metric;
  readonly read: { readonly series: CutSeries; readonly axis: Axis } | RungraphError;
}

/**
 * The series of the metrics that selectors mean, of all runs at once. One that cannot be read is an error in its place.
 * @throws INVALID_QUERY, before any series is read, where there would be too many.
 */
export async function readCurves(
  rows: readonly Row[],
  selectors: readonly MetricSelector[],
  axis: AskedAxis,
  reader: Pick<RunReader, 'series'>,
  limits: CompareLimits,
): Promise<readonly ReadCurve[]> {
  const wanted = rows.flatMap((row) => chooseMetrics(row.run, selectors).map((metric) => ({ row, metric })));
  requireWithin('series', wanted.length, limits);
  const known = wanted.reduce((sum, { metric }) => sum + Number(metric.count ?? 0), 0);
  requireWithin('points', known, limits);
  const read = await Promise.all(
    wanted.map(async ({ row, metric }) => ({ row, metric, read: await readCurve(row, metric, axis, reader) })),
  );
  const points = read.reduce((sum, one) => sum + (isRungraphError(one.read) ? 0 : one.read.series.values.length), 0);
  requireWithin('points', points, limits);
  return read;
}

/** One series with what it lies along, or why it cannot be read. */
export async function readCurve(
  row: Row,
  metric: Metric,
  { kind, from, to, metric: along }: AskedAxis,
  reader: Pick<RunReader, 'series'>,
): Promise<ReadCurve['read']> {
  const other = along === null ? undefined : findMetric(row.run.metrics, along.key, along.context);
  try {
    const [series, x] = await Promise.all([
      reader.series(row, metric),
      other === undefined ? null : reader.series(row, other),
    ]);
    return { series, axis: { kind, from, to, startedAt: row.run.startedAt, metric: x } };
  } catch (error) {
    if (isRungraphError(error)) return error;
    throw error;
  }
}
