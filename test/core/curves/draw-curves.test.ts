import fc from 'fast-check';
import type { Points } from '../../../src/contract/series.ts';
import { align, cellsOf, type Align } from '../../../src/core/curves/align.ts';
import { columnAt } from '../../../src/core/curves/column-at.ts';
import type { Axis, Line } from '../../../src/core/curves/curve.ts';
import { drawCurve } from '../../../src/core/curves/draw-curve.ts';
import { drawCurves, type CurveOptions, type CurveSource } from '../../../src/core/curves/draw-curves.ts';
import { maxAbsError } from '../../../src/core/curves/max-abs-error.ts';
import { readSmoothing } from '../../../src/core/curves/smoothing.ts';
import { noise, walk } from './walk.ts';

const byStep: Axis = { kind: 'STEP', from: null, to: null, startedAt: null, metric: null };
const points = (rows: readonly (readonly [step: number, value: number, time?: number])[]): Points => ({
  steps: Float64Array.from(rows, ([step]) => step),
  values: Float64Array.from(rows, ([, value]) => value),
  timestamps: Float64Array.from(rows, ([, , time = Number.NaN]) => time),
});
const shown = ({ x, y }: Line): (readonly [number, number])[] =>
  Array.from(x, (place, at) => [place, y[at] ?? Number.NaN]);

const repeated = points([
  [1, 10, 100],
  [2, 20, 300],
  [2, 21, 200],
  [2, 22, 300],
  [3, 30],
]);

test('all points stay where nothing asks for one an x', () => {
  expect(drawCurve(repeated, byStep, false)).toMatchObject({ duplicates: 0, dropped: 0 });
  expect(drawCurve(repeated, byStep, false).y).toHaveLength(5);
});

test('one an x is the last by timestamp, then as logged', () => {
  const curve = drawCurve(repeated, byStep, true);
  expect(shown(curve)).toEqual([
    [1, 10],
    [2, 22],
    [3, 30],
  ]);
  expect(curve.duplicates).toBe(2);
  const earlier = points([
    [1, 1, 500],
    [1, 2, 400],
    [1, 3],
  ]);
  expect(shown(drawCurve(earlier, byStep, true))).toEqual([[1, 1]]);
});

test('along time, points without one are dropped and counted, and the others sorted', () => {
  const curve = drawCurve(
    points([
      [1, 10, 300],
      [2, 20],
      [3, 30, 100],
    ]),
    { ...byStep, kind: 'TIME' },
    false,
  );
  expect(shown(curve)).toEqual([
    [100, 30],
    [300, 10],
  ]);
  expect(curve.dropped).toBe(1);
});

test('relative time begins with the run, else with its first point', () => {
  const later = points([
    [1, 10, 300],
    [2, 20, 350],
  ]);
  const since = (startedAt: number | null): Axis => ({ ...byStep, kind: 'RELATIVE_TIME', startedAt });
  expect(Array.from(drawCurve(later, since(100), false).x)).toEqual([200, 250]);
  expect(Array.from(drawCurve(later, since(null), false).x)).toEqual([0, 50]);
});

test('along a metric x is its last value at the same step', () => {
  const other: Points = {
    steps: [1n, 1n, 2n, 4n],
    values: Float64Array.of(0.5, 0.6, Number.NaN, 0.1),
    timestamps: new Float64Array(4),
  };
  const curve = drawCurve(
    points([
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
    ]),
    { ...byStep, kind: 'METRIC', metric: other },
    false,
  );
  expect(shown(curve)).toEqual([
    [0.1, 40],
    [0.6, 10],
  ]);
  expect(curve.dropped).toBe(2);
});

test('bounds are inclusive, and what lies outside is not dropped', () => {
  const curve = drawCurve(repeated, { ...byStep, from: 2, to: 2 }, true);
  expect(shown(curve)).toEqual([[2, 22]]);
  expect(curve).toMatchObject({ duplicates: 2, dropped: 0 });
});

test('steps beyond 2^53 are the nearest doubles', () => {
  const curve = drawCurve({ ...repeated, steps: [1n, 2n, 3n, 4n, 2n ** 60n] }, byStep, true);
  expect(curve.x.at(-1)).toBe(2 ** 60);
});

