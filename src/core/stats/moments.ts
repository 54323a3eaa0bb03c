import { scale, timesPowerOfTwo } from './scale.ts';
import { sumOf, sumOfProducts } from './sums.ts';

/** The sum of finite values; Infinity where no double is that large. */
export function totalOf(values: Float64Array): number {
  const { values: near, exponent } = scale(values);
  return timesPowerOfTwo(sumOf(near), exponent);
}

/** The mean of finite values, which is finite; NaN of none. */
export function meanOf(values: Float64Array): number {
  const { values: near, exponent } = scale(values);
  return timesPowerOfTwo(sumOf(near) / near.length, exponent);
}

/** A mean and what belongs to it, as numbers near 1 times a power of two: for what is computed from them without units. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** With n − 1 below; NaN of fewer than two values. */
  readonly variance: number;
  /** What `mean` is to be multiplied with is 2^exponent, and for `variance` that twice. */
  readonly exponent: number;
}

/** In two passes, the second corrected by what the rounding of the mean left over. */
export function momentsOf(values: Float64Array): Moments {
  const { values: near, exponent } = scale(values);
  return { ...nearMoments(near), exponent };
}

/** The same of values that are near 1 already. */
export function nearMoments(near: Float64Array): Omit<Moments, 'exponent'> {
  const count = near.length;
  const mean = sumOf(near) / count;
  if (count < 2) return { count, mean, variance: Number.NaN };
  if (isConstant(near)) return { count, mean: near[0] ?? mean, variance: 0 };
  const apart = near.map((value) => value - mean);
  const left = sumOf(apart);
  const squares = sumOfProducts(apart, apart) - (left * left) / count;
  return { count, mean, variance: Math.max(0, squares) / (count - 1) };
}

export function isConstant(values: Float64Array): boolean {
  const [first] = values;
  return values.every((value) => value === first);
}

/** The standard deviation with n − 1; null of fewer than two values. */
export function stdOf(values: Float64Array): number | null {
  if (values.length < 2) return null;
  const { variance, exponent } = momentsOf(values);
  return timesPowerOfTwo(Math.sqrt(variance), exponent);
}
