import fc from 'fast-check';
import { frontierOf } from '../../../src/core/stats/frontier.ts';
import { hypervolume } from '../../../src/core/stats/hypervolume.ts';
import { paretoFront } from '../../../src/core/stats/pareto-front.ts';
import { paretoRanks } from '../../../src/core/stats/pareto.ts';
import { goldenText, relativeError, type Golden } from '../../support/golden.ts';

interface Case {
  readonly name: string;
  readonly points: readonly (readonly number[])[];
  readonly ranks: readonly number[];
  readonly volumes: readonly { readonly reference: readonly number[]; readonly hypervolume: number | null }[];
}

const columnsOf = (points: readonly (readonly number[])[]): Float64Array[] =>
  (points[0] ?? []).map((_objective, at) => Float64Array.from(points, (point) => point[at] ?? Number.NaN));

const { cases }: Golden<Case> = JSON.parse(goldenText('pareto'));

test.each(cases)('$name', ({ points, ranks, volumes }) => {
  const columns = columnsOf(points);
  expect(Array.from(paretoRanks(columns))).toEqual(ranks);
  for (const { reference, hypervolume: expected } of volumes) {
    if (expected !== null) expect(relativeError(hypervolume(columns, reference), expected)).toBeLessThan(1e-12);
  }
});

test('ranks do not depend on the order of points', () => {
  const point = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
      const forwards = Array.from(paretoRanks(columnsOf(points)));
      expect(Array.from(paretoRanks(columnsOf([...points].reverse()))).reverse()).toEqual(forwards);
    }),
  );
});

test('the hypervolume counts the cells of a grid', () => {
  const point = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
      let cells = 0;
      for (let x = 0; x < 5; x += 1)
        for (let y = 0; y < 5; y += 1)
          for (let z = 0; z < 5; z += 1)
            if (points.some(([a = 0, b = 0, c = 0]) => a <= x && b <= y && c <= z)) cells += 1;
      expect(hypervolume(columnsOf(points), [5, 5, 5])).toBe(cells);
    }),
  );
});

test('of no points there is nothing', () => {
  expect(Array.from(paretoRanks([new Float64Array()]))).toEqual([]);
  expect(hypervolume([new Float64Array(), new Float64Array()], [1, 1])).toBe(0);
});

test('a front over objectives that go either way, in their own units', () => {
  const acc = Float64Array.of(0.9, 0.8, 0.95, Number.NaN, 0.8);
  const loss = Float64Array.of(0.2, 0.3, 0.4, 0.1, 0.3);
  const front = paretoFront([acc, loss], [false, true], null);
  expect(front.points).toEqual([
    { row: 0, rank: 0 },
    { row: 2, rank: 0 },
    { row: 1, rank: 1 },
    { row: 4, rank: 1 },
  ]);
  expect(front.reference).toEqual([0.8, 0.4]);
  expect(front.hypervolume).toBeCloseTo(0.1 * 0.2, 12);
  expect(front.note).toBe('1 run without a finite value in every objective is left out');
  expect(paretoFront([acc, loss], [false, true], [0.5, 1]).hypervolume).toBeCloseTo(0.4 * 0.8 + 0.05 * 0.6, 12);
});

test('above three objectives there is no hypervolume, and of no runs none', () => {
  const column = Float64Array.of(1, 2);
  expect(paretoFront([column, column, column, column], [true, true, true, true], null)).toMatchObject({
    hypervolume: null,
    note: expect.stringContaining('up to 3'),
  });
  expect(paretoFront([Float64Array.of(Number.NaN)], [true], null)).toMatchObject({
    points: [],
    hypervolume: null,
    reference: [null],
  });
});

const row = (endedAt: number, value: number, gpuHours = Number.NaN, cost = Number.NaN) => ({
  endedAt,
  value,
  gpuHours,
  cost,
});
const frontier = (rows: readonly ReturnType<typeof row>[], minimize = true) =>
  frontierOf(
    {
      endedAt: Float64Array.from(rows, (one) => one.endedAt),
      values: Float64Array.from(rows, (one) => one.value),
      gpuHours: Float64Array.from(rows, (one) => one.gpuHours),
      costs: Float64Array.from(rows, (one) => one.cost),
    },
    minimize,
  );

test('a frontier has a point for each improvement, with what was spent until then', () => {
  const points = frontier([
    row(30, 0.5, 1, 10),
    row(10, 0.9, 2, 20),
    row(20, 0.95, 4, 40),
    row(40, 0.6, 8, 80),
    row(50, Number.NaN, 16, 160),
    row(60, 0.25, 32),
    row(Number.NaN, 0.1, 64, 640),
  ]);
  expect(points).toEqual([
    { row: 1, improvement: null, runsSoFar: 1, gpuHoursSoFar: 2, costSoFar: 20, costPerImprovement: null },
    { row: 0, improvement: 0.4, runsSoFar: 3, gpuHoursSoFar: 7, costSoFar: 70, costPerImprovement: 50 / 0.4 },
    { row: 5, improvement: 0.25, runsSoFar: 5, gpuHoursSoFar: 63, costSoFar: 310, costPerImprovement: 240 / 0.25 },
  ]);
});

test('to be large, with ends at the same time, equal values and no costs', () => {
  const points = frontier([row(10, 1), row(10, 3), row(20, 3), row(30, 5), row(30, 5)], false);
  expect(points.map((point) => [point.row, point.improvement, point.runsSoFar, point.costSoFar])).toEqual([
    [1, null, 2, null],
    [3, 2, 5, null],
  ]);
  expect(frontier([])).toEqual([]);
});
