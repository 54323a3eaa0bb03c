import type { SampleMetric } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Random } from '../random/random.ts';

/** Two metrics with few different values, each missing in some runs. */
export function ordinaryMetrics(random: Random, startedAt: number): readonly SampleMetric[] {
  return [
    ...(random.chance(0.85) ? [ordinaryMetric(random, 'loss', startedAt, [2.5, 1.25, 0.75, 0.5, 0.1])] : []),
    ...(random.chance(0.75) ? [ordinaryMetric(random, 'acc', startedAt, [0.5, 0.8, 0.9, 0.95, 1])] : []),
  ];
}

function ordinaryMetric(
  random: Random,
  key: string,
  startedAt: number,
  values: readonly [number, ...number[]],
): SampleMetric {
  const length = random.integer(1, 5);
  const points = Array.from({ length }, (_, index) => ({
    step: index * 10,
    value: random.pick(values),
    timestamp: startedAt + (index + 1) * 1_500,
  }));
  return { key, context: {}, points };
}
