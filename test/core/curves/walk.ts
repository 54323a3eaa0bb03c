import type { Line } from '../../../src/core/curves/curve.ts';

/** Numbers that the golden scripts make alike: a linear congruential generator, in [-0.5, 0.5). */
export function noise(seed: number, count: number): Float64Array {
  let state = seed;
  return new Float64Array(count).map(() => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 2 ** 31 - 0.5;
  });
}

/** A random walk; x even, or with gaps of many sizes. */
export function walk(seed: number, count: number, spacing: 'even' | 'gaps'): Line {
  const sums = (steps: Float64Array): Float64Array => {
    let sum = 0;
    return steps.map((step) => (sum += step));
  };
  const x =
    spacing === 'even'
      ? new Float64Array(count).map((_value, at) => at)
      : sums(noise(seed + 1, count).map((value) => 1 + Math.floor((value + 0.5) * 8) ** 3));
  return { x, y: sums(noise(seed, count)) };
}
