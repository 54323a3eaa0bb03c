import { meanOf } from './moments.ts';
import { between, quantileOf } from './quantile.ts';
import { scale, timesPowerOfTwo } from './scale.ts';
import type { Stream } from './stream.ts';

/** What an interval is for. */
export type IntervalOf = 'MEAN' | 'MEDIAN' | 'IQM';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The percentiles that leave `level` between them. */
export function percentiles(drawn: Float64Array, level: number): Bounds {
  const sorted = drawn.sort();
  return { low: quantileOf(sorted, (1 - level) / 2), high: quantileOf(sorted, (1 + level) / 2) };
}

/**
 * The percentile bootstrap interval of a figure of sorted values: they are drawn with replacement as many times as there
 * are, `resamples` times. Null of none.
 */
export function bootstrapInterval(
  sorted: Float64Array,
  of: IntervalOf,
  level: number,
  resamples: number,
  stream: Stream,
): Bounds | null {
  if (sorted.length === 0) return null;
  const { values, exponent } = scale(sorted);
  const drawn = resampled(values, of, resamples, stream);
  const { low, high } = percentiles(drawn, level);
  return { low: timesPowerOfTwo(low, exponent), high: timesPowerOfTwo(high, exponent) };
}

/** The figure of each resample. */
export function resampled(sorted: Float64Array, of: IntervalOf, resamples: number, stream: Stream): Float64Array {
  const indexes = new Uint32Array(sorted.length);
  const figure = of === 'MEAN' ? meanFigure(sorted) : rankFigure(sorted, of === 'MEDIAN' ? median : iqm);
  return new Float64Array(resamples).map(() => {
    stream.indexes(indexes, sorted.length);
    return figure(indexes);
  });
}

type Figure = (indexes: Uint32Array) => number;

/** Distances from the mean are summed, so that plain sums keep their digits. */
function meanFigure(values: Float64Array): Figure {
  const centre = meanOf(values);
  const apart = values.map((value) => value - centre);
  const count = values.length;
  return (indexes) => {
    let sum = 0;
    for (let at = 0; at < count; at += 1) sum += apart[indexes[at] ?? 0] ?? 0;
    return centre + sum / count;
  };
}

/** A figure of a resample's order, which the counts of what was drawn tell without sorting. */
function rankFigure(sorted: Float64Array, read: (sorted: Float64Array, counts: Uint32Array) => number): Figure {
  const counts = new Uint32Array(sorted.length);
  return (indexes) => {
    counts.fill(0);
    for (let at = 0; at < indexes.length; at += 1) {
      const index = indexes[at] ?? 0;
      counts[index] = (counts[index] ?? 0) + 1;
    }
    return read(sorted, counts);
  };
}

function median(sorted: Float64Array, counts: Uint32Array): number {
  const count = sorted.length;
  const lower = Math.floor((count - 1) / 2);
  let seen = 0;
  for (let at = 0; at < count; at += 1) {
    seen += counts[at] ?? 0;
    if (seen <= lower) continue;
    const value = sorted[at] ?? Number.NaN;
    if (seen > lower + 1 || count % 2 === 1) return value;
    let next = at + 1;
    while (counts[next] === 0) next += 1;
    return between(value, sorted[next] ?? Number.NaN, 0.5);
  }
  return Number.NaN;
}

function iqm(sorted: Float64Array, counts: Uint32Array): number {
  const count = sorted.length;
  const cut = Math.floor(count / 4);
  let seen = 0;
  let sum = 0;
  for (let at = 0; at < count && seen < count - cut; at += 1) {
    const from = Math.max(seen, cut);
    seen += counts[at] ?? 0;
    const inside = Math.min(seen, count - cut) - from;
    if (inside > 0) sum += inside * (sorted[at] ?? 0);
  }
  return sum / (count - 2 * cut);
}
