import { isRungraphError } from '../../contract/error.ts';
import type { MetricField } from '../../contract/filter.ts';
import type { Metric } from '../../contract/run.ts';
import type { SeriesAnswers, SeriesRequest } from '../../contract/series.ts';
import { findMetric, lacksSummary } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';
import { summarize } from './summarize.ts';

/**
 * Adds to rows the summaries that their tracker does not keep, computed from whole series that are asked for in bulk.
 * Throws what kept a series away: without it nobody can tell whether its run belongs into the answer.
 */
export async function completeSummaries(
  rows: readonly Row[],
  fields: readonly MetricField[],
  getSeries: (requests: readonly SeriesRequest[]) => Promise<SeriesAnswers>,
): Promise<readonly Row[]> {
  const wanted = rows.flatMap((row) => lackingMetrics(row, fields).map((metric) => ({ row, metric })));
  if (wanted.length === 0) return rows;
  const answers = await getSeries(wanted.map(({ row, metric }) => wholeSeries(row, metric)));
  const completed = new Map<Metric, Metric>();
  // What the tracker said itself stays as it said it.
  wanted.forEach(({ metric }, index) => {
    const answer = answers[index];
    if (answer === undefined || isRungraphError(answer)) throw answer ?? new Error('getSeries left a slot out');
    completed.set(metric, { ...summarize(answer), ...metric });
  });
  return rows.map((row) => replaceMetrics(row, completed));
}

/** The context that the tracker knows a metric by. */
export function nativeContextOf({ context, nativeContext }: Pick<Metric, 'context' | 'nativeContext'>) {
  return nativeContext ?? context;
}

/** A series request for every point of one metric. */
export function wholeSeries(row: Row, metric: Metric): SeriesRequest {
  const { nativeId: runId, projectId } = row.run;
  return {
    runId,
    projectId,
    metric: metric.nativeKey,
    context: nativeContextOf(metric),
    from: null,
    to: null,
    maxPoints: null,
  };
}

function lackingMetrics(row: Row, fields: readonly MetricField[]): Metric[] {
  const metrics = fields
    .filter((field) => lacksSummary(row, field))
    .map((field) => findMetric(row.run.metrics, field.key, field.context));
  return [...new Set(metrics.filter((metric) => metric !== undefined))];
}

function replaceMetrics(row: Row, completed: ReadonlyMap<Metric, Metric>): Row {
  const { metrics } = row.run;
  if (isRungraphError(metrics) || !metrics.some((metric) => completed.has(metric))) return row;
  return { ...row, run: { ...row.run, metrics: metrics.map((metric) => completed.get(metric) ?? metric) } };
}
