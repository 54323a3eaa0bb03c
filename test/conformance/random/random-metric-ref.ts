import type { MetricContext } from '../../../src/contract/value.ts';
import type { MetricRef } from '../oracle/question.ts';
import type { Draw } from './draw.ts';
import { drawFrom, drawKey } from './draw.ts';

/** A metric that occurs, with or without a context that it has somewhere, and one of the aggregates. */
export function randomMetricRef(draw: Draw): MetricRef {
  const { random } = draw;
  const key = drawKey(draw, 'metrics');
  const context = (): MetricContext =>
    drawFrom(draw, (run) => run.metrics.flatMap((metric) => (metric.key === key ? [metric.context] : []))) ?? {};
  return {
    key,
    ...(random.chance(0.35) ? { context: random.chance(0.7) ? context() : {} } : {}),
    ...(random.chance(0.6) ? { aggregate: random.pick(['LAST', 'FIRST', 'MIN', 'MAX']) } : {}),
  };
}
