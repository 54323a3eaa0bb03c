import fc from 'fast-check';
import { choosePoints, downsamples } from '../../../src/core/curves/downsample.ts';
import { pick } from '../../../src/core/stats/indexes.ts';
import type { Line } from '../../../src/core/curves/curve.ts';
import { maxAbsError } from '../../../src/core/curves/max-abs-error.ts';
import { walk } from './walk.ts';

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 3 }) },
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 1.7e308, -1.7e308, 5e-324),
);

/** Lines whose x may repeat, as those of curves that are not aligned. */
const line = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), value), { minLength: 1, maxLength: 200 })
  .map((points): Line => {
    let x = 0;
    return {
      x: Float64Array.from(points, ([step]) => (x += step)),
      y: Float64Array.from(points, ([, y]) => y),
    };
  });
const method = fc.constantFrom(...downsamples);
const most = fc.integer({ min: 1, max: 100 });

test('the first, the last, the extremes and what is not finite stay, in order, and no more than asked beside them', () => {
  fc.assert(
    fc.property(line, method, most, ({ x, y }, how, room) => {
      const kept = Array.from(choosePoints({ x, y }, how, room).indexes);
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      const finite = Array.from(y).filter(Number.isFinite);
      const values = kept.map((at) => y[at]);
      if (finite.length > 0) {
        expect(values).toContain(finite.reduce((a, b) => Math.min(a, b)));
        expect(values).toContain(finite.reduce((a, b) => Math.max(a, b)));
      }
      expect(kept[0]).toBe(0);
      expect(kept.at(-1)).toBe(y.length - 1);
      y.forEach((one, at) => {
        if (!Number.isFinite(one)) expect(kept).toContain(at);
      });
      const others = y.length - finite.length;
      if (how === 'NONE' || y.length <= room) expect(kept).toHaveLength(y.length);
      else expect(kept.length).toBeLessThanOrEqual(Math.max(room, others + 4 + 2));
      if (how !== 'NONE' && others === 0) expect(kept.length).toBeLessThanOrEqual(Math.max(room, 4));
    }),
    { numRuns: 1000 },
  );
});

test('the stated error is that of the line between the points that are shown', () => {
  fc.assert(
    fc.property(line, method, most, ({ x, y }, how, room) => {
      const { indexes } = choosePoints({ x, y }, how, room);
      const stated = maxAbsError({ x, y }, indexes);
      const found = bruteError({ x, y }, [...indexes]);
      const greatest = Math.max(0, ...Array.from(y, Math.abs).filter(Number.isFinite));
      expect(stated === found || Math.abs(stated - found) <= 1e-12 * greatest).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

/** By looking for the neighbours of every single point. */
function bruteError({ x, y }: Line, kept: readonly number[]): number {
  const shown = kept.filter((at) => Number.isFinite(y[at]));
  let greatest = 0;
  y.forEach((one, at) => {
    if (!Number.isFinite(one) || kept.includes(at)) return;
    const left = shown.filter((other) => other < at).at(-1) ?? 0;
    const right = shown.find((other) => other > at) ?? 0;
    const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [x[left], x[right], y[left], y[right]];
    const share = ((x[at] ?? 0) - x0) / (x1 - x0);
    const inside = Math.max(Math.min(y0, y1), Math.min(Math.max(y0, y1), one));
    const drawn = x0 === x1 ? inside : y0 * (1 - share) + y1 * share;
    greatest = Math.max(greatest, Math.abs(one - drawn));
  });
  return greatest;
}

test('the same line gives the same points', () => {
  const { x, y } = walk(7, 5000, 'gaps');
  for (const how of downsamples) {
    expect(choosePoints({ x, y }, how, 100)).toEqual(choosePoints({ x: x.slice(), y: y.slice() }, how, 100));
  }
});

test('one spike among a hundred thousand points is not lost', () => {
  const { x, y } = walk(9, 100_000, 'even');
  y[54_321] = 1e6;
  y[54_323] = -1e6;
  for (const how of ['MINMAX_LTTB', 'LTTB', 'MINMAX'] as const) {
    const { indexes } = choosePoints({ x, y }, how, 300);
    expect(indexes.length).toBeLessThanOrEqual(300);
    expect(indexes).toContain(54_321);
    expect(indexes).toContain(54_323);
  }
});

test('values beyond what areas can hold are chosen by their shape', () => {
  const { x, y } = walk(5, 1000, 'even');
  for (const power of [900, -1040]) {
    const scaled = y.map((one) => one * 2 ** (power / 2) * 2 ** (power / 2));
    if (power > 0) expect(choosePoints({ x, y: scaled }, 'LTTB', 50)).toEqual(choosePoints({ x, y }, 'LTTB', 50));
    expect(choosePoints({ x, y: scaled }, 'MINMAX_LTTB', 50).indexes.length).toBeLessThanOrEqual(50);
  }
});

test('values that are not finite take room from the others', () => {
  const { x, y } = walk(5, 1000, 'even');
  for (let at = 0; at < 1000; at += 50) y[at] = Number.NaN;
  const { indexes } = choosePoints({ x, y }, 'MINMAX_LTTB', 100);
  expect(indexes.length).toBeLessThanOrEqual(100);
  expect(pick(y, indexes).filter(Number.isNaN)).toHaveLength(20);
});

test('nothing is cut of nothing', () => {
  expect(choosePoints({ x: new Float64Array(), y: new Float64Array() }, 'LTTB', 1).indexes).toHaveLength(0);
});
