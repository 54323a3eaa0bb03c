import type { SampleMetric, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { specialRun } from './special-run.ts';

const rows: readonly { readonly name: string; readonly values: readonly number[] }[] = [
  { name: 'ends in NaN', values: [0.5, 0.25, Number.NaN] },
  { name: 'nothing but NaN', values: [Number.NaN, Number.NaN] },
  { name: 'NaN inside', values: [0.5, Number.NaN, 0.25] },
  { name: 'ends in Infinity', values: [0.5, -Infinity, Infinity] },
  { name: 'ends in -Infinity', values: [0.5, Infinity, -Infinity] },
  { name: 'negative and huge', values: [-1e-320, -1.5, 1.7976931348623157e308] },
];

/** Runs whose metrics are not finite everywhere, and one without params, tags and metrics. */
export const runsOfMetricValues: readonly SampleRun[] = [
  ...rows.map(({ name, values }, index) =>
    specialRun(`value-${index}`, { name, metrics: [metric('loss', values), metric('drift', [...values].reverse())] }),
  ),
  { ...specialRun('bare', { name: 'bare' }), params: [], tags: [], metrics: [], git: null, datasets: [] },
];

function metric(key: string, values: readonly number[]): SampleMetric {
  const points = values.map((value, step) => ({ step, value, timestamp: Date.UTC(2026, 0, 6, 12, 0, step) }));
  return { key, context: {}, points };
}
