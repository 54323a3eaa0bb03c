import type { SampleData, SamplePoint, SampleRun } from '../../src/emulator-kit/sample/sample-data.ts';
import type { Value } from '../../src/contract/value.ts';
import { ordinaryRun } from './canonical/ordinary-run.ts';
import { goldenRun } from './golden/golden-run.ts';
import { answer } from './oracle/answer.ts';
import { oracleRuns } from './oracle/from-sample.ts';
import { summarisePoints } from './oracle/summarise-points.ts';
import { typedByText } from './oracle/typed-text.ts';

describe('answer', () => {
  const runs = [
    goldenRun({ source: 'a', nativeId: '1', projectName: 'p', startedAt: 1 }),
    goldenRun({ source: 'a', nativeId: '2', projectName: 'q', startedAt: 2, archived: true }),
    goldenRun({ source: 'b', nativeId: '3', projectName: 'p', startedAt: 3 }),
  ];
  const ids = (question: Parameters<typeof answer>[1]): readonly string[] =>
    answer(runs, question).map((run) => run.nativeId);

  test('archived runs are left out unless asked', () => expect(ids({})).toEqual(['3', '1']));
  test('archived runs are in with INCLUDE', () => expect(ids({ archived: 'INCLUDE' })).toEqual(['3', '2', '1']));
  test('nothing but archived runs is in with ONLY', () => expect(ids({ archived: 'ONLY' })).toEqual(['2']));
  test('only the sources asked', () => expect(ids({ sources: ['a'], archived: 'INCLUDE' })).toEqual(['2', '1']));
  test('only the projects asked', () => expect(ids({ projects: ['p'] })).toEqual(['3', '1']));
  test('all of it at once', () =>
    expect(ids({ filter: { startedAt: { gt: '1970-01-01T00:00:00.001Z' } }, sources: ['b'] })).toEqual(['3']));
  test('the given runs keep their order', () => {
    answer(runs, {});
    expect(runs.map((run) => run.nativeId)).toEqual(['1', '2', '3']);
  });
});

describe('params typed by their text', () => {
  const cases: readonly (readonly [Value, Value, string])[] = [
    ['0.10', 0.1, '0.10'],
    ['1e-3', 0.001, '1e-3'],
    ['+5', 5, '+5'],
    ['9007199254740992', 2 ** 53, '9007199254740992'],
    ['9007199254740993', 2n ** 53n + 1n, '9007199254740993'],
    ['-9007199254740993', -(2n ** 53n) - 1n, '-9007199254740993'],
    ['True', true, 'True'],
    ['FALSE', false, 'FALSE'],
    ['nan', 'nan', 'nan'],
    ['Infinity', 'Infinity', 'Infinity'],
    [' 5', ' 5', ' 5'],
    ['', '', ''],
    [0.1, 0.1, '0.1'],
    [true, true, 'true'],
    [2n ** 60n, 2n ** 60n, '1152921504606846976'],
    [Number.NaN, 'NaN', 'NaN'],
    [null, 'null', 'null'],
    [[1, ['x', null]], '[1,["x",null]]', '[1,["x",null]]'],
  ];
  test.each(cases)('%p becomes %p with the text %p', (stored, value, text) => {
    expect(typedByText(stored)).toEqual({ value, text });
  });
});

describe('points', () => {
  const point = (step: number | bigint, timestamp: number, value: number): SamplePoint => ({ step, timestamp, value });
  const valuesOf = (points: readonly SamplePoint[]): readonly number[] =>
    summarisePoints(points).points.map(({ value }) => value);

  test('are in order of step, then timestamp, then as logged', () => {
    const logged = [point(2, 5, 5), point(1, 9, 3), point(2, 4, 4), point(-1, 0, 1), point(1, 8, 2), point(2, 5, 6)];
    expect(valuesOf(logged)).toEqual([1, 2, 3, 4, 5, 6]);
  });
  test('are in order of steps beyond 2^53', () =>
    expect(valuesOf([point(2n ** 60n + 1n, 0, 3), point(2n ** 60n, 1, 2), point(2 ** 53, 2, 1)])).toEqual([1, 2, 3]));
  test('LAST is at the greatest step and the latest time of it', () =>
    expect(summarisePoints([point(3, 7, 1), point(3, 6, 2), point(2, 9, 3)])).toMatchObject({ last: 1, lastStep: 3 }));
  test('FIRST is at the least step and the earliest time of it', () =>
    expect(summarisePoints([point(1, 7, 1), point(1, 6, 2), point(2, 0, 3)])).toMatchObject({ first: 2, count: 3 }));
  test('MIN and MAX skip NaN', () =>
    expect(summarisePoints([point(0, 0, 1), point(1, 0, Number.NaN), point(2, 0, -2)])).toMatchObject({
      min: -2,
      max: 1,
    }));
  test('MIN and MAX are missing where there is nothing but NaN', () =>
    expect(summarisePoints([point(0, 0, Number.NaN)])).toMatchObject({ min: null, max: null, last: Number.NaN }));
});

describe('runs of a sample', () => {
  const parent: SampleRun = { ...ordinaryRun('parent'), params: [{ key: 'p', value: '1e-3' }] };
  const child: SampleRun = { ...ordinaryRun('child'), parent: 'parent' };
  const data: SampleData = { projects: [], runs: [parent, child] };
  const nativeIds = new Map([
    ['parent', 'id-1'],
    ['child', 'id-2'],
  ]);

  test('have the ids of their tracker, parents too', () => {
    const runs = oracleRuns(data, { source: 'lab', nativeIds });
    expect(runs.map((run) => [run.source, run.nativeId, run.parent])).toEqual([
      ['lab', 'id-1', null],
      ['lab', 'id-2', 'id-1'],
    ]);
    expect(runs[0]?.params).toEqual([{ key: 'p', value: '1e-3', text: null }]);
  });
  test('are what the tracker keeps of them', () => {
    const keep = (run: SampleRun): SampleRun | null => (run.key === 'parent' ? null : { ...run, user: 'kept' });
    const runs = oracleRuns(data, { source: 'lab', nativeIds: new Map([['child', 'id-2']]), keep });
    expect(runs.map((run) => [run.nativeId, run.user, run.parent])).toEqual([['id-2', 'kept', null]]);
  });
  test('have params typed by text where the tracker keeps only text', () =>
    expect(oracleRuns(data, { source: 'lab', nativeIds, paramsAreText: true })[0]?.params).toEqual([
      { key: 'p', value: 0.001, text: '1e-3' },
    ]));
  test('have values that were never logged where the tracker keeps a summary', () => {
    const summed = {
      projects: [],
      runs: [{ ...parent, metrics: [], summary: { values: [{ key: 'best', value: 0.9 }] } }],
    };
    const metric = { key: 'best', context: {}, last: 0.9, lastStep: null, first: null, min: null, max: null };
    expect(oracleRuns(summed, { source: 'lab', nativeIds })[0]?.metrics).toEqual([]);
    expect(oracleRuns(summed, { source: 'lab', nativeIds, keepsSummaries: true })[0]?.metrics).toEqual([
      { ...metric, count: 0, points: [] },
    ]);
  });
  test('need a native id each', () =>
    expect(() => oracleRuns(data, { source: 'lab', nativeIds: new Map() })).toThrow(
      'no native id for the sample run parent',
    ));
});
