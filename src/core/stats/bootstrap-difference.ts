import { percentiles, resampled } from './bootstrap.ts';
import { meanDifference, noOutcome, pooledG, scaleBoth, type TestOutcome } from './difference.ts';
import { timesPowerOfTwo } from './scale.ts';
import type { Stream } from './stream.ts';

/**
 * The difference of means with the percentile interval of both resampled, first all of a, then all of b. It has no p.
 * @param a Sorted finite values, as `b`.
 */
export function bootstrapDifference(
  a: Float64Array,
  b: Float64Array,
  level: number,
  resamples: number,
  stream: Stream,
): TestOutcome {
  if (a.length === 0 || b.length === 0) return noOutcome('a selection has no value');
  const near = scaleBoth(a, b);
  const lefts = resampled(near.a, 'MEAN', resamples, stream);
  const rights = resampled(near.b, 'MEAN', resamples, stream);
  const { low, high } = percentiles(
    rights.map((mean, at) => mean - (lefts[at] ?? 0)),
    level,
  );
  const difference = meanDifference(near.a, near.b);
  return {
    difference: timesPowerOfTwo(difference, near.exponent),
    interval: { low: timesPowerOfTwo(low, near.exponent), high: timesPowerOfTwo(high, near.exponent) },
    statistic: null,
    degreesOfFreedom: null,
    p: null,
    hedgesG: pooledG(a, b),
    note: a.length < 2 || b.length < 2 ? 'a selection has fewer than two values: the interval means little' : null,
  };
}
