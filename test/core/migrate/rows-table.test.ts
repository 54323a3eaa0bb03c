import { inputDigest } from '../../../adapters/wandb/writer/input-artifact.ts';
import { wandbWrites as table } from '../../../adapters/wandb/writer/write-table.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Points } from '../../../src/contract/series.ts';
import { fitPoints, type RowTimes } from '../../../src/core/migrate/fit/fit-points.ts';
import { blankArtifact } from '../../../src/kit/blank-artifact.ts';
import { cutRows } from '../../../src/core/migrate/write-rows.ts';
import { provenance } from '../../support/runs.ts';
import { fit, metric, param } from './fit-parts.ts';

// The table of a target with rows is true: what it says is lost is counted and changed, and all else goes through.

const plainInput = { uri: 's3://b/k', nativeType: 's3', metadata: null, whole: { algorithm: 'md5', value: '1' } };

/** A run that read data of these names. */
function reading(...names: readonly string[]): Partial<Run> {
  const { whole: digest, ...rest } = plainInput;
  const own = { type: 'DATASET', projectId: null, url: null, createdAt: null, producedById: null } as const;
  const datasets = names.map((name) => ({ ...blankArtifact, ...rest, ...own, digest, nativeId: name, name }));
  return { provenance: provenance({ datasets }) };
}

const own: readonly (readonly [string, Partial<Run>, Readonly<Record<string, number>>])[] = [
  ['labels alone', { tags: [{ key: 'good', value: null }] }, {}],
  ['a tag with a value', {}, { TAG_TO_PARAM: 1 }],
  ['a label of 65 characters', { tags: [{ key: '🚀'.repeat(65), value: null }] }, { KEY_RENAMED: 1 }],
  ['an empty label', { tags: [{ key: '', value: null }] }, { KEY_RENAMED: 1 }],
  ['a key with any sign', param('we@ird/größe.1 [0]', 'x'), {}],
  ['an empty key', param('', 'x'), { KEY_RENAMED: 1 }],
  ['a param of the SDK’s own', param('_wandb.t', 'x'), { KEY_RENAMED: 1 }],
  ['a param that bookkeeping would hide', param('rungraph', 'x'), { KEY_RENAMED: 1 }],
  ['a param that only begins like it', param('rungraphs', 'x'), {}],
  ['numbers, booleans, nothing and long text', param('p', 0.1), {}],
  ['a boolean', param('p', true), {}],
  ['nothing', param('p', null), {}],
  ['a long text', param('p', 'x'.repeat(20_000)), {}],
  ['NaN', param('p', NaN), { NAN_TO_TEXT: 1 }],
  [
    'an infinity in a list',
    { params: [{ key: 'p', nativeKey: 'p', value: [1, [Infinity]], text: null }] },
    { NAN_TO_TEXT: 1 },
  ],
  [
    'a number that was spelled in another way',
    { params: [{ key: 'p', nativeKey: 'p', value: 0.1, text: '0.10' }] },
    { SPELLING_LOST: 1 },
  ],
  ['a number that was spelled as it is', { params: [{ key: 'p', nativeKey: 'p', value: 0.1, text: '0.1' }] }, {}],
  ['a metric of the SDK’s own', metric('_step'), { KEY_RENAMED: 1 }],
  ['a metric of the machine', metric('system/cpu'), { KEY_RENAMED: 1 }],
  ['a metric that only begins like it', metric('systems/cpu'), {}],
  ['a context', metric('loss', { subset: 'train' }), { CONTEXT_IN_KEY: 1 }],
  ['no name', { name: null }, { NAME_INVENTED: 1 }],
  ['a name of 129 letters', { name: 'n'.repeat(129) }, { VALUE_CUT: 1 }],
  ['a killed run', { status: 'KILLED' }, { STATUS_LOST: 1 }],
  ['a failed run', { status: 'FAILED' }, {}],
  ['a user', { user: 'ada' }, { USER_LOST: 1 }],
  ['a group and a job type', { group: 'sweep 1', jobType: 'train' }, {}],
  ['no start', { startedAt: null }, {}],
  ['what only its tracker knows', { native: { a: 1 } }, { NATIVE_TO_FILE: 1 }],
  ['data that it read', reading('digits'), { DIGEST_NEW: 1 }],
  ['data with a name of any letters', reading('größe/1'), { DIGEST_NEW: 1, KEY_RENAMED: 1 }],
];
test.each(own)('%s', (name, parts, expected) => {
  const bare = { user: null, ...(name === 'a tag with a value' ? {} : { tags: [] }) };
  expect(fit({ ...bare, ...parts }, table).losses).toEqual(expected);
});

test('a killed run has failed, and neither has finished', () => {
  expect(fit({ status: 'KILLED' }, table).fitted.status).toBe('FAILED');
  expect(fit({ status: 'RUNNING' }, table).fitted.status).toBe('FINISHED');
});