const some = fc.array(
  fc.tuple(
    fc.integer({ min: -4, max: 12 }),
    fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(Number.NaN, Infinity)),
  ),
  {
    maxLength: 12,
  },
);
const uniqueLine = some.map((rows): Line => {
  const sorted = [...new Map(rows)].sort(([a], [b]) => a - b);
  return { x: Float64Array.from(sorted, ([x]) => x), y: Float64Array.from(sorted, ([, y]) => y) };
});

test('alignment says what looking every x up says', () => {
  fc.assert(
    fc.property(
      fc.array(uniqueLine, { minLength: 1, maxLength: 5 }),
      fc.constantFrom<Align>('UNION', 'INTERSECT', 'ASOF', 'LINEAR'),
      (lines, how) => {
        const all = [...new Set(lines.flatMap(({ x }) => [...x]))].sort((a, b) => a - b);
        const shared = how === 'INTERSECT' ? all.filter((place) => lines.every(({ x }) => x.includes(place))) : all;
        const found = align(lines, how);
        expect(Array.from(found.x)).toEqual(shared);
        lines.forEach((line, at) => {
          const curve = found.curves[at] ?? { line, places: null };
          const { y, present } = columnAt(curve, found.x.length, null);
          const told = Array.from(y, (one, place) => (present === null || present[place] === 1 ? one : null));
          expect(told).toEqual(shared.map((place) => naive(line, place, how)));
        });
        expect(found.x.length * lines.length).toBeLessThanOrEqual(
          cellsOf(
            lines.map(({ x }) => x.length),
            how,
          ),
        );
      },
    ),
    { numRuns: 500 },
  );
});

function naive({ x, y }: Line, place: number, how: Align): number | null {
  const own = x.indexOf(place);
  if (own >= 0) return y[own] ?? null;
  const before = Array.from(x).filter((other) => other < place).length - 1;
  if (how === 'ASOF') return before >= 0 ? (y[before] ?? null) : null;
  if (how !== 'LINEAR' || before < 0 || before + 1 >= x.length) return null;
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [x[before], x[before + 1], y[before], y[before + 1]];
  if (!Number.isFinite(y0) || !Number.isFinite(y1)) return null;
  const share = (place - x0) / (x1 - x0);
  return share < 0.5 ? y0 + (y1 - y0) * share : y1 - (y1 - y0) * (1 - share);
}

const options: CurveOptions = { align: 'NONE', smooth: null, raw: false, downsample: 'MINMAX_LTTB', maxPoints: null };
const source = (line: Line): CurveSource => ({
  points: { steps: line.x, values: line.y, timestamps: new Float64Array(line.x.length).fill(Number.NaN) },
  axis: byStep,
});
const walks = Array.from({ length: 8 }, (_walk, at) => walk(at + 1, 1000 + 10 * at, at % 2 === 0 ? 'even' : 'gaps'));

test('smoothing sees every point, whatever is shown', () => {
  const smooth = { method: 'EMA', weight: 0.9 } as const;
  const [whole] = drawCurves(walks.slice(0, 1).map(source), { ...options, smooth }).curves;
  const [cut] = drawCurves(walks.slice(0, 1).map(source), { ...options, smooth, maxPoints: 50, raw: true }).curves;
  expect(cut?.returnedPoints).toBe(50);
  cut?.x.forEach((place, at) => {
    expect(cut.y[at]).toBe(whole?.y[place]);
    expect(cut.raw?.[at]).toBe(walks[0]?.y[place]);
  });
});

test('without a limit nothing is cut', () => {
  for (const curve of drawCurves(walks.map(source), options).curves) expect(curve.maxAbsError).toBe(0);
  const { x, curves } = drawCurves(walks.map(source), { ...options, align: 'UNION' });
  expect(curves.map(({ y }) => y.length)).toEqual(curves.map(() => x?.length));
});

