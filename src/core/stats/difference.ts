import type { Bounds } from './bootstrap.ts';
import { isConstant, nearMoments } from './moments.ts';
import { exponentOf, greatestMagnitude, scaleBy, timesPowerOfTwo } from './scale.ts';
import { reachOf, twoSidedP } from './t-test.ts';

/** What a test says of two samples: b less a. Null where it says nothing, and why. */
export interface TestOutcome {
  readonly difference: number | null;
  readonly interval: Bounds | null;
  readonly statistic: number | null;
  readonly degreesOfFreedom: number | null;
  readonly p: number | null;
  readonly hedgesG: number | null;
  readonly note: string | null;
}

export function noOutcome(note: string, difference: number | null = null): TestOutcome {
  return {
    difference,
    interval: null,
    statistic: null,
    degreesOfFreedom: null,
    p: null,
    hedgesG: null,
    note,
  };
}

/** Both samples times the same power of two, so that no difference overflows. */
export function scaleBoth(a: Float64Array, b: Float64Array) {
  const exponent = exponentOf(Math.max(greatestMagnitude(a), greatestMagnitude(b)));
  return { a: scaleBy(a, -exponent), b: scaleBy(b, -exponent), exponent };
}

/** The mean of b less that of a, of values near 1: taken from a place between them, since each mean alone is rounded. */
export function meanDifference(a: Float64Array, b: Float64Array): number {
  const centre = (nearMoments(a).mean + nearMoments(b).mean) / 2;
  const left = nearMoments(a.map((value) => value - centre)).mean;
  return nearMoments(b.map((value) => value - centre)).mean - left;
}

/**
 * Welch's t test, with Welch and Satterthwaite's degrees of freedom and the interval of the difference of means.
 * @param a Sorted finite values, as `b`.
 */
export function welchTest(a: Float64Array, b: Float64Array, level: number): TestOutcome {
  if (a.length === 0 || b.length === 0) return noOutcome('a selection has no value');
  const near = scaleBoth(a, b);
  const [one, two] = [nearMoments(near.a), nearMoments(near.b)];
  const difference = meanDifference(near.a, near.b);
  const told = timesPowerOfTwo(difference, near.exponent);
  if (a.length < 2 || b.length < 2) return noOutcome('a selection has fewer than two values', told);
  if (isConstant(a) && isConstant(b)) return noOutcome('both selections are constant', told);
  const [left, right] = [one.variance / a.length, two.variance / b.length];
  const error = Math.sqrt(left + right);
  const degreesOfFreedom = welchDegrees(left, right, a.length, b.length);
  const statistic = difference / error;
  const reach = reachOf(level, degreesOfFreedom) * error;
  return {
    difference: told,
    interval: {
      low: timesPowerOfTwo(difference - reach, near.exponent),
      high: timesPowerOfTwo(difference + reach, near.exponent),
    },
    statistic,
    degreesOfFreedom,
    p: twoSidedP(statistic, degreesOfFreedom),
    hedgesG: pooledG(near.a, near.b),
    note: null,
  };
}

/** Shares of the whole, so that squares of small variances do not vanish. */
function welchDegrees(left: number, right: number, countA: number, countB: number): number {
  const share = left / (left + right);
  return 1 / (share ** 2 / (countA - 1) + (1 - share) ** 2 / (countB - 1));
}

/**
 * The paired t test over pairs in order of their keys.
 * @param a Finite values; `b` at the same place is of the same pair.
 */
export function pairedTest(a: Float64Array, b: Float64Array, level: number): TestOutcome {
  if (a.length === 0) return noOutcome('there is no pair');
  const near = scaleBoth(a, b);
  const apart = near.a.map((value, at) => (near.b[at] ?? Number.NaN) - value);
  const { mean, variance } = nearMoments(apart);
  const told = timesPowerOfTwo(mean, near.exponent);
  if (a.length < 2) return noOutcome('there are fewer than two pairs', told);
  if (isConstant(apart)) return noOutcome('all pairs differ by the same', told);
  const degreesOfFreedom = a.length - 1;
  const error = Math.sqrt(variance / a.length);
  const statistic = mean / error;
  const reach = reachOf(level, degreesOfFreedom) * error;
  return {
    difference: told,
    interval: {
      low: timesPowerOfTwo(mean - reach, near.exponent),
      high: timesPowerOfTwo(mean + reach, near.exponent),
    },
    statistic,
    degreesOfFreedom,
    p: twoSidedP(statistic, degreesOfFreedom),
    hedgesG: smallSample(mean / Math.sqrt(variance), degreesOfFreedom),
    note: null,
  };
}

/** Hedges' g by the pooled standard deviation; null where that is 0 or not known. The unit does not matter. */
export function pooledG(a: Float64Array, b: Float64Array): number | null {
  const degrees = a.length + b.length - 2;
  if (a.length < 1 || b.length < 1 || degrees < 1) return null;
  const near = scaleBoth(a, b);
  const [one, two] = [nearMoments(near.a), nearMoments(near.b)];
  const within = (part: { readonly count: number; readonly variance: number }): number =>
    part.count < 2 ? 0 : part.variance * (part.count - 1);
  const pooled = Math.sqrt((within(one) + within(two)) / degrees);
  return pooled === 0 ? null : smallSample(meanDifference(near.a, near.b) / pooled, degrees);
}

/** Hedges' correction of an effect for small samples, as approximated by 1 − 3 / (4 df − 1). */
function smallSample(effect: number, degrees: number): number {
  return effect * (1 - 3 / (4 * degrees - 1));
}
