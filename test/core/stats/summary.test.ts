import fc from 'fast-check';
import { meanInterval } from '../../../src/core/stats/mean-interval.ts';
import { between, quantileOf } from '../../../src/core/stats/quantile.ts';
import { exponentOf, timesPowerOfTwo } from '../../../src/core/stats/scale.ts';
import { sortFinite, summarizeSorted } from '../../../src/core/stats/summary.ts';
import { sumOf } from '../../../src/core/stats/sums.ts';
import { goldenText, relativeError, toColumn, type GoldenNumber, type Golden } from '../../support/golden.ts';

interface Case {
  readonly name: string;
  readonly values: readonly number[];
  readonly count: number;
  readonly mean: number;
  readonly std: number | null;
  readonly sem: number | null;
  readonly sum: GoldenNumber;
  readonly quantiles: readonly number[];
  readonly iqm: number;
  readonly min: number;
  readonly max: number;
  readonly intervals: Readonly<Record<string, readonly [GoldenNumber, GoldenNumber]>>;
}

const shares = [0, 0.05, 0.25, 0.5, 0.75, 0.9, 1];

const { cases }: Golden<Case> = JSON.parse(goldenText('summaries'));

describe.each(cases)('$name', (golden) => {
  const sorted = sortFinite(toColumn(golden.values));
  const summary = summarizeSorted(sorted);

  test.each(['mean', 'std', 'sem', 'sum', 'iqm', 'min', 'max'] as const)('%s', (figure) => {
    expect(relativeError(summary[figure], golden[figure])).toBeLessThan(1e-15);
  });

  test('count and quantiles', () => {
    expect(summary.count).toBe(golden.count);
    shares.forEach((share, at) => {
      expect(relativeError(quantileOf(sorted, share), golden.quantiles[at] ?? 'NaN')).toBeLessThan(1e-15);
    });
    expect([summary.q1, summary.median, summary.q3]).toEqual(
      [0.25, 0.5, 0.75].map((share) => quantileOf(sorted, share)),
    );
  });

  test('intervals', () => {
    for (const [level, bounds] of Object.entries(golden.intervals)) {
      const found = meanInterval(summary, Number(level));
      const [low, high] = bounds.map(Number);
      expect(isNear(found?.low, low, high)).toBe(true);
      expect(isNear(found?.high, high, low)).toBe(true);
    }
  });
});

/** A bound may be near 0, or next to the other: it is right to digits of the width, of itself, and of all doubles. */
function isNear(found = Number.NaN, bound = Number.NaN, other = Number.NaN): boolean {
  const digits = 1e-13 * Math.abs(other - bound) + 4e-16 * Math.abs(bound) + 2 * Number.MIN_VALUE;
  return found === bound || Math.abs(found - bound) <= digits;
}

test('of nothing there is nothing', () => {
  const summary = summarizeSorted(new Float64Array());
  expect(Object.values(summary).filter((figure) => figure !== null)).toEqual([0]);
  expect(meanInterval(summary, 0.95)).toBeNull();
});

test('one value has no spread', () => {
  const summary = summarizeSorted(Float64Array.of(3));
  expect(summary).toMatchObject({ count: 1, mean: 3, std: null, sem: null, median: 3, iqm: 3, sum: 3 });
  expect(meanInterval(summary, 0.95)).toBeNull();
});

test('NaN and the infinities are left out, and -0 is 0', () => {
  expect(Array.from(sortFinite(Float64Array.of(3, Number.NaN, -Infinity, -0, Infinity, 1)))).toEqual([0, 1, 3]);
});

test('the order of values changes no bit of a summary', () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 40 });
  fc.assert(
    fc.property(
      values.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const [one, other] = [list, shuffled].map((some) => summarizeSorted(sortFinite(Float64Array.from(some))));
        expect(one).toEqual(other);
      },
    ),
  );
});

test('a mean of finite values lies among them', () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, (list) => {
      const { mean, min, max, std } = summarizeSorted(sortFinite(Float64Array.from(list)));
      expect(mean).toBeGreaterThanOrEqual(min ?? Number.NaN);
      expect(mean).toBeLessThanOrEqual(max ?? Number.NaN);
      if (std !== null) expect(std).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('powers of two are exact', () => {
  for (let power = -1074; power <= 1023; power += 1) {
    expect(exponentOf(2 ** power)).toBe(power + 1);
    expect(timesPowerOfTwo(0.5, power + 1)).toBe(2 ** power);
  }
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const exponent = exponentOf(Math.abs(value));
      const near = timesPowerOfTwo(value, -exponent);
      if (value !== 0) expect(Math.abs(near)).toBeGreaterThanOrEqual(0.5);
      expect(Math.abs(near)).toBeLessThan(1);
      expect(timesPowerOfTwo(near, exponent)).toBe(value);
    }),
    { numRuns: 2000 },
  );
});

test('small summands beside great ones are not lost', () => {
  expect(sumOf(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
  expect(sumOf(new Float64Array(1e6).fill(0.1))).toBe(100_000);
});

test('between neighbours the ends are met', () => {
  expect(between(-1.7e308, 1.7e308, 0.5)).toBe(0);
  expect(between(0.1, 0.3, 0)).toBe(0.1);
  expect(between(0.1, 0.3, 1)).toBe(0.3);
});