test.each(['UNION', 'INTERSECT', 'ASOF', 'LINEAR'] as const)('curves aligned by %s are cut at one set of x', (how) => {
  const whole = drawCurves(walks.map(source), { ...options, align: how });
  const { x, curves } = drawCurves(walks.map(source), { ...options, align: how, maxPoints: 100, raw: true });
  const places = Array.from(x ?? [], (place) => whole.x?.indexOf(place) ?? -1);
  expect(places.every((place, at) => place > (places[at - 1] ?? -1))).toBe(true);
  expect([x?.[0], x?.at(-1)]).toEqual([whole.x?.[0], whole.x?.at(-1)]);
  if (whole.x !== null && whole.x.length > 100) expect(x?.length).toBeLessThan(whole.x.length);
  curves.forEach((curve, at) => {
    const all = whole.curves[at];
    if (all === undefined) throw new Error('no such curve');
    expect(curve.x).toBe(x);
    const has = (one: typeof curve, place: number): boolean => one.present === null || one.present[place] === 1;
    places.forEach((place, index) => {
      expect(has(curve, index)).toBe(has(all, place));
      if (has(all, place)) expect(curve.y[index]).toBe(all.y[place]);
    });
    const own = Array.from(all.y.keys()).filter((place) => has(all, place));
    const values = own.map((place) => all.y[place] ?? 0);
    const kept = own.filter((place) => places.includes(place));
    expect(curve.returnedPoints).toBe(kept.length);
    const line = { x: Float64Array.from(own, (place) => all.x[place] ?? 0), y: Float64Array.from(values) };
    expect(curve.maxAbsError).toBe(
      maxAbsError(
        line,
        Uint32Array.from(kept, (place) => own.indexOf(place)),
      ),
    );
    if (own.length === 0) return;
    const left = kept.map((place) => all.y[place]);
    for (const needed of [values[0], values.at(-1), Math.min(...values), Math.max(...values)])
      expect(left).toContain(needed);
  });
});

test('a short curve beside long ones keeps its ends and extremes', () => {
  const long = walk(3, 2000, 'even');
  const short = { x: Float64Array.of(500.25, 501.5, 502.75, 503.1, 504.6), y: Float64Array.of(1, 9, 5, -4, 2) };
  const { x } = drawCurves([long, short].map(source), { ...options, align: 'UNION', maxPoints: 50 });
  expect(x).toEqual(expect.objectContaining({ length: 50 }));
  for (const place of [500.25, 501.5, 503.1, 504.6]) expect(x).toContain(place);
});

test('the same question gives the same bytes', () => {
  const ask = () =>
    drawCurves(walks.map(source), {
      ...options,
      align: 'UNION',
      smooth: { method: 'GAUSSIAN', sigma: 3 },
      maxPoints: 80,
    });
  expect(ask()).toEqual(ask());
});

test('nothing is a curve without points', () => {
  const empty = source({ x: new Float64Array(), y: new Float64Array() });
  expect(drawCurves([empty], { ...options, align: 'UNION', maxPoints: 10 })).toMatchObject({
    x: new Float64Array(),
    curves: [{ returnedPoints: 0 }],
  });
  expect(drawCurves([], { ...options, align: 'INTERSECT' })).toEqual({ x: new Float64Array(), curves: [] });
  expect(noise(1, 1)).toHaveLength(1);
});

test.each([
  [{ method: 'EMA' as const }, 'EMA needs weight'],
  [{ method: 'EMA' as const, weight: 1 }, 'it lies in [0, 1)'],
  [{ method: 'TWEMA' as const, weight: Number.NaN }, 'it lies in [0, 1)'],
  [{ method: 'EMA' as const, weight: 0.5, sigma: 2 }, 'EMA takes weight, not sigma'],
  [{ method: 'GAUSSIAN' as const, sigma: 0 }, 'it is greater than 0'],
  [{ method: 'GAUSSIAN' as const, sigma: Infinity }, 'it is greater than 0'],
  [{ method: 'MEAN' as const, window: 4 }, 'an odd number'],
  [{ method: 'MEAN' as const, window: -1 }, 'an odd number'],
  [{ method: 'MEAN' as const, window: null }, 'MEAN needs window'],
])('%j is refused', (asked, why) => {
  expect(() => readSmoothing(asked)).toThrow(
    expect.objectContaining({ code: 'INVALID_QUERY', message: expect.stringContaining(why) }),
  );
});

test('numbers in range are taken', () => {
  expect(readSmoothing({ method: 'EMA', weight: 0, sigma: null })).toEqual({ method: 'EMA', weight: 0 });
  expect(readSmoothing({ method: 'MEAN', window: 1 })).toEqual({ method: 'MEAN', window: 1 });
});
