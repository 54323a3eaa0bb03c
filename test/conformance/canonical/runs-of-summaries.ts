import type { SampleMetric, SampleRun, SampleSummary } from '../../../src/emulator-kit/sample/sample-data.ts';
import { startOfSlot } from './clock.ts';
import { specialRun, type Special } from './special-run.ts';

const startedAt = startOfSlot(6);
const endedAt = startedAt + 60_000;

/**
 * Runs whose summary, where a tracker keeps one, does not say what their series say: it was defined in another way, was
 * written last before the run went on, or holds what was never logged. What is asked of them is the same everywhere.
 */
export const runsOfSummaries: readonly SampleRun[] = [
  summed('plain', {}),
  summed('max', { definitions: [{ metric: 'val/acc', as: 'max' }] }),
  summed('mean', { definitions: [{ metric: 'val/acc', as: 'mean' }] }),
  summed('none', { definitions: [{ metric: 'val/acc', as: 'none' }] }),
  summed('pattern', { definitions: [{ metric: 'val/*', as: 'max' }] }),
  summed('no-metric', {
    definitions: [
      { metric: '*', as: 'none' },
      { metric: 'val/f1', as: 'min' },
    ],
  }),
  summed('dotted', { definitions: [{ metric: 'eval.*', as: 'max' }] }),
  // Defined and never logged: there is no such metric.
  summed('ghost', { definitions: [{ metric: 'val/ghost', as: 'max' }] }),
  summed('goes-on', { upTo: 0 }, { status: 'RUNNING', endedAt: null }),
  summed('was-killed', { upTo: 1, definitions: [{ metric: 'val/f1', as: 'max' }] }, { status: 'KILLED' }),
  summed('by-hand', { values: [{ key: 'val/best', value: 0.95 }] }),
  {
    ...specialRun('summed-without-points', {
      startedAt,
      endedAt,
      summary: {
        values: [
          { key: 'val/acc', value: 0.65 },
          { key: 'val/best', value: 0.65 },
        ],
      },
    }),
    metrics: [],
  },
];

function summed(name: string, summary: SampleSummary, special: Special = {}): SampleRun {
  const metrics = [
    metric('val/acc', [0.5, 0.9, 0.7]),
    metric('val/f1', [0.3, 0.1, 0.2]),
    metric('eval.acc', [0.25, 0.75, 0.5]),
  ];
  return specialRun(`summed-${name}`, { startedAt, endedAt, metrics, summary, ...special });
}

function metric(key: string, values: readonly number[]): SampleMetric {
  const points = values.map((value, step) => ({ step, value, timestamp: startedAt + 1_000 * (step + 1) }));
  return { key, context: {}, points };
}
