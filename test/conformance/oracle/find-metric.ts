import { compareTexts } from './compare-texts.ts';
import { jsonText } from './json-text.ts';
import type { OracleMetric, OracleRun } from './oracle-run.ts';
import type { MetricAggregate, MetricRef } from './question.ts';

/** The metric that a reference means: without a context the empty one, else the first by canonical JSON text. */
export function findMetric(run: OracleRun, ref: Pick<MetricRef, 'key' | 'context'>): OracleMetric | undefined {
  const named = run.metrics.filter((metric) => metric.key === ref.key);
  const wanted = ref.context ?? null;
  if (wanted !== null) return named.find((metric) => jsonText(metric.context) === jsonText(wanted));
  const inOrder = [...named].sort((a, b) => compareTexts(jsonText(a.context), jsonText(b.context)));
  return inOrder.find((metric) => jsonText(metric.context) === '{}') ?? inOrder[0];
}

/** What a reference to a metric gives; null where there is nothing. */
export function metricValue(run: OracleRun, ref: MetricRef): number | null {
  const metric = findMetric(run, ref);
  return metric?.[summaryField[ref.aggregate ?? 'LAST']] ?? null;
}

const summaryField = { LAST: 'last', FIRST: 'first', MIN: 'min', MAX: 'max' } as const satisfies Record<
  MetricAggregate,
  keyof OracleMetric
>;
