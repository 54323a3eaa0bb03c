import { readFileSync } from 'node:fs';
import { bootstrapInterval, type IntervalOf } from '../../../src/core/stats/bootstrap.ts';
import { bootstrapDifference } from '../../../src/core/stats/bootstrap-difference.ts';
import { mostIndexes, openStream, shuffled } from '../../../src/core/stats/stream.ts';
import { sortFinite } from '../../../src/core/stats/summary.ts';
import { goldenText, type Golden } from '../../support/golden.ts';

interface Draws {
  readonly kind: 'draws';
  readonly seed: number;
  readonly names: readonly string[];
  readonly words: readonly number[];
  readonly indexes: Readonly<Record<string, readonly number[]>>;
}

interface Interval {
  readonly kind: 'interval';
  readonly name: string;
  readonly values: readonly number[];
  readonly of: IntervalOf;
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
  readonly low: number;
  readonly high: number;
}

interface Difference extends Omit<Interval, 'kind' | 'values' | 'of'> {
  readonly kind: 'difference';
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly difference: number;
}

const { cases }: Golden<Draws | Interval | Difference> = JSON.parse(goldenText('streams'));
const draws = cases.filter((one) => one.kind === 'draws');
const intervals = cases.filter((one) => one.kind === 'interval');

test.each(draws)('seed $seed, $names', ({ seed, names, words, indexes }) => {
  const stream = openStream(seed, ...names);
  expect(words.map(() => stream.next())).toEqual(words);
  for (const [count, expected] of Object.entries(indexes)) {
    const target = new Uint32Array(expected.length);
    openStream(seed, ...names).indexes(target, Number(count));
    expect(Array.from(target)).toEqual(expected);
  }
});

test.each(intervals)('$of of $name at $level', ({ name, values, of, level, resamples, seed, low, high }) => {
  const sorted = sortFinite(Float64Array.from(values));
  const found = bootstrapInterval(sorted, of, level, resamples, openStream(seed, name, of));
  const scale = Math.max(...values.map(Math.abs));
  expect(Math.abs((found?.low ?? Number.NaN) - low) / scale).toBeLessThan(1e-14);
  expect(Math.abs((found?.high ?? Number.NaN) - high) / scale).toBeLessThan(1e-14);
});

test.each(cases.filter((one) => one.kind === 'difference'))(
  'the bootstrap of a difference: $name',
  ({ name, a, b, level, resamples, seed, ...golden }) => {
    const [left, right] = [a, b].map((values) => sortFinite(Float64Array.from(values)));
    if (left === undefined || right === undefined) throw new Error('no values');
    const found = bootstrapDifference(left, right, level, resamples, openStream(seed, name));
    const scale = Math.max(...a.map(Math.abs), ...b.map(Math.abs));
    const apart = (one: number | undefined, other: number): number => Math.abs((one ?? Number.NaN) - other) / scale;
    expect(apart(found.difference ?? undefined, golden.difference)).toBeLessThan(1e-14);
    expect(apart(found.interval?.low, golden.low)).toBeLessThan(1e-14);
    expect(apart(found.interval?.high, golden.high)).toBeLessThan(1e-14);
  },
);

test('nothing has no interval, and one value has itself', () => {
  expect(bootstrapInterval(new Float64Array(), 'MEAN', 0.95, 100, openStream(0))).toBeNull();
  expect(bootstrapInterval(Float64Array.of(3.3), 'IQM', 0.95, 100, openStream(0))).toEqual({ low: 3.3, high: 3.3 });
});

test('each index is about as likely as the others', () => {
  for (const count of [3, 1000, 4096, 5000]) {
    const drawn = new Uint32Array(count * 200);
    openStream(1, String(count)).indexes(drawn, count);
    const counts = new Uint32Array(count);
    for (const index of drawn) counts[index] = (counts[index] ?? 0) + 1;
    const chiSquare = counts.reduce((sum, one) => sum + (one - 200) ** 2 / 200, 0);
    // Five standard deviations around its mean.
    expect(Math.abs(chiSquare - (count - 1))).toBeLessThan(5 * Math.sqrt(2 * count));
  }
});

test('more indexes than can be drawn exactly are refused', () => {
  expect(() => openStream(0).indexes(new Uint32Array(1), mostIndexes + 1)).toThrow(RangeError);
});

test('shares lie in [0, 1), and a shuffled order holds every index', () => {
  const stream = openStream(5);
  const shares = Array.from({ length: 1000 }, () => stream.share());
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...shares)).toBeLessThan(1);
  expect(Array.from(shuffled(100, stream)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 100 }, (_index, at) => at),
  );
});

test('the page about statistics shows the first ten numbers', () => {
  const page = readFileSync(new URL('../../../docs/statistics.md', import.meta.url), 'utf8');
  const [loss] = draws.filter(({ names }) => names.join() === 'loss,[]');
  expect(page).toContain(loss?.words.join(', '));
  expect(page).toContain(loss?.indexes['1000']?.join(', '));
  expect(page).toContain(loss?.indexes['1000000']?.join(', '));
});
