import fc from 'fast-check';
import type { Value } from '../../../src/contract/value.ts';
import { groupBy } from '../../../src/core/groups/group-by.ts';
import { groupCurve } from '../../../src/core/groups/group-curve.ts';
import { readInterval } from '../../../src/core/groups/interval.ts';
import { measureColumn } from '../../../src/core/groups/measure.ts';
import { summarizeMeasure } from '../../../src/core/groups/summarize-measure.ts';
import { noise, walk } from '../curves/walk.ts';

test('runs are grouped by normal form, missing being a value of its own', () => {
  const groups = groupBy([
    ['vit', '0.001'],
    ['vit', 1e-3],
    ['bert', null],
    ['bert', undefined],
    ['vit', 'TRUE'],
    ['vit', true],
  ]);
  expect(groups.map(({ key, rows }) => ({ key, rows }))).toEqual([
    { key: ['bert', null], rows: [2, 3] },
    { key: ['vit', 0.001], rows: [0, 1] },
    { key: ['vit', true], rows: [4, 5] },
  ]);
});

test('groups are in the order of a sort: numbers, text, lists, and what is missing last', () => {
  const values: Value[] = [null, 'b', [1], 10, Number.NaN, 'a', '9', 2n ** 60n, Infinity];
  expect(groupBy(values.map((value) => [value])).map(({ key: [key] }) => key)).toEqual([
    9,
    10,
    2 ** 60,
    Infinity,
    'a',
    'b',
    [1],
    Number.NaN,
    null,
  ]);
});

test('the order of runs changes neither groups nor their names', () => {
  const value = fc.oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('1', '1.0', 'x', null, Number.NaN, true, 'true'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 20 }), (tuples) => {
      const told = (list: typeof tuples) =>
        groupBy(list).map(({ key, name, rows }) => ({ key, name, size: rows.length }));
      expect(told([...tuples].reverse())).toEqual(told(tuples));
    }),
  );
});

test('more than a thousand groups are refused', () => {
  const tuples = Array.from({ length: 1001 }, (_run, at) => [at]);
  expect(groupBy(tuples.slice(0, 1000))).toHaveLength(1000);
  expect(() => groupBy(tuples)).toThrow(
    expect.objectContaining({ code: 'INVALID_QUERY', message: expect.stringContaining('1001 groups') }),
  );
});

test('of no runs there are no groups, and by nothing there is one', () => {
  expect(groupBy([])).toEqual([]);
  expect(groupBy([[], []])).toEqual([{ key: [], name: '[]', rows: [0, 1] }]);
});

test('what is missing, what is not finite, and what is no number', () => {
  const told = measureColumn([1, '2.5', 2n ** 60n, null, undefined, 'abc', true, [1], Number.NaN, -Infinity, '1e400']);
  expect(Array.from(told.values).filter(Number.isFinite)).toEqual([1, 2.5, 2 ** 60]);
  expect(told).toMatchObject({ missing: 5, nonFinite: 3, note: 'no numbers: 1 texts, 1 booleans, 1 lists' });
});

test('count, missing and nonFinite are the size', () => {
  const value = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.bigInt());
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const { count, missing, nonFinite } = summarizeMeasure('m', values, null, '[]');
      expect(count + missing + nonFinite).toBe(values.length);
    }),
  );
});

const sample = Array.from(noise(5, 200));

test('a summary has the interval asked for', () => {
  const byT = summarizeMeasure('m', sample, readInterval({}), '["a"]');
  const drawn = summarizeMeasure('m', sample, readInterval({ method: 'BOOTSTRAP', resamples: 2000 }), '["a"]');
  expect(drawn.low).toBeCloseTo(byT.low ?? Number.NaN, 2);
  expect(drawn.high).toBeCloseTo(byT.high ?? Number.NaN, 2);
  expect(summarizeMeasure('m', sample, null, '["a"]')).toMatchObject({ low: null, high: null });
  expect(summarizeMeasure('m', [1], readInterval({}), '["a"]')).toMatchObject({
    low: null,
    high: null,
    note: 'one value has no interval',
  });
});

