import type { Value } from '../../../src/contract/value.ts';
import { importanceRows, type Judge, type ParamValues } from '../../../src/core/importance/importance-rows.ts';
import { judgeColumns, type ImportanceMethod } from '../../../src/core/importance/judge-columns.ts';
import { paramColumn } from '../../../src/core/importance/param-column.ts';
import { noise } from '../curves/walk.ts';

const runs = 60;
const lr = noise(1, runs);
const target = lr.map((value) => Math.abs(value));
const params: readonly ParamValues[] = [
  { param: 'lr', values: [...lr] },
  { param: 'noise', values: [...noise(2, runs)] },
  { param: 'model', values: Array.from(lr, (_value, at) => ['vit', 'bert', 'Vit'][at % 3]) },
  { param: 'same', values: new Array<Value>(runs).fill('1') },
  { param: 'rare', values: Array.from(lr, (_value, at) => (at < 9 ? at : undefined)) },
  { param: 'id', values: Array.from({ length: runs }, (_value, at) => `run-${at}`) },
];

function importances(
  of: Float64Array,
  judged: readonly ParamValues[],
  minimize: boolean | null,
  method: ImportanceMethod,
) {
  const judge: Judge = (wanted, columns, least) => {
    return Promise.resolve(judgeColumns(wanted, columns, least, method, 0));
  };
  return importanceRows(of, judged, minimize, judge, () => Promise.resolve());
}

test.each(['PED_ANOVA', 'FOREST'] as const)(
  '%s: shares of what can be judged sum to 1, and the rest says why',
  async (method) => {
    const { rows, n, note } = await importances(target, params, true, method);
    expect(rows[0]?.param).toBe('lr');
    const known = rows.flatMap(({ importance }) => (importance === null ? [] : [importance]));
    expect(known.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    expect(rows.filter(({ importance }) => importance === null)).toEqual([
      { param: 'rare', importance: null, n: 9, low: null, high: null, note: 'only 9 runs have it, and 10 are needed' },
      { param: 'same', importance: null, n: 60, low: null, high: null, note: 'all runs have the same value' },
    ]);
    expect({ n, note }).toEqual({ n: 60, note: null });
    if (method === 'FOREST') expect(rows[0]).toMatchObject({ low: expect.any(Number), high: expect.any(Number) });
  },
);

test('more than a hundred categories are left out', () => {
  const many = Array.from({ length: 150 }, (_value, at) => `run-${at}`);
  expect(paramColumn(many)).toMatchObject({
    column: null,
    note: 'it has 150 different texts, and at most 100 are judged',
  });
});

test('runs without a finite target are left out and counted', async () => {
  const some = target.map((value, at) => (at % 2 === 0 ? value : Number.NaN));
  expect(await importances(some, params, true, 'PED_ANOVA')).toMatchObject({
    n: 30,
    note: '30 runs without a finite target are left out',
  });
});

test('without a direction nothing is told', async () => {
  const { rows, note } = await importances(target, params.slice(0, 2), null, 'PED_ANOVA');
  expect(note).toBe('no direction');
  expect(rows).toEqual([
    { param: 'lr', importance: null, n: 60, low: null, high: null, note: 'no direction' },
    { param: 'noise', importance: null, n: 60, low: null, high: null, note: 'no direction' },
  ]);
});

test('what kind of column a param is', () => {
  const ten = (values: readonly (Value | undefined)[]) =>
    paramColumn([...values, ...Array.from({ length: 10 }, (_value, at) => at)]);
  expect(ten(['1.5', 2n ** 60n]).column).toMatchObject({ kind: 'numeric', whole: false });
  expect(ten(['3', 4]).column).toMatchObject({ kind: 'numeric', whole: true });
  expect(ten([Number.NaN, Infinity, null, undefined])).toMatchObject({ n: 10, column: { kind: 'numeric' } });
  expect(ten(['adam', true]).column).toMatchObject({ kind: 'categorical', categories: 12 });
  expect(ten(['True', 'true']).column).toMatchObject({ kind: 'categorical', categories: 11 });
});
