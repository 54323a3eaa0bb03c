import fc from 'fast-check';
import { parseDecimal } from '../../src/contract/decimal.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { openPoints } from '../../src/kit/points.ts';
import { selectKeys } from '../../src/kit/select-keys.ts';
import { sliceSteps } from '../../src/kit/slice-steps.ts';
import { retryAfter } from '../../src/kit/status-to-error.ts';
import { valueOfText } from '../../src/kit/typed-text.ts';

test.each<[string, unknown]>([
  ['0.1', 0.1],
  ['-1e-3', -0.001],
  ['+5', 5],
  ['007', 7],
  ['9007199254740993', 9007199254740993n],
  ['+9007199254740993', 9007199254740993n],
  ['1e400', Infinity],
  ['True', true],
  ['FALSE', false],
  ['nan', 'nan'],
  ['Infinity', 'Infinity'],
  ['1_000', '1_000'],
  ['0x10', '0x10'],
  ['.5', '.5'],
  ['5.', '5.'],
  ['-', '-'],
  [' 1', ' 1'],
  ['', ''],
  ['truely', 'truely'],
])('a param kept as the text %j is %p', (text, value) => {
  expect(valueOfText(text)).toEqual(value);
});

test('only whole decimal literals are numbers', () => {
  expect(['1', '1.5', '1e5', '-1.5E+3'].map(parseDecimal)).toEqual([1, 1.5, 100000, -1500]);
  expect(['', '1.', '1,5', '1 ', '١'].map(parseDecimal)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('chunks are as few as the limit allows, of about the same size, and hold everything in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (items, most) => {
      const chunks = chunkEvenly(items, most);
      expect(chunks.flat()).toEqual(items);
      expect(chunks.length).toBe(Math.ceil(items.length / most));
      for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(most);
    }),
  );
});

test('points come out by step, then timestamp, then as they were added', () => {
  const points = openPoints();
  points.add(2, 20, 5);
  points.add(1, 11, 9);
  points.add(1, 10, 3);
  points.add(1, 12, 9);
  points.add(-1, 0, 7);
  const { steps, values } = points.build();
  expect([...steps]).toEqual([-1, 1, 1, 1, 2]);
  expect([...values]).toEqual([0, 10, 11, 12, 20]);
});

test('epochs follow their points, from the first one that has one; without any there is no such column', () => {
  const points = openPoints();
  points.add(2, 20, 5);
  points.add(1, 10, 5, 0);
  points.add(3, 30, 5);
  expect([...(points.build().epochs ?? [])]).toEqual([0, Number.NaN, Number.NaN]);
  const plain = openPoints();
  plain.add(1, 10, 5);
  expect(plain.build()).not.toHaveProperty('epochs');
});

test('steps beyond 2^53 keep their digits', () => {
  const points = openPoints();
  points.add(9007199254740993n, 2, 0);
  points.add(9007199254740992n, 1, 0);
  points.add(3, 0, 0);
  expect(points.build().steps).toEqual([3, 9007199254740992n, 9007199254740993n]);
});

test('a range of steps holds both its ends, whatever repeats', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }),
      fc.option(fc.integer({ min: -6, max: 6 })),
      fc.option(fc.integer({ min: -6, max: 6 })),
      (unsorted, from, to) => {
        const steps = Float64Array.from(unsorted.sort((a, b) => a - b));
        const sliced = sliceSteps({ steps, values: steps, timestamps: steps, epochs: steps }, from, to);
        const inRange = [...steps].filter((step) => step >= (from ?? -Infinity) && step <= (to ?? Infinity));
        expect([...sliced.steps]).toEqual(inRange);
        expect([...sliced.values]).toEqual(inRange);
        expect([...(sliced.epochs ?? [])]).toEqual(inRange);
      },
    ),
  );
});

test('keys are selected by name and by prefix', () => {
  const wants = selectKeys({ all: false, keys: ['lr'], prefixes: ['opt.'] });
  expect(['lr', 'opt.beta', 'lrs', 'opt'].map(wants)).toEqual([true, true, false, false]);
  expect(selectKeys({ all: true, keys: [], prefixes: [] })('anything')).toBe(true);
});

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(retryAfter('2', now)).toBe(2000);
  expect(retryAfter('0.5', now)).toBe(500);
  expect(retryAfter('Thu, 01 Jan 2026 00:00:03 GMT', now)).toBe(3000);
  expect(retryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
  expect(retryAfter('soon', now)).toBeUndefined();
  expect(retryAfter(undefined, now)).toBeUndefined();
});
