import { aimWrites } from '../../../adapters/aim/writer/write-table.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Points } from '../../../src/contract/series.ts';
import { fitPoints } from '../../../src/core/migrate/fit/fit-points.ts';
import { fit, metric, param } from '../../core/migrate/fit-parts.ts';

// The table is true: what it says is lost is counted and changed, and all else goes through as it is.

const at = 1_700_000_000_000;

const cases: readonly (readonly [string, Partial<Run>, Readonly<Record<string, number>>])[] = [
  ['an ordinary run', {}, {}],
  ['a number', param('p', 0.1), {}],
  ['a list with NaN', param('p', [1, Number.NaN, 'x', null, [true]]), {}],
  ['an integer of 64 bits', param('p', 2n ** 63n - 1n), {}],
  ['an integer of 65 bits', param('p', 2n ** 63n), { TYPE_TO_TEXT: 1 }],
  ['one in a list', param('p', [1, -(2n ** 63n) - 1n]), { TYPE_TO_TEXT: 1 }],
  ['keys of any signs', param('a/b c.🚀@', 'x'), {}],
  ['an empty key', param('', 'x'), { KEY_RENAMED: 1 }],
  ['a key of bookkeeping', param('rungraph.from', 'x'), { KEY_RENAMED: 1 }],
  ['a key of the SDK', param('__system_params', 'x'), { KEY_RENAMED: 1 }],
  ['keys that begin like it', param('rungraphs', 'x'), {}],
  ['half a pair of surrogates', param('a\ud83d', 'x'), { KEY_RENAMED: 1 }],
  ['an empty metric', metric('', {}), { KEY_RENAMED: 1 }],
  ['a context', metric('loss', { subset: 'train', fold: [1, { deep: null }] }), {}],
  ['an empty key in a context', metric('loss', { deep: [{ '': 1 }] }), { KEY_RENAMED: 1 }],
  ['a label', { tags: [{ key: 'good', value: null }] }, {}],
  ['an empty label', { tags: [{ key: '', value: null }] }, { KEY_RENAMED: 1 }],
  ['a tag with a value', { tags: [{ key: 'team', value: 'a' }] }, { TAG_TO_PARAM: 1 }],
  ['a group and a job type', { group: 'g', jobType: 'j' }, { GROUP_TO_PARAM: 2 }],
  ['a user', { user: 'ada' }, { USER_LOST: 1 }],
  ['no name', { name: null }, { NAME_INVENTED: 1 }],
  ['no start', { startedAt: null }, { TIME_MISSING: 1 }],
  ['no end', { endedAt: null }, { TIME_MISSING: 1 }],
  ['a start in the year 50000', { startedAt: 1.5e15 }, { TIME_ROUNDED: 1 }],
  ['a start before all dates', { startedAt: -1e15 }, { TIME_ROUNDED: 1 }],
  ['a run that goes on', { status: 'RUNNING', endedAt: null }, { STATUS_LOST: 1, TIME_MISSING: 1 }],
  ['a run that was killed', { status: 'KILLED' }, { STATUS_LOST: 1 }],
  ['what only its tracker knows', { native: { a: 1 } }, { NATIVE_LOST: 1 }],
];

test.each(cases)('%s', (_name, parts, expected) => {
  expect(fit({ user: null, tags: [], ...parts }, aimWrites).losses).toEqual(expected);
});

test('a group is a param of its own, whatever params there are', () => {
  const { params, tags } = fit({ ...param('group', 1), group: 'g', tags: [] }, aimWrites).fitted;
  expect(params.map(({ key, value }) => [key, value])).toEqual([
    ['group', 1],
    ['group_2', 'g'],
  ]);
  expect(tags).toEqual([]);
});

function series(steps: readonly (number | bigint)[], values: readonly number[], times: readonly number[]): Points {
  return { steps, values: Float64Array.from(values), timestamps: Float64Array.from(times) };
}

test.each([
  ['ordinary points', series([-3, 0, 1], [Infinity, NaN, -0], [at, NaN, 0]), {}],
  ['a step between two', series([0.5, 2], [1, 2], [at, at]), { STEP_ROUNDED: 1 }],
  ['a step beyond what doubles count', series([0, 2n ** 60n], [1, 2], [at, at]), { STEP_OUT_OF_RANGE: 1 }],
  ['points of one step', series([1, 1, 1], [3, 1, 2], [at, at + 2, at + 1]), { POINT_MERGED: 2 }],
  ['a time below a millisecond', series([1], [1], [at + 0.25]), { TIME_ROUNDED: 1 }],
] as const)('%s', (_name, points, expected) => {
  const { points: fitted, losses } = fitPoints(points, aimWrites, at);
  expect(Object.fromEntries(losses)).toEqual(expected);
  // The latest stays.
  if ('POINT_MERGED' in expected) expect([...fitted.values]).toEqual([1]);
});

test('epochs are kept', () => {
  const points = { ...series([1, 2], [1, 2], [at, at]), epochs: Float64Array.of(0.5, NaN) };
  expect(fitPoints(points, aimWrites, at)).toEqual({ points, losses: new Map() });
});
