import type { Column } from '../../../src/core/stats/columns.ts';
import { shareOut } from '../../../src/core/stats/columns.ts';
import { forestCosts } from '../../../src/core/stats/forest.ts';
import { pedAnova } from '../../../src/core/stats/ped-anova.ts';
import { goldenText, type Golden } from '../../support/golden.ts';

interface Case {
  readonly method: 'PED_ANOVA' | 'FOREST';
  readonly name: string;
  readonly target: readonly number[];
  readonly columns: Readonly<Record<string, readonly (number | string | null)[]>>;
  readonly minimize: boolean;
  readonly importance: Readonly<Record<string, number>>;
}

function toColumn(values: readonly (number | string | null)[]): Column {
  const present = values.filter((value) => value !== null);
  if (present.some((value) => typeof value === 'string')) {
    const categories = [...new Set(present)].sort();
    const codes = Int32Array.from(values, (value) => (value === null ? -1 : categories.indexOf(value)));
    return { kind: 'categorical', codes, categories: categories.length };
  }
  const numbers = Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
  return { kind: 'numeric', values: numbers, whole: present.every(Number.isInteger) };
}

const { cases }: Golden<Case> = JSON.parse(goldenText('importance'));

test.each(cases.filter(({ method }) => method === 'PED_ANOVA'))(
  'PED-ANOVA: $name',
  ({ target, columns, minimize, importance }) => {
    const found = shareOut(pedAnova(Float64Array.from(target), minimize, Object.values(columns).map(toColumn)));
    Object.keys(columns).forEach((key, at) => {
      expect({ key, apart: Math.abs((found[at] ?? Number.NaN) - (importance[key] ?? Number.NaN)) < 1e-6 }).toEqual({
        key,
        apart: true,
      });
    });
  },
);

test.each(cases.filter(({ method }) => method === 'FOREST'))('forest: $name', ({ target, columns, importance }) => {
  const keys = Object.keys(columns);
  const costs = forestCosts(Float64Array.from(target), Object.values(columns).map(toColumn), 0);
  const byCost = (cost: (key: string) => number): string[] => [...keys].sort((a, b) => cost(b) - cost(a));
  const telling = keys.filter((key) => (importance[key] ?? 0) > 0.01).length;
  const order = byCost((key) => costs[keys.indexOf(key)]?.cost ?? 0);
  expect(order.slice(0, telling)).toEqual(byCost((key) => importance[key] ?? 0).slice(0, telling));
  for (const { cost, low, high } of costs) {
    expect(low).toBeLessThanOrEqual(cost);
    expect(high).toBeGreaterThanOrEqual(cost);
  }
});

const [some] = cases.filter(({ name }) => name === 'a param of some runs');

test('the order of runs changes no bit, and the seed does', () => {
  if (some === undefined) throw new Error('no such case');
  const target = Float64Array.from(some.target);
  const columns = Object.values(some.columns);
  const backwards = columns.map((values) => toColumn([...values].reverse()));
  const forwards = columns.map(toColumn);
  expect(forestCosts(target.slice().reverse(), backwards, 1)).toEqual(forestCosts(target, forwards, 1));
  expect(forestCosts(target, forwards, 2)).not.toEqual(forestCosts(target, forwards, 1));
  expect(pedAnova(target.slice().reverse(), false, backwards)).toEqual(pedAnova(target, false, forwards));
});

test('a column of one value costs nothing, and so does everything where the target is constant', () => {
  const column: Column = { kind: 'numeric', values: new Float64Array(40).fill(2), whole: true };
  const other: Column = { kind: 'numeric', values: new Float64Array(40).map((_value, at) => at), whole: true };
  const target = other.values;
  expect(Array.from(pedAnova(target, true, [column]))).toEqual([0]);
  expect(forestCosts(target, [column, other], 0)[0]).toEqual({ cost: 0, low: 0, high: 0 });
  expect(forestCosts(column.values, [column, other], 0)[1]).toEqual({ cost: 0, low: 0, high: 0 });
});

test('categories are parted in sets', () => {
  const codes = Int32Array.from({ length: 300 }, (_row, at) => at % 60);
  const target = Float64Array.from(codes, (code) => (code % 2 === 0 ? 1 : 0));
  const noise: Column = { kind: 'numeric', values: target.map((_value, at) => Math.sin(at * 7.3)), whole: false };
  const [category, other] = forestCosts(target, [{ kind: 'categorical', codes, categories: 60 }, noise], 0);
  expect(category?.cost).toBeGreaterThan(10 * Math.max(0.01, other?.cost ?? 0));
});

test('shares sum to one, and are equal where nothing has any', () => {
  expect(Array.from(shareOut(Float64Array.of(1, 3)))).toEqual([0.25, 0.75]);
  expect(Array.from(shareOut(Float64Array.of(0, 0)))).toEqual([0.5, 0.5]);
});
