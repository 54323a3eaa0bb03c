import type { Series } from '../../../src/contract/series.ts';
import { everything, type MemoryTracker } from '../../support/memory-adapter.ts';
import { metric, param, run, tag } from '../../support/runs.ts';

const values = Float64Array.of(0.5, Number.NaN, Infinity, -Infinity);
const series: Series = {
  steps: Float64Array.of(0, 1, 2, 3),
  values,
  timestamps: values.map((_value, at) => 1_700_000_000_000 + at),
  totalPoints: 4,
  complete: true,
};

/** Runs that are hard to read: texts with commas, quotes and line breaks, numbers that are none, integers beyond 2^53. */
export const oddRuns: MemoryTracker = {
  capabilities: everything,
  pageCap: 2,
  runs: [
    run('1', {
      name: 'a,"b"\nü 🚀',
      startedAt: 1_700_000_000_123,
      params: [param('lr', 0.1), param('seed', 2n ** 60n + 1n), param('flag', true), param('formula', '=1+1')],
      metrics: [metric('acc', 0.5), metric('loss', Number.NaN, { count: 4 })],
      tags: [tag('team', 'vision')],
    }),
    run('2', {
      name: 'plain',
      startedAt: 1_600_000_000_000,
      params: [param('lr', Infinity), param('seed', 7), param('flag', false)],
      metrics: [metric('acc', 1e300)],
    }),
    run('3', { name: null, params: [param('lr', 5e-324)], metrics: [metric('acc', -Infinity)] }),
  ],
  series: () => series,
};
