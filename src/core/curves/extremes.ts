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
    const to = stretch === stretches ? end : firstBeyond(x, boundOf(x, stretch, stretches), from, end);
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

/** Four at a time, so that one sum tells whether they are finite: this is where a million points spend their time. */
function extremesBetween(y: Float64Array, from: number, to: number) {
  let least = from;
  let greatest = from;
  let low = y[from] ?? 0;
  let high = low;
  let finite = true;
  let at = from;
  for (; at + 3 < to; at += 4) {
    const a = y[at] ?? 0;
    const b = y[at + 1] ?? 0;
    const c = y[at + 2] ?? 0;
    const d = y[at + 3] ?? 0;
    // Shares of the sum, which could overflow by itself.
    const sum = a * 0.25 + b * 0.25 + (c * 0.25 + d * 0.25);
    if (sum - sum !== 0) finite = false;
    if (a < low) {
      low = a;
      least = at;
    }
    if (a > high) {
      high = a;
      greatest = at;
    }
    if (b < low) {
      low = b;
      least = at + 1;
    }
    if (b > high) {
      high = b;
      greatest = at + 1;
    }
    if (c < low) {
      low = c;
      least = at + 2;
    }
    if (c > high) {
      high = c;
      greatest = at + 2;
    }
    if (d < low) {
      low = d;
      least = at + 3;
    }
    if (d > high) {
      high = d;
      greatest = at + 3;
    }
  }
  for (; at < to; at += 1) {
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
  return { least, greatest, finite };
}

/** Where a stretch of the inner points ends. */
function boundOf(x: Float64Array, stretch: number, stretches: number): number {
  const [low = 0, high = 0] = [x[1], x[x.length - 2]];
  return low + (high / stretches - low / stretches) * stretch;
}

/** The first index from `from` on whose x is greater, by halves; `end` where none is. */
function firstBeyond(x: Float64Array, bound: number, from: number, end: number): number {
  let [low, high] = [from, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
