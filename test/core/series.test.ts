import fc from 'fast-check';
import { summarize } from '../../src/core/series/summarize.ts';
import { thinOut } from '../../src/core/series/thin-out.ts';
import type { Points } from '../../src/contract/series.ts';

function pointsOf(values: readonly number[]): Points {
  return {
    steps: Float64Array.from(values, (_value, index) => index),
    values: Float64Array.from(values),
    timestamps: Float64Array.from(values, (_value, index) => index * 10),
    epochs: Float64Array.from(values, (_value, index) => (index % 2 === 0 ? index / 2 : Number.NaN)),
  };
}

const someValues = fc.array(fc.oneof(fc.double(), fc.constant(Number.NaN)), { minLength: 1, maxLength: 300 });

test('thinning out keeps to the cap, keeps both ends, and keeps points that are there, in order', () => {
  fc.assert(
    fc.property(someValues, fc.integer({ min: 1, max: 50 }), (values, most) => {
      const thin = thinOut(pointsOf(values), most);
      expect(thin.values.length).toBeLessThanOrEqual(most);
      expect(thin.steps.at(-1)).toBe(values.length - 1);
      if (most > 1) expect(thin.steps[0]).toBe(0);
      Array.from(thin.steps).forEach((step, index, steps) => {
        expect(thin.values[index]).toBe(values[Number(step)]);
        expect(thin.timestamps[index]).toBe(Number(step) * 10);
        expect(thin.epochs?.[index]).toBe(Number(step) % 2 === 0 ? Number(step) / 2 : Number.NaN);
        if (index > 0) expect(Number(step)).toBeGreaterThan(Number(steps[index - 1]));
      });
    }),
  );
});

test('no spike vanishes as long as there is room for one point a stretch', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 998 }), fc.integer({ min: 4, max: 100 }), (at, most) => {
      const values = Array.from({ length: 1000 }, (_value, index) => (index === at ? 99 : Math.sin(index)));
      expect(Array.from(thinOut(pointsOf(values), most).values)).toContain(99);
    }),
  );
});

test('a series that fits is left as it is', () => {
  const points = pointsOf([1, 2, 3]);
  expect(thinOut(points, 3)).toBe(points);
});

test('the summary of a series', () => {
  expect(summarize(pointsOf([3, Number.NaN, -1, 2]))).toEqual({
    first: 3,
    last: 2,
    lastStep: 3,
    min: -1,
    max: 3,
    count: 4,
  });
});

test('extremes skip NaN, and are missing where nothing else is there', () => {
  const { min, max, last } = summarize(pointsOf([Number.NaN, Number.NaN]));
  expect([min, max, last]).toEqual([null, null, Number.NaN]);
  expect(summarize(pointsOf([]))).toEqual({ first: null, last: null, lastStep: null, min: null, max: null, count: 0 });
});
