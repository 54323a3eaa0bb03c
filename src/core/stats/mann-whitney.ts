import erfc from '@stdlib/math-base-special-erfc';
import { everyIndex } from './indexes.ts';
import { noOutcome, type TestOutcome } from './difference.ts';
import { hodgesLehmann } from './hodges-lehmann.ts';
import { eachTie, ranksOf } from './ranks.ts';

/** Beyond this many values on both sides, or with ties, the normal distribution is near enough. */
const fewValues = 8;

/**
 * The U test of b against a, two-sided, as SciPy's `mannwhitneyu(b, a)`: exact for few values without ties, else by the
 * normal distribution with corrections for ties and continuity. The difference is Hodges and Lehmann's.
 * @param a Sorted finite values, as `b`.
 */
export function mannWhitney(a: Float64Array, b: Float64Array): TestOutcome {
  const [countA, countB] = [a.length, b.length];
  if (countA === 0 || countB === 0) return noOutcome('a selection has no value');
  const all = new Float64Array(countB + countA);
  all.set(b);
  all.set(a, countB);
  const rankSum = ranksOf(all)
    .subarray(0, countB)
    .reduce((sum, rank) => sum + rank, 0);
  const statistic = rankSum - (countB * (countB + 1)) / 2;
  const ties = tieTerm(all);
  const greater = Math.max(statistic, countA * countB - statistic);
  const exact = ties === 0 && (countA <= fewValues || countB <= fewValues);
  const p = exact ? exactP(greater, countA, countB) : normalP(greater, countA, countB, ties);
  return { ...noOutcome('', hodgesLehmann(a, b)), statistic, p: Math.min(1, p), note: null };
}

/** The sum of t³ − t over groups of t equal values. */
function tieTerm(values: Float64Array): number {
  let sum = 0;
  eachTie(
    values,
    everyIndex(values.length).sort((one, two) => (values[one] ?? 0) - (values[two] ?? 0)),
    (from, to) => {
      const tied = to - from;
      sum += tied ** 3 - tied;
    },
  );
  return sum;
}

function normalP(greater: number, countA: number, countB: number, ties: number): number {
  const all = countA + countB;
  const spread = Math.sqrt(((countA * countB) / 12) * (all + 1 - ties / (all * (all - 1))));
  const z = (greater - (countA * countB) / 2 - 0.5) / spread;
  return Number.isNaN(z) ? 1 : erfc(z / Math.SQRT2);
}

/**
 * Twice the share of orders whose U is at least this great, which as many have that are as far below the middle. The
 * counts of orders are the coefficients of a Gaussian binomial, made of products and quotients of 1 − q^i.
 */
function exactP(greater: number, countA: number, countB: number): number {
  const [few, many] = countA < countB ? [countA, countB] : [countB, countA];
  const most = countA * countB - greater;
  const counts = new Float64Array(Math.floor(most) + 1);
  counts[0] = 1;
  let orders = 1;
  for (let step = 1; step <= few; step += 1) {
    for (let at = counts.length - 1; at >= many + step; at -= 1)
      counts[at] = (counts[at] ?? 0) - (counts[at - many - step] ?? 0);
    for (let at = step; at < counts.length; at += 1) counts[at] = (counts[at] ?? 0) + (counts[at - step] ?? 0);
    orders *= (many + step) / step;
  }
  return (2 * counts.reduce((sum, count) => sum + count, 0)) / orders;
}
