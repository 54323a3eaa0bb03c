import type { MetricContext } from '../../../src/contract/value.ts';
import type { SampleMetric, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { specialRun } from './special-run.ts';

const none: MetricContext = {};
const train: MetricContext = { subset: 'train' };
const val: MetricContext = { subset: 'val' };

/** Runs with one metric in several contexts: with the empty one, without it, and with one alone. */
export const runsOfContexts: readonly SampleRun[] = [
  specialRun('context-all', { metrics: [score(val, 0.7), score(train, 0.9), score(none, 0.8)] }),
  specialRun('context-named', { metrics: [score(val, 0.8), score(train, 0.7)] }),
  specialRun('context-val', { metrics: [score(val, 0.9)] }),
  specialRun('context-none', { metrics: [score(none, 0.7)] }),
];

function score(context: MetricContext, value: number): SampleMetric {
  const timestamp = Date.UTC(2026, 0, 7, 6, 0, 0);
  const points = [
    { step: 0, value: value / 2, timestamp },
    { step: 1, value, timestamp: timestamp + 1_000 },
  ];
  return { key: 'score', context, points };
}
