import type { Line } from './curve.ts';

/** What was found on the way: the extremes of all, and whether every value was finite. */
export interface Extremes {
  readonly indexes: Uint32Array;
  readonly least: number;
  readonly greatest: number;
  readonly finite: boolean;
}

/**
 * The least and the greatest point of each of so many stretches of x of one width, in order; all of a stretch that has one
 * or two. The ends of the line are left out.
 */
export function extremesOf({ x, y }: Line, stretches: number): Extremes {
  const end = y.length - 1;
  const found = new Uint32Array(2 * stretches);
  const last = y[end] ?? 0;
  let count = 0;
  let least = last < (y[0] ?? 0) ? end : 0;
  let greatest = last < (y[0] ?? 0) ? 0 : end;
  let finite = Number.isFinite(y[0] ?? 0) && Number.isFinite(last);
  let from = 1;
  for (let stretch = 1; stretch <= stretches && from < end; stretch += 1) {
    const guess = 2 + Math.floor((stretch * (end - 2)) / stretches);
    const to = stretch === stretches ? end : firstBeyond(x, boundOf(x, stretch, stretches), from, end, guess);
    if (to === from) continue;
    const part = extremesBetween(y, from, to);
    finite &&= part.finite;
    if ((y[part.least] ?? 0) < (y[least] ?? 0)) least = part.least;
    if ((y[part.greatest] ?? 0) > (y[greatest] ?? 0)) greatest = part.greatest;
    const first = to - from === 2 ? from : Math.min(part.least, part.greatest);
    const second = to - from === 2 ? from + 1 : Math.max(part.least, part.greatest);
    found[count] = first;
    found[count + 1] = second;
    count += second === first ? 1 : 2;
    from = to;
  }
  return { indexes: found.slice(0, count), least, greatest, finite };
}

/** Every so many values are looked at first: the extremes that they tell are seldom surpassed by the others. */
const sampled = 32;

/**
 * This is where a million points spend their time. Most values lie well between the extremes found so far: they are nearer
 * to the middle than both, which one comparison tells, and NaN and the infinities never are.
 */
function extremesBetween(y: Float64Array, from: number, to: number) {
  let least = from;
  let greatest = from;
  let low = y[from] ?? 0;
  let high = low;
  let finite = true;

  for (let at = from; at < to; at += sampled) {
    const value = y[at] ?? 0;
    if (value < low) {
      low = value;
      least = at;
    }
    if (value > high) {
      high = value;
      greatest = at;
    }
  }
  let middle = low / 2 + high / 2;
  let near = Math.min(high - middle, middle - low);
  let at = from;
  while (at < to) {
    while (
      at + 3 < to &&
      Math.abs((y[at] ?? 0) - middle) < near &&
      Math.abs((y[at + 1] ?? 0) - middle) < near &&
      Math.abs((y[at + 2] ?? 0) - middle) < near &&
      Math.abs((y[at + 3] ?? 0) - middle) < near
    ) {
      at += 4;
    }
    const end = Math.min(at + 4, to);
    for (; at < end; at += 1) {
      const value = y[at] ?? 0;
      if (value - value !== 0) finite = false;
      if (value < low) {
        low = value;
        least = at;
      }
      if (value > high) {
        high = value;
        greatest = at;
      }
    }
    middle = low / 2 + high / 2;
    near = Math.min(high - middle, middle - low);
  }
  return { least, greatest, finite };
}

/** Where a stretch of the inner points ends. */
function boundOf(x: Float64Array, stretch: number, stretches: number): number {
  const [low = 0, high = 0] = [x[1], x[x.length - 2]];
  return low + (high / stretches - low / stretches) * stretch;
}

/** The first index from `from` on whose x is greater; `end` where none is. `guess` is where even steps would have it. */
function firstBeyond(x: Float64Array, bound: number, from: number, end: number, guess: number): number {
  if (guess > from && guess < end && (x[guess - 1] ?? 0) <= bound && (x[guess] ?? 0) > bound) return guess;
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
