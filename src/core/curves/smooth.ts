import { exponentOf, scaleBy } from '../stats/scale.ts';
import type { Line } from './curve.ts';
import { gaussian } from './gaussian.ts';
import { movingMean } from './moving-mean.ts';
import type { Smoothing } from './smoothing.ts';

/**
 * The smoothed values of a curve's own points. What is not finite passes through as it is and enters no sum.
 * x ascends strictly.
 */
export function smooth({ x, y }: Line, smoothing: Smoothing): Float64Array {
  const power = powerOf(y);
  const near = scaleBy(y, -power);
  return scaleBy(smoothNear({ x, y: near }, smoothing), power);
}

function smoothNear(line: Line, smoothing: Smoothing): Float64Array {
  switch (smoothing.method) {
    case 'EMA':
      return exponential(line.y, smoothing.weight);
    case 'TWEMA':
      return timeWeighted(line, smoothing.weight);
    case 'GAUSSIAN':
      return gaussian(line, smoothing.sigma);
    case 'MEAN':
      return movingMean(line.y, smoothing.window);
  }
}

/** Sums of greater magnitudes could overflow; sums of less could lose digits. */
const ordinary = 900;

/** The power of two that the values are divided by before they are summed: 0 for ordinary ones. */
function powerOf(values: Float64Array): number {
  let greatest = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    if (magnitude > greatest && magnitude < Infinity) greatest = magnitude;
  }
  const exponent = exponentOf(greatest);
  return Math.abs(exponent) > ordinary ? exponent : 0;
}

/**
 * The exponential moving average with the correction of its start that TensorBoard's charts make: each value is divided by
 * the sum of all weights so far.
 */
function exponential(values: Float64Array, weight: number): Float64Array {
  const smoothed = new Float64Array(values.length);
  let sum = 0;
  let weights = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value - value !== 0) {
      smoothed[at] = value;
      continue;
    }
    sum = sum * weight + value * (1 - weight);
    weights = weights * weight + (1 - weight);
    smoothed[at] = sum / weights;
  }
  return smoothed;
}

/** Steps that a curve's range of x counts as, which makes the weight the same for curves of every length. */
const stepsOfRange = 1000;

/** The time-weighted average that run charts know: a point counts for less the farther behind it lies, in shares of the range. */
function timeWeighted({ x, y }: Line, weight: number): Float64Array {
  const range = (x[x.length - 1] ?? 0) - (x[0] ?? 0);
  if (!(range > 0)) return y.slice();
  const decay = Math.min(Math.sqrt(weight), 0.999);
  const smoothed = new Float64Array(y.length);
  let sum = 0;
  let weights = 0;
  let last = x[0] ?? 0;
  for (let at = 0; at < y.length; at += 1) {
    const value = y[at] ?? Number.NaN;
    if (value - value !== 0) {
      smoothed[at] = value;
      continue;
    }
    const place = x[at] ?? 0;
    const kept = decay ** (((place - last) / range) * stepsOfRange);
    sum = sum * kept + value;
    weights = weights * kept + 1;
    smoothed[at] = sum / weights;
    last = place;
  }
  return smoothed;
}