test('each figure has random numbers of its own, and the order of runs changes none', () => {
  const interval = readInterval({ method: 'BOOTSTRAP', of: 'IQM', resamples: 500, seed: 3 });
  const told = (name: string, group: string, values = sample) => summarizeMeasure(name, values, interval, group).low;
  expect(told('m', '["a"]', [...sample].reverse())).toBe(told('m', '["a"]'));
  expect(new Set([told('m', '["a"]'), told('m', '["b"]'), told('n', '["a"]')]).size).toBe(3);
});

test.each([
  [{ of: 'MEDIAN' as const }, 'T is an interval of the mean'],
  [{ level: 1 }, 'it lies between 0 and 1'],
  [{ level: Number.NaN }, 'it lies between 0 and 1'],
  [{ method: 'BOOTSTRAP' as const, resamples: 99 }, 'from 100 to 100000'],
  [{ method: 'BOOTSTRAP' as const, resamples: 1000.5 }, 'from 100 to 100000'],
])('%j is refused', (asked, why) => {
  expect(() => readInterval(asked)).toThrow(
    expect.objectContaining({ code: 'INVALID_QUERY', message: expect.stringContaining(why) }),
  );
});

test('what is left out has its default', () => {
  expect(readInterval({})).toEqual({ method: 'T', of: 'MEAN', level: 0.95 });
  expect(readInterval({ method: 'BOOTSTRAP' })).toEqual({
    method: 'BOOTSTRAP',
    of: 'MEAN',
    level: 0.95,
    resamples: 10_000,
    seed: 0,
  });
});

const lines = Array.from({ length: 5 }, (_line, at) => walk(at + 1, 300, 'even'));

test('a curve of a group is the summary of its runs at each x', () => {
  const points = groupCurve(lines, 'UNION', readInterval({}), null, ['loss', '[]']);
  expect(points).toHaveLength(300);
  for (const at of [0, 150, 299]) {
    const own = summarizeMeasure(
      'm',
      lines.map(({ y }) => y[at]),
      readInterval({}),
      '[]',
    );
    expect(points[at]).toMatchObject({
      x: at,
      count: 5,
      mean: own.mean,
      std: own.std,
      low: own.low,
      high: own.high,
      median: own.median,
    });
  }
});

test('runs that lack a finite value at x are not among them', () => {
  const short = { x: Float64Array.of(0, 2), y: Float64Array.of(1, Number.NaN) };
  const points = groupCurve(
    [short, { x: Float64Array.of(1, 2), y: Float64Array.of(5, 7) }],
    'UNION',
    readInterval({}),
    null,
    [],
  );
  expect(points.map(({ x, count, mean }) => [x, count, mean])).toEqual([
    [0, 1, 1],
    [1, 1, 5],
    [2, 1, 7],
  ]);
  const [none] = groupCurve(
    [{ x: Float64Array.of(0), y: Float64Array.of(Infinity) }],
    'UNION',
    readInterval({}),
    null,
    [],
  );
  expect(none).toMatchObject({ count: 0, mean: null, low: null });
});

test('the x that stay are chosen on the figure that the interval is of, with its extremes', () => {
  const interval = readInterval({ method: 'BOOTSTRAP', of: 'MEDIAN', resamples: 100 });
  const all = groupCurve(lines, 'UNION', readInterval({}), null, []);
  const points = groupCurve(lines, 'UNION', interval, 40, ['loss', '[]']);
  expect(points.length).toBeLessThanOrEqual(40);
  const medians = all.map(({ median }) => median ?? 0);
  for (const x of [0, 299, medians.indexOf(Math.max(...medians)), medians.indexOf(Math.min(...medians))]) {
    expect(points.map((point) => point.x)).toContain(x);
  }
  expect(points).toEqual(groupCurve([...lines].reverse(), 'UNION', interval, 40, ['loss', '[]']));
});
