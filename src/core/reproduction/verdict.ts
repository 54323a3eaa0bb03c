import type { Line } from '../curves/curve.ts';
import { intersectionOf, placesOf } from '../curves/shared-x.ts';
import { pick } from '../stats/indexes.ts';
import { scale, timesPowerOfTwo } from '../stats/scale.ts';
import { sumOfProducts } from '../stats/sums.ts';

/** From the worst to the best; NOT_COMPARABLE says nothing of the others. */
export const verdicts = ['DIFFERENT', 'DIVERGES', 'DIVERGES_LATE', 'MATCHES', 'NOT_COMPARABLE'] as const;
export type Verdict = (typeof verdicts)[number];

/** How far apart values may be: at most `absolute`, or `relative` times the original's magnitude. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** How a metric of a repetition compares with that of its original, over the x that both have. */
export interface ReproducedSeries {
  readonly points: number;
  /** The share of points that are near enough; null where there is none. */
  readonly within: number | null;
  /** The x from which on they are apart; null where there is none. */
  readonly firstApart: number | null;
  /** Over pairs of finite values; null where there is none. */
  readonly maxDifference: number | null;
  readonly rmse: number | null;
  /** The last value of each, shared or not; null of no points. */
  readonly ofLast: number | null;
  readonly byLast: number | null;
  readonly verdict: Verdict;
  readonly message: string;
}

/**
 * Has a curve been reproduced?
 * @param of The original, one point an x, in ascending order; `by` is its repetition.
 */
export function judgeSeries(of: Line, by: Line, tolerance: Tolerance): ReproducedSeries {
  const x = intersectionOf([of.x, by.x]);
  const a = pick(of.y, placesOf(x, of.x));
  const b = pick(by.y, placesOf(x, by.x));
  const apart = a.map((value, at) => (isWithin(value, b[at] ?? Number.NaN, tolerance) ? 0 : 1));
  const near = apart.filter((one) => one === 0).length;
  const first = firstApart(apart);
  const verdict = verdictOf(apart, first);
  return {
    points: x.length,
    within: x.length === 0 ? null : near / x.length,
    firstApart: first === null ? null : (x[first] ?? null),
    ...differenceOf(a, b),
    ofLast: of.y.at(-1) ?? null,
    byLast: by.y.at(-1) ?? null,
    verdict,
    message: messageOf(verdict, x.length, x.length - near, first === null ? null : (x[first] ?? null)),
  };
}

/** NaN is near NaN and an infinity near the same one; neither is near anything else. */
function isWithin(a: number, b: number, { absolute, relative }: Tolerance): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Object.is(a, b);
  const apart = Math.abs(b - a);
  if (apart < Infinity) return apart <= Math.max(absolute, relative * Math.abs(a));
  // The difference of two great values may be beyond all doubles; that of their halves is not.
  return Math.abs(b / 2 - a / 2) <= Math.max(absolute / 2, relative * Math.abs(a / 2));
}

/** Points that must be apart together: a twentieth of all, rounded up, and two at the least. */
function windowOf(points: number): number {
  return Math.max(2, Math.ceil(points / 20));
}

/** The least index from which on all are apart, or as many as the window holds; null where there is none. */
function firstApart(apart: Float64Array): number | null {
  const window = windowOf(apart.length);
  let run = 0;
  for (let at = 0; at < apart.length; at += 1) {
    run = apart[at] === 1 ? run + 1 : 0;
    if (run >= window) return at - run + 1;
  }
  return run > 0 ? apart.length - run : null;
}

function verdictOf(apart: Float64Array, first: number | null): Verdict {
  const points = apart.length;
  if (points === 0) return 'NOT_COMPARABLE';
  if (first === null) return 'MATCHES';
  if (first === 0 && apart.every((one) => one === 1)) return 'DIFFERENT';
  return first >= points - Math.ceil(points / 10) ? 'DIVERGES_LATE' : 'DIVERGES';
}

/** Scaled before squares are taken, so that these neither overflow nor vanish. */
function differenceOf(a: Float64Array, b: Float64Array): Pick<ReproducedSeries, 'maxDifference' | 'rmse'> {
  const all = a.map((value, at) => (b[at] ?? Number.NaN) / 2 - value / 2);
  const both = all.filter((one, at) => Number.isFinite(one) && Number.isFinite(a[at]) && Number.isFinite(b[at]));
  if (both.length === 0) return { maxDifference: null, rmse: null };
  const { values, exponent } = scale(both);
  const mean = Math.sqrt(sumOfProducts(values, values) / values.length);
  const greatest = values.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return { maxDifference: timesPowerOfTwo(greatest, exponent + 1), rmse: timesPowerOfTwo(mean, exponent + 1) };
}

function messageOf(verdict: Verdict, points: number, apart: number, x: number | null): string {
  switch (verdict) {
    case 'NOT_COMPARABLE':
      return 'The two have no step in common.';
    case 'MATCHES':
      return apart === 0
        ? `All ${points} points that both have are near enough.`
        : `Of ${points} points that both have, ${apart} are apart, each by itself.`;
    case 'DIFFERENT':
      return points === 1
        ? 'The one point that both have is apart.'
        : `All ${points} points are apart from the first on.`;
    case 'DIVERGES_LATE':
      return `They are apart from ${x} on, in the last tenth: numerical instability is likely.`;
    case 'DIVERGES':
      return `They are apart from ${x} on.`;
  }
}

/** The worst of several; NOT_COMPARABLE where none can be compared. */
export function worstVerdict(found: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => found.includes(verdict)) ?? 'NOT_COMPARABLE';
}
