import { writeTableOf } from '../../../adapters/mlflow/writer/write-table.ts';
import { archiveWrites } from '../../../adapters/neptune/archive/writer/write-table.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Points } from '../../../src/contract/series.ts';
import { fitPoints } from '../../../src/core/migrate/fit/fit-points.ts';
import { fit, metric, param } from './fit-parts.ts';

// The table is true: what it says is lost is counted and changed, and all else goes through as it is.

const tables = {
  MLflow: writeTableOf({ product: 'mlflow' }),
  FastTrackML: writeTableOf({ product: 'fasttrackml' }),
} as const;
type Product = keyof typeof tables;

/** A part of a run, and what is lost of it at each product. */
const cases: readonly (readonly [string, Partial<Run>, Readonly<Record<Product, Readonly<Record<string, number>>>>])[] =
  [
    ['an ordinary run', {}, { MLflow: {}, FastTrackML: {} }],
    ['letters of any script', param('größe/层 1', 'x'), { MLflow: {}, FastTrackML: {} }],
    ['a key with a sign', param('we@ird', 'x'), { MLflow: { KEY_RENAMED: 1 }, FastTrackML: {} }],
    ['a combining mark', param('e\u0301', 'x'), { MLflow: { KEY_RENAMED: 1 }, FastTrackML: {} }],
    ['a key of 250 letters', param('k'.repeat(250), 'x'), { MLflow: {}, FastTrackML: {} }],
    ['a key of 251 letters', param('k'.repeat(251), 'x'), { MLflow: { KEY_RENAMED: 1 }, FastTrackML: {} }],
    ['an empty key', param('', 'x'), { MLflow: { KEY_RENAMED: 1 }, FastTrackML: { KEY_RENAMED: 1 } }],
    ['a path upwards', param('../a', 'x'), { MLflow: { KEY_RENAMED: 1 }, FastTrackML: {} }],
    ['a text of 6000 characters', param('p', '🚀'.repeat(6000)), { MLflow: {}, FastTrackML: {} }],
    ['a text of 6001 characters', param('p', '🚀'.repeat(6001)), { MLflow: { VALUE_CUT: 1 }, FastTrackML: {} }],
    ['a number', param('p', 0.1), { MLflow: { TYPE_TO_TEXT: 1 }, FastTrackML: { TYPE_TO_TEXT: 1 } }],
    [
      'a text that looks like one',
      param('p', '007'),
      { MLflow: { TYPE_TO_TEXT: 1 }, FastTrackML: { TYPE_TO_TEXT: 1 } },
    ],
    ['a boolean', param('p', true), { MLflow: { TYPE_TO_TEXT: 1 }, FastTrackML: { TYPE_TO_TEXT: 1 } }],
    ['nothing', param('p', null), { MLflow: { TYPE_TO_TEXT: 1 }, FastTrackML: { TYPE_TO_TEXT: 1 } }],
    ['an empty text', param('p', ''), { MLflow: {}, FastTrackML: {} }],
    [
      'a label',
      { tags: [{ key: 'good', value: null }] },
      { MLflow: { LABEL_TO_TEXT: 1 }, FastTrackML: { LABEL_TO_TEXT: 1 } },
    ],
    [
      'a tag that bookkeeping would hide',
      { tags: [{ key: 'mlflow.x', value: '1' }] },
      { MLflow: { KEY_RENAMED: 1 }, FastTrackML: { KEY_RENAMED: 1 } },
    ],
    [
      'a tag of 8001 characters',
      { tags: [{ key: 't', value: 'x'.repeat(8001) }] },
      { MLflow: { VALUE_CUT: 1 }, FastTrackML: {} },
    ],
    ['a context', metric('loss', { subset: 'train' }), { MLflow: { CONTEXT_IN_KEY: 1 }, FastTrackML: {} }],
    ['the empty context', metric('loss', {}), { MLflow: {}, FastTrackML: {} }],
    ['no name', { name: null }, { MLflow: { NAME_INVENTED: 1 }, FastTrackML: { NAME_INVENTED: 1 } }],
    ['a name of 251 letters', { name: 'n'.repeat(251) }, { MLflow: { VALUE_CUT: 1 }, FastTrackML: { VALUE_CUT: 1 } }],
    ['long notes', { notes: 'n'.repeat(8001) }, { MLflow: { VALUE_CUT: 1 }, FastTrackML: {} }],
    ['an unknown status', { status: 'UNKNOWN' }, { MLflow: { STATUS_LOST: 1 }, FastTrackML: { STATUS_LOST: 1 } }],
    ['a killed run', { status: 'KILLED' }, { MLflow: {}, FastTrackML: {} }],
    ['a group', { group: 'sweep 1' }, { MLflow: { GROUP_TO_TAG: 1 }, FastTrackML: { GROUP_TO_TAG: 1 } }],
    ['no start', { startedAt: null }, { MLflow: { TIME_MISSING: 1 }, FastTrackML: { TIME_MISSING: 1 } }],
    [
      'what only its tracker knows',
      { native: { a: 1 } },
      { MLflow: { NATIVE_TO_FILE: 1 }, FastTrackML: { NATIVE_LOST: 1 } },
    ],
  ];

