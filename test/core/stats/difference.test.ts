import fc from 'fast-check';
import { bootstrapDifference } from '../../../src/core/stats/bootstrap-difference.ts';
import { pairedTest, welchTest, type TestOutcome } from '../../../src/core/stats/difference.ts';
import { hodgesLehmann } from '../../../src/core/stats/hodges-lehmann.ts';
import { holmCorrection } from '../../../src/core/stats/holm.ts';
import { mannWhitney } from '../../../src/core/stats/mann-whitney.ts';
import { openStream } from '../../../src/core/stats/stream.ts';
import { sortFinite } from '../../../src/core/stats/summary.ts';
import { goldenText, relativeError, type GoldenNumber, type Golden } from '../../support/golden.ts';

interface Case {
  readonly test: 'WELCH' | 'PAIRED' | 'MANN_WHITNEY';
  readonly name: string;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly level: number;
  readonly difference: GoldenNumber;
  readonly low?: number;
  readonly high?: number;
  readonly statistic: number;
  readonly degreesOfFreedom?: number;
  readonly p: number;
  readonly hedgesG?: number;
}
interface HolmCase {
  readonly test: 'HOLM';
  readonly name: string;
  readonly ps: readonly number[];
  readonly corrected: readonly number[];
}

const { cases }: Golden<Case | HolmCase> = JSON.parse(goldenText('differences'));
const column = (values: readonly number[]): Float64Array => Float64Array.from(values);
const sorted = (values: readonly number[]): Float64Array => sortFinite(column(values));

function outcomeOf({ test, a, b, level }: Case): TestOutcome {
  if (test === 'PAIRED') return pairedTest(column(a), column(b), level);
  return test === 'WELCH' ? welchTest(sorted(a), sorted(b), level) : mannWhitney(sorted(a), sorted(b));
}

test.each(cases.filter((one) => one.test !== 'HOLM'))('$test: $name', (golden) => {
  const found = outcomeOf(golden);
  expect(relativeError(found.difference, golden.difference)).toBeLessThan(1e-14);
  expect(relativeError(found.statistic, golden.statistic)).toBeLessThan(1e-13);
  expect(relativeError(found.p, golden.p)).toBeLessThan(1e-11);
  expect(relativeError(found.degreesOfFreedom, golden.degreesOfFreedom ?? null)).toBeLessThan(1e-13);
  expect(relativeError(found.interval?.low ?? null, golden.low ?? null)).toBeLessThan(1e-12);
  expect(relativeError(found.interval?.high ?? null, golden.high ?? null)).toBeLessThan(1e-12);
  expect(relativeError(found.hedgesG, golden.hedgesG ?? null)).toBeLessThan(1e-13);
  expect(found.note).toBeNull();
});

test.each(cases.filter((one) => one.test === 'HOLM'))('Holm: $name', ({ ps, corrected }) => {
  const found = holmCorrection(ps);
  corrected.forEach((p, at) => expect(relativeError(found[at] ?? null, p)).toBeLessThan(1e-15));
});

test('Holm counts only what has a p', () => {
  expect(holmCorrection([null, 0.02, null, 0.5])).toEqual([null, 0.04, null, 0.5]);
  expect(holmCorrection([])).toEqual([]);
});

test.each<[string, TestOutcome, string]>([
  ['Welch of nothing', welchTest(sorted([]), sorted([1, 2]), 0.95), 'no value'],
  ['Welch of one', welchTest(sorted([1]), sorted([1, 2]), 0.95), 'fewer than two values'],
  ['Welch of constants', welchTest(sorted([1, 1]), sorted([2, 2]), 0.95), 'constant'],
  ['no pairs', pairedTest(sorted([]), sorted([]), 0.95), 'no pair'],
  ['one pair', pairedTest(sorted([1]), sorted([2]), 0.95), 'fewer than two pairs'],
  ['pairs that differ by the same', pairedTest(column([1, 2, 3]), column([2, 3, 4]), 0.95), 'differ by the same'],
  ['U of nothing', mannWhitney(sorted([]), sorted([1])), 'no value'],
  ['bootstrap of nothing', bootstrapDifference(sorted([1]), sorted([]), 0.95, 100, openStream(0)), 'no value'],
])('%s says why', (_name, outcome, why) => {
  expect(outcome).toMatchObject({ p: null, statistic: null, interval: null, hedgesG: null });
  expect(outcome.note).toContain(why);
});

test('a difference that can be told is told without its test', () => {
  expect(welchTest(sorted([1]), sorted([3, 4]), 0.95).difference).toBe(2.5);
  expect(welchTest(sorted([1, 1]), sorted([2, 2]), 0.95).difference).toBe(1);
});

test('the bootstrap of a difference is near the interval by t, and the same for the same seed', () => {
  const a = sorted(Array.from({ length: 200 }, (_value, at) => Math.sin(at)));
  const b = sorted(Array.from({ length: 150 }, (_value, at) => 0.5 + Math.cos(at) * 2));
  const byT = welchTest(a, b, 0.95);
  const drawn = bootstrapDifference(a, b, 0.95, 5000, openStream(3, 'loss'));
  expect(drawn).toEqual(bootstrapDifference(a, b, 0.95, 5000, openStream(3, 'loss')));
  expect(drawn.difference).toBeCloseTo(byT.difference ?? Number.NaN, 12);
  expect(drawn.interval?.low).toBeCloseTo(byT.interval?.low ?? Number.NaN, 1);
  expect(drawn.interval?.high).toBeCloseTo(byT.interval?.high ?? Number.NaN, 1);
  expect(drawn).toMatchObject({ p: null, statistic: null, degreesOfFreedom: null });
});

test('the median of differences is that of all of them', () => {
  const values = fc.array(
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 })),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(values, values, (a, b) => {
      const all = b.flatMap((right) => a.map((left) => right - left)).sort((one, two) => one - two);
      const [low = 0, high = 0] = [all[Math.ceil(all.length / 2) - 1], all[Math.floor(all.length / 2)]];
      const expected = all.length % 2 === 1 ? low : low / 2 + high / 2;
      expect(hodgesLehmann(sorted(a), sorted(b)) + 0).toBe(expected + 0);
    }),
    { numRuns: 500 },
  );
});
