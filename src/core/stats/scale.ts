/** Numbers are moved near 1 by powers of two, which loses nothing, so that sums and squares neither overflow nor vanish. */
export interface Scaled {
  /** Every value times 2^-exponent: the greatest magnitude lies in [0.5, 1). */
  readonly values: Float64Array;
  readonly exponent: number;
}

export function scale(values: Float64Array): Scaled {
  const exponent = exponentOf(greatestMagnitude(values));
  return { values: scaleBy(values, -exponent), exponent };
}

/** Every value times 2^power; the array itself where that is 1. */
export function scaleBy(values: Float64Array, power: number): Float64Array {
  if (power === 0) return values;
  if (Math.abs(power) > wholeSteps) return values.map((value) => timesPowerOfTwo(value, power));
  const factor = 2 ** power;
  return values.map((value) => value * factor);
}

export function greatestMagnitude(values: Float64Array): number {
  let greatest = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    if (magnitude > greatest) greatest = magnitude;
  }
  return greatest;
}

/** The e for which `magnitude` times 2^-e lies in [0.5, 1); 0 for zero. */
export function exponentOf(magnitude: number): number {
  if (magnitude === 0 || !Number.isFinite(magnitude)) return 0;
  let exponent = Math.floor(Math.log2(magnitude)) + 1;
  // The logarithm of a number next to a power of two is rounded to that of the power.
  if (timesPowerOfTwo(magnitude, -exponent) >= 1) exponent += 1;
  if (timesPowerOfTwo(magnitude, -exponent) < 0.5) exponent -= 1;
  return exponent;
}

/** The greatest power of two that is a normal double in both directions. */
const wholeSteps = 1000;

/** value · 2^power, rounded once: Infinity or 0 where a double has no room for it. */
export function timesPowerOfTwo(value: number, power: number): number {
  let product = value;
  let rest = power;
  for (; rest > wholeSteps; rest -= wholeSteps) product *= 2 ** wholeSteps;
  for (; rest < -wholeSteps; rest += wholeSteps) product *= 2 ** -wholeSteps;
  return product * 2 ** rest;
}
