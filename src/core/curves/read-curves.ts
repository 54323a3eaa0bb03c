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
import { leastCells, requireKnown, type CurvePlan } from './known-extent.ts';

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
  plan: CurvePlan,
): Promise<readonly ReadCurve[]> {
  const wanted = rows.flatMap((row) => chooseMetrics(row.run, selectors).map((metric) => ({ row, metric })));
  requireWithin('series', wanted.length, limits);
  const known = wanted.reduce((sum, { metric }) => sum + Number(metric.count ?? 0), 0);
  requireWithin('points', known, limits);
  const whole = axis.from === null && axis.to === null;
  if (whole) {
    const series = wanted.map(({ row, metric }) => ({ run: row.run, metric }));
    requireKnown(series, axis.kind, plan, limits);
  }
  const readAll = (some: typeof wanted): Promise<readonly ReadCurve[]> =>
    Promise.all(
      some.map(async ({ row, metric }) => ({ row, metric, read: await readCurve(row, metric, axis, reader) })),
    );
  // What some of them bring may be too much already, and then the others are not read.
  const first = whole && isTime(axis.kind) && plan.align !== 'NONE' ? await readAll(wanted.slice(0, firstRead)) : [];
  if (plan.align !== 'NONE' && first.length > 0) {
    const counts = wanted.map((_one, at) => pointsOf(first[at]));
    requireWithin('cells', leastCells(counts, axis.kind, plan.align), limits);
  }
  const read = [...first, ...(await readAll(wanted.slice(first.length)))];
  requireWithin(
    'points',
    read.reduce((sum, one) => sum + pointsOf(one), 0),
    limits,
  );
  return read;
}

/** Of curves that are to be aligned along times, so many are read first. */
const firstRead = 100;

function isTime(kind: XKind): boolean {
  return kind === 'TIME' || kind === 'RELATIVE_TIME';
}

function pointsOf(curve: ReadCurve | undefined): number {
  return curve === undefined || isRungraphError(curve.read) ? 0 : curve.read.series.values.length;
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