test('data is told apart by names, and called by its own digest', () => {
  const { fitted } = fit(reading('a/b', 'a:b', 'a/b'), table);
  expect(
    fitted.inputs.map(({ name, digest, whole }) => [name, digest === inputDigest({ ...plainInput, name }), whole]),
  ).toEqual(['a_b', 'a_b_2'].map((name) => [name, true, plainInput.whole]));
  expect(fitted.texts.map(({ path, text }) => [path, text])).toEqual([
    ['rungraph/keys.json', '{"inputs":{"a_b":"a/b","a_b_2":"a:b"}}'],
  ]);
});

test('a tag with a value is a param, beside one of the same name', () => {
  const { fitted } = fit(param('tags.team', 'own'), table);
  expect(fitted.tags).toEqual([]);
  expect(fitted.params.map(({ key, value }) => [key, value])).toEqual([
    ['tags.team', 'own'],
    ['tags.team_2', 'vision'],
  ]);
});

const at = 1_700_000_000_000;
const points = (steps: readonly (number | bigint)[], values: readonly number[], times: readonly number[]): Points => ({
  steps,
  values: Float64Array.from(values),
  timestamps: Float64Array.from(times),
});
test.each([
  ['ordinary points', points([0, 1, 2 ** 53 - 1], [1, NaN, -Infinity], [at, at - 1, 0]), {}],
  ['two points of a step', points([1, 1, 2], [1, 2, 3], [at, at + 1, at]), { POINT_MERGED: 1 }],
  ['a negative step', points([-3, 1], [1, 2], [at, at]), { STEP_OUT_OF_RANGE: 1 }],
  ['a step beyond a double', points([0, 2n ** 53n], [1, 2], [at, at]), { STEP_OUT_OF_RANGE: 1 }],
  ['a step between two', points([0.5, 2], [1, 2], [at, at]), { STEP_ROUNDED: 1 }],
  ['minus zero', points([1], [-0], [at]), { NEGATIVE_ZERO: 1 }],
  ['a time that was not kept', points([1], [1], [NaN]), { TIME_MISSING: 1 }],
  ['a time below a millisecond', points([1], [1], [at + 0.25]), { TIME_ROUNDED: 1 }],
] as const)('%s', (_name, series, expected) => {
  expect(Object.fromEntries(fitPoints(series, table, at).losses)).toEqual(expected);
});

test('the last point of a step stays, and a step has the time of the metric that comes first', () => {
  const rowTimes: RowTimes = new Map();
  const first = fitPoints(points([1, 1, 2], [1, 2, 3], [at, at + 5, at + 9]), table, at, rowTimes);
  expect([[...first.points.values], [...first.points.timestamps]]).toEqual([
    [2, 3],
    [at + 5, at + 9],
  ]);
  const second = fitPoints(points([0, 1, 2], [7, 8, 9], [at, at + 6, at + 9]), table, at, rowTimes);
  expect(Object.fromEntries(second.losses)).toEqual({ TIME_SHARED: 1 });
  expect([...second.points.timestamps]).toEqual([at, at + 5, at + 9]);
});

test('series are in the order of their keys, whatever order a source tells them in', () => {
  const metrics = ['b', 'a', 'c'].map((key) => ({ key, nativeKey: key, context: null }));
  expect(fit({ metrics }, table).fitted.series.map(({ metric: key }) => key)).toEqual(['a', 'b', 'c']);
});

test('a fitted key is fit', () => {
  for (const { fit: fitKey } of [...Object.values(table.keys), table.projects]) {
    for (const key of [
      '',
      '_',
      '__',
      '_wandb',
      'wandb_version.x',
      'rungraph.from',
      'system.',
      'a/b\\c:d',
      'x'.repeat(99),
    ]) {
      expect({ key, twice: fitKey(fitKey(key)) }).toEqual({ key, twice: fitKey(key) });
    }
  }
});

test('rows are cut between steps, and none is in two calls', () => {
  const all = [
    { metric: 'a', context: null, start: 0, ...points([0, 1, 2, 5], [1, 2, 3, 4], [at, at, at, at]) },
    { metric: 'b', context: null, start: 0, ...points([1, 5], [5, 6], [at, at]) },
  ];
  const batches = [...cutRows(all, 3)].map(({ firstRow, series }) => [
    firstRow,
    series.map(({ metric: key, steps }) => [key, [...steps]]),
  ]);
  expect(batches).toEqual([
    [
      0,
      [
        ['a', [0, 1]],
        ['b', [1]],
      ],
    ],
    [
      2,
      [
        ['a', [2, 5]],
        ['b', [5]],
      ],
    ],
  ]);
  expect([...cutRows(all, 1)].map(({ firstRow, points: count }) => [firstRow, count])).toEqual([
    [0, 1],
    [1, 2],
    [2, 1],
    [3, 2],
  ]);
});
