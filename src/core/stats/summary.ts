import { meanOf, stdOf, totalOf } from './moments.ts';
import { quantileOf } from './quantile.ts';

/** What is told of the finite values of a measure. Null where there are too few of them. */
export interface Summary {
  readonly count: number;
  readonly mean: number | null;
  /** With n − 1. */
  readonly std: number | null;
  /** std / √n. */
  readonly sem: number | null;
  readonly median: number | null;
  readonly q1: number | null;
  readonly q3: number | null;
  /** The mean without the lowest and the highest ⌊n/4⌋ values. */
  readonly iqm: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly sum: number | null;
}

const nothing: Summary = {
  count: 0,
  mean: null,
  std: null,
  sem: null,
  median: null,
  q1: null,
  q3: null,
  iqm: null,
  min: null,
  max: null,
  sum: null,
};

/** @param sorted Finite values in ascending order: the order that all sums are taken in. */
export function summarizeSorted(sorted: Float64Array): Summary {
  const count = sorted.length;
  if (count === 0) return nothing;
  const std = stdOf(sorted);
  return {
    count,
    mean: meanOf(sorted),
    std,
    sem: std === null ? null : std / Math.sqrt(count),
    median: quantileOf(sorted, 0.5),
    q1: quantileOf(sorted, 0.25),
    q3: quantileOf(sorted, 0.75),
    iqm: meanOf(middleOf(sorted)),
    min: sorted[0] ?? null,
    max: sorted[count - 1] ?? null,
    sum: totalOf(sorted),
  };
}

/** Without the lowest and the highest quarter, each rounded down to whole values. */
export function middleOf(sorted: Float64Array): Float64Array {
  const cut = Math.floor(sorted.length / 4);
  return sorted.subarray(cut, sorted.length - cut);
}

/** The finite ones in ascending order. -0 counts as 0. */
export function sortFinite(values: Float64Array): Float64Array {
  return values
    .filter(Number.isFinite)
    .map((value) => value + 0)
    .sort();
}
