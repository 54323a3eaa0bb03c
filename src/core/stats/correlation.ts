import { indexesWhere, pick } from './indexes.ts';
import { isConstant } from './moments.ts';
import { ranksOf } from './ranks.ts';
import { scale } from './scale.ts';
import { sumOf, sumOfProducts } from './sums.ts';
import { twoSidedP } from './t-test.ts';

export interface Coefficient {
  /** In [-1, 1]; null where one side is constant or there are fewer than two pairs. */
  readonly r: number | null;
  /** Two-sided, by the t distribution with n − 2; null of fewer than three pairs. */
  readonly p: number | null;
}

export interface CorrelationOfPairs {
  /** Pairs whose both sides are finite. */
  readonly n: number;
  readonly pearson: Coefficient;
  readonly spearman: Coefficient;
  readonly note: string | null;
}

/** Pearson's r, and Spearman's as Pearson's of the mean ranks, of two columns of equal length. */
export function correlate(a: Float64Array, b: Float64Array): CorrelationOfPairs {
  const { left, right } = sortedPairs(a, b);
  const n = left.length;
  const dropped = a.length - n;
  const notes =
    dropped === 0
      ? []
      : [
          dropped === 1
            ? '1 pair lacks a finite value and is left out'
            : `${dropped} pairs lack a finite value and are left out`,
        ];
  const nothing: Coefficient = { r: null, p: null };
  const why = n < 2 ? 'fewer than two pairs' : isConstant(left) || isConstant(right) ? 'a column is constant' : null;
  if (why !== null) return { n, pearson: nothing, spearman: nothing, note: [why, ...notes].join('; ') };
  if (n < 3) notes.unshift('two points always lie on a line');
  return {
    n,
    pearson: pearson(left, right),
    spearman: pearson(ranksOf(left), ranksOf(right)),
    note: notes.length === 0 ? null : notes.join('; '),
  };
}

/** Pairs in an order of their own, so that sums do not depend on the order of runs. */
function sortedPairs(a: Float64Array, b: Float64Array): { readonly left: Float64Array; readonly right: Float64Array } {
  const order = indexesWhere(a.length, (at) => Number.isFinite(a[at]) && Number.isFinite(b[at])).sort(
    (one, two) => (a[one] ?? 0) - (a[two] ?? 0) || (b[one] ?? 0) - (b[two] ?? 0),
  );
  return { left: pick(a, order), right: pick(b, order) };
}

function pearson(a: Float64Array, b: Float64Array): Coefficient {
  const n = a.length;
  const left = centred(a);
  const right = centred(b);
  const r = sumOfProducts(left, right) / Math.sqrt(sumOfProducts(left, left) * sumOfProducts(right, right));
  const bounded = Math.max(-1, Math.min(1, r));
  if (n < 3) return { r: Math.sign(bounded), p: null };
  const degrees = n - 2;
  // (1 − r)(1 + r) keeps the digits of 1 − r².
  const statistic = bounded * Math.sqrt(degrees / ((1 - bounded) * (1 + bounded)));
  return { r: bounded, p: twoSidedP(statistic, degrees) };
}

/** Distances from the mean, near 1: r is the same in every unit. */
function centred(values: Float64Array): Float64Array {
  const near = scale(values).values;
  const mean = sumOf(near) / near.length;
  const apart = near.map((value) => value - mean);
  const left = sumOf(apart) / apart.length;
  return scale(apart.map((value) => value - left)).values;
}
