import type { Run } from '../../src/contract/run.ts';
import type { SortKey } from '../../src/contract/filter.ts';
import { compareTuples, tupleOf } from '../../src/core/query/sort-values.ts';
import { by, metricField } from '../support/questions.ts';
import { metric, param, run } from '../support/runs.ts';

function sorted(runs: readonly Run[], ...keys: SortKey[]): readonly string[] {
  const rows = runs.map((one) => ({
    source: 's',
    run: one,
    projectName: null,
    tuple: tupleOf({ source: 's', run: one, projectName: null }, keys),
  }));
  return rows.sort((a, b) => compareTuples(a.tuple, b.tuple, keys)).map((row) => row.run.nativeId);
}

const valued = (id: string, value: Parameters<typeof param>[1]): Run => run(id, { params: [param('p', value)] });
const mixed = [
  valued('list', [2]),
  valued('text', 'b'),
  valued('true', true),
  valued('ten', 10),
  valued('nine', '9'),
  run('none'),
  valued('nan', Number.NaN),
  valued('null', null),
];

test('params: numbers and decimal text as numbers, then other text with booleans as text, then lists, then nothing', () => {
  expect(sorted(mixed, by({ kind: 'param', key: 'p' }))).toEqual([
    'nine',
    'ten',
    'text',
    'true',
    'list',
    'nan',
    'none',
    'null',
  ]);
});

test('DESC turns all of that round, but missing and NaN stay last', () => {
  expect(sorted(mixed, by({ kind: 'param', key: 'p' }, true))).toEqual([
    'list',
    'true',
    'text',
    'ten',
    'nine',
    'nan',
    'none',
    'null',
  ]);
});

test('ties go on by start time descending, missing last, then by native id', () => {
  const runs = [run('b', { startedAt: 1 }), run('a', { startedAt: 1 }), run('c', { startedAt: 2 }), run('d')];
  expect(sorted(runs, by({ kind: 'status' }))).toEqual(['c', 'a', 'b', 'd']);
});

test('NaN and missing are one: the next key decides between them', () => {
  const runs = [
    run('old-nan', { startedAt: 1, metrics: [metric('q', Number.NaN)] }),
    run('new-none', { startedAt: 2 }),
    run('value', { startedAt: 0, metrics: [metric('q', 5)] }),
  ];
  expect(sorted(runs, by(metricField('q'), true))).toEqual(['value', 'new-none', 'old-nan']);
});

test('text that looks like a number is text everywhere but in params', () => {
  expect(sorted([run('x', { name: '10' }), run('y', { name: '9' })], by({ kind: 'name' }))).toEqual(['x', 'y']);
});