describe.each(['MLflow', 'FastTrackML'] as const)('%s', (product) => {
  test.each(cases)('%s', (_name, parts, expected) => {
    expect(fit(parts, tables[product]).losses).toEqual(expected[product]);
  });

  const at = 1_700_000_000_000;
  const series = (
    steps: readonly (number | bigint)[],
    values: readonly number[],
    times: readonly number[],
  ): Points => ({
    steps,
    values: Float64Array.from(values),
    timestamps: Float64Array.from(times),
  });
  const least = product === 'MLflow' ? [-5, 0] : [0, 1];

  test.each([
    ['ordinary points', series([0, 1, 2n ** 62n], [1, NaN, 5e-324], [at, at, at]), {}],
    ['points of one step', series([1, 1], [1, 2], [at, at]), {}],
    ['negative steps', series([-3, 0], [1, 2], [at, at]), {}],
    ['a step between two', series([0.5, 2], [1, 2], [at, at]), { STEP_ROUNDED: 1 }],
    ['a step beyond 64 bits', series([0, 2n ** 63n], [1, 2], [at, at]), { STEP_OUT_OF_RANGE: 1 }],
    ['equal points', series([1, 1, 1], [2, 2, NaN], [at, at, at]), { POINT_MERGED: 1 }],
    ['infinities', series([1, 2], [Infinity, -Number.MAX_VALUE], [at, at]), { INFINITY_CLIPPED: 2 }],
    ['minus zero', series([1], [-0], [at]), { NEGATIVE_ZERO: 1 }],
    ['a time that was not kept', series([1], [1], [NaN]), { TIME_MISSING: 1 }],
    ['a time below a millisecond', series([1], [1], [at + 0.25]), { TIME_ROUNDED: 1 }],
    ['a time that is not taken', series([1], [1], [least[0] ?? 0]), { TIME_ROUNDED: 1 }],
  ] as const)('%s', (_name, points, expected) => {
    expect(Object.fromEntries(fitPoints(points, tables[product], at).losses)).toEqual(expected);
  });

  test('what is kept is kept to the bit', () => {
    const points = series([-(2n ** 63n), 0, 2n ** 63n - 1n], [0.1 + 0.2, NaN, 5e-324], [at, at + 1, at + 2]);
    const { points: fitted } = fitPoints(points, tables[product], at);
    expect([[...fitted.steps], [...fitted.values], [...fitted.timestamps]]).toEqual([
      [-(2n ** 63n), 0, 2n ** 63n - 1n],
      [0.1 + 0.2, NaN, 5e-324],
      [at, at + 1, at + 2],
    ]);
  });

  test('a fitted key is fit, and keys that meet are told apart in any order', () => {
    const { fit: fitKey } = tables[product].keys.PARAM;
    for (const key of ['', ' ', '.', '..', '/', 'a//b', 'a/', './a', 'a/./b', 'x'.repeat(249) + '/y', '🚀', 'a\tb']) {
      expect({ key, twice: fitKey(fitKey(key)) }).toEqual({ key, twice: fitKey(key) });
    }
    const keys = ['a@b', 'a#b', 'a_b'];
    const named = (order: readonly string[]) =>
      fit({ params: order.map((key) => ({ key, nativeKey: key, value: key, text: null })) }, tables[product]).fitted
        .params;
    const names = named(keys).map(({ key }) => key);
    expect(new Set(names).size).toBe(3);
    expect(new Map(named([...keys].reverse()).map(({ key, value }) => [value, key]))).toEqual(
      new Map(named(keys).map(({ key, value }) => [value, key])),
    );
  });
});

describe('an archive', () => {
  test.each(cases)('%s is kept', (_name, parts) => {
    expect(fit(parts, archiveWrites).losses).toEqual({});
  });

  test('points are kept in any number, with steps between integers, epochs, and times that are missing', () => {
    const at = 1_700_000_000_000;
    const points: Points = {
      steps: [-(2n ** 63n), 0, 0, 0.5, 2n ** 63n - 1n],
      values: Float64Array.of(Infinity, -0, -0, Number.MAX_VALUE, NaN),
      timestamps: Float64Array.of(-5, 0, 0, at, NaN),
      epochs: Float64Array.of(NaN, 1, 1, 1.5, NaN),
    };
    const { points: fitted, losses } = fitPoints(points, archiveWrites, at);
    expect(Object.fromEntries(losses)).toEqual({});
    expect(fitted).toEqual(points);
    const lost = fitPoints(points, tables.MLflow, at).losses;
    expect([lost.get('EPOCH_LOST'), lost.get('STEP_ROUNDED'), lost.get('POINT_MERGED')]).toEqual([3, 1, 1]);
  });

  test('a step that is finer than six digits is rounded, and told of', () => {
    const points = { steps: [1e-9], values: Float64Array.of(1), timestamps: Float64Array.of(1) };
    const { points: fitted, losses } = fitPoints(points, archiveWrites, 0);
    expect([[...fitted.steps], losses.get('STEP_ROUNDED')]).toEqual([[0], 1]);
  });
});
