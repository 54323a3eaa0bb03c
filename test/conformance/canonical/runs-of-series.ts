import type { Num } from '../../../src/contract/value.ts';
import type { SampleMetric, SamplePoint, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { createRandom } from '../random/random.ts';
import { startOfSlot } from './clock.ts';
import { specialRun } from './special-run.ts';

const startedAt = startOfSlot(5);
const longSeriesLength = 10_000;

/**
 * Runs whose series are odd. No two points of a series share both step and timestamp: their order would be the
 * tracker's own.
 */
export const runsOfSeries: readonly SampleRun[] = [
  specialRun('series-order', { startedAt, endedAt: startedAt + 60_000, metrics: [outOfOrder(1), sameStep()] }),
  specialRun('series-steps', { startedAt, endedAt: startedAt + 60_000, metrics: [outOfOrder(2), hugeSteps()] }),
  specialRun('series-long', {
    startedAt,
    endedAt: startedAt + longSeriesLength * 250,
    metrics: [outOfOrder(3), longSeries()],
  }),
];

/**
 * Steps repeat, are negative and come in no order. Of the greatest and the least step the clock says which point is
 * which; who goes by the order of logging, or by the clock alone, puts the runs in another order. Some have an epoch.
 */
function outOfOrder(run: number): SampleMetric {
  return metric('wander', [
    point(3, 0.3 + run, 1_000),
    point(9, 0.9 + run, 9_000, 2),
    point(-5, -0.5 + run, 8_000),
    point(1, 0.1, 4_000, 0),
    point(9, 0.9 - run, 2_000),
    point(3, 0.33, 5_000, 1),
    point(-5, -0.5 - run, 3_000, -1),
    point(0, 0, 6_000),
    point(3, 0.3 - run, 9_500, 1.5),
  ]);
}

/** Many points at one step, logged in an order that is not that of the clock. */
function sameStep(): SampleMetric {
  const points = Array.from({ length: 40 }, (_, index) => point(7, index, 1_000 + ((index * 17) % 40) * 10));
  return metric('burst', points);
}

/** Steps beyond 2^53, two of which are one as doubles. */
function hugeSteps(): SampleMetric {
  return metric('far', [
    point(2n ** 60n + 1n, 4, 5_000),
    point(2n ** 60n, 3, 6_000),
    point(2n ** 53n + 1n, 2, 7_000),
    point(2 ** 53 - 1, 1, 8_000),
    point(0, 0, 9_000),
  ]);
}

function longSeries(): SampleMetric {
  const random = createRandom(20_260_105);
  const points = Array.from({ length: longSeriesLength }, (_, step) =>
    point(step, Math.round((10 / (step + 10) + random.next() / 10) * 1e6) / 1e6, step * 250, Math.floor(step / 500)),
  );
  return metric('long', points);
}

function metric(key: string, points: readonly SamplePoint[]): SampleMetric {
  return { key, context: {}, points };
}

function point(step: Num, value: number, afterMs: number, epoch?: number): SamplePoint {
  return { step, value, timestamp: startedAt + afterMs, ...(epoch !== undefined && { epoch }) };
}
