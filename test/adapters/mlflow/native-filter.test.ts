import { capabilitiesOf } from '../../../adapters/mlflow/capabilities.ts';
import { dialectOf } from '../../../adapters/mlflow/dialect.ts';
import { toNativeFilter, toNativeOrder } from '../../../adapters/mlflow/to-native-filter.ts';
import type { Clause } from '../../../src/contract/filter.ts';
import { supportOf } from '../../../src/core/query/support.ts';
import { by, clause, metricField } from '../../support/questions.ts';

const p = { kind: 'param', key: 'p' } as const;
const ignoring = (inner: Clause): Clause => ({ ...inner, ignoreCase: true });

const newest = capabilitiesOf(dialectOf({ version: '3.17.2', server: 'uvicorn', workspaces: false }));
const older = capabilitiesOf(dialectOf({ version: '2.22.5', server: 'gunicorn', workspaces: false }));
const fast = capabilitiesOf(dialectOf({ version: '0.6.0', server: 'FastTrackML/0.6.0', workspaces: false }));

test.each<[string, Clause, string]>([
  ['keys are always back-ticked', clause({ kind: 'param', key: 'a-b/c d' }, 'eq', 'x'), "params.`a-b/c d` = 'x'"],
  ['text with one kind of quotes is in the other', clause(p, 'eq', "it's"), 'params.`p` = "it\'s"'],
  ['text with both is a pattern', clause(p, 'eq', `"it's"`), `params.\`p\` LIKE '"it_s"'`],
  ['wildcards match at least themselves', clause(p, 'contains', '50%_'), "params.`p` LIKE '%50%_%'"],
  [
    'a backslash is any one character, for databases that escape with it',
    clause(p, 'startsWith', 'a\\b'),
    "params.`p` LIKE 'a_b%'",
  ],
  ['ignoring case, k and i are any character', ignoring(clause(p, 'eq', 'Pink')), "params.`p` ILIKE 'P_n_'"],
  ['a boolean is its text in any case', clause(p, 'eq', true), "params.`p` ILIKE 'true'"],
  ['presence of text is a pattern', clause({ kind: 'tag', key: 't' }, 'exists'), "tags.`t` LIKE '%'"],
  [
    'presence of a metric is a difference from a number that nobody logs',
    clause(metricField('m'), 'exists'),
    'metrics.`m` != 2.6381827900046716e291',
  ],
  ['absence is IS NULL', clause({ kind: 'tag', key: 't' }, 'missing'), 'tags.`t` IS NULL'],
  ['numbers are in their shortest form', clause(metricField('m'), 'gte', 1e-7), 'metrics.`m` >= 1e-7'],
  ['an exponent has no plus sign', clause(metricField('m'), 'gt', -1e300), 'metrics.`m` > -1e300'],
  [
    'times are milliseconds',
    clause({ kind: 'startedAt' }, 'lt', 1700000000000),
    'attributes.start_time < 1700000000000',
  ],
  [
    'a list of statuses leaves out the others',
    clause({ kind: 'status' }, 'in', 'FINISHED', 'RUNNING'),
    "attributes.status != 'SCHEDULED' AND attributes.status != 'FAILED' AND attributes.status != 'KILLED'",
  ],
  ['notes are a tag', clause({ kind: 'notes' }, 'contains', 'x'), "tags.`mlflow.note.content` LIKE '%x%'"],
  ['so is the parent', clause({ kind: 'parent' }, 'eq', 'abc'), "tags.`mlflow.parentRunId` = 'abc'"],
])('%s', (_name, tested, native) => {
  expect(supportOf(tested, newest)).not.toBe('unsupported');
  expect(toNativeFilter(tested)).toBe(native);
});

test('clauses are joined by AND, and nothing is a filter too', () => {
  const two = { kind: 'and' as const, filters: [clause(p, 'eq', 'x'), clause({ kind: 'status' }, 'eq', 'FAILED')] };
  expect(toNativeFilter(two)).toBe("params.`p` = 'x' AND attributes.status = 'FAILED'");
  expect(toNativeFilter({ kind: 'and', filters: [] })).toBe('');
});

test('a sort names its keys alone: the server breaks ties itself, and refuses to be told twice', () => {
  expect(toNativeOrder([])).toEqual(['attributes.start_time DESC']);
  expect(toNativeOrder([by(metricField('a/b'), true), by({ kind: 'startedAt' })])).toEqual([
    'metrics.`a/b` DESC',
    'attributes.start_time ASC',
  ]);
});

test.each<[string, Clause, string, string, string]>([
  [
    'NaN is stored as 0, so what 0 matches is checked again on old servers',
    clause(metricField('m'), 'lt', 1),
    'exact',
    'inexact',
    'inexact',
  ],
  ['what 0 does not match is trusted there', clause(metricField('m'), 'gt', 1), 'exact', 'exact', 'inexact'],
  ['on new ones NaN matches != alone', clause(metricField('m'), 'ne', 0), 'inexact', 'exact', 'inexact'],
  [
    'infinities cannot be told from the largest doubles',
    clause(metricField('m'), 'lte', Number.MAX_VALUE),
    'unsupported',
    'unsupported',
    'unsupported',
  ],
  [
    'an integer beyond 2^53 is no double',
    clause(metricField('m'), 'eq', 9007199254740993n),
    'unsupported',
    'unsupported',
    'unsupported',
  ],
  [
    'FIRST, MIN and MAX are not kept',
    clause(metricField('m', 'MIN'), 'gt', 1),
    'unsupported',
    'unsupported',
    'unsupported',
  ],
  ['params are text: numbers are compared here', clause(p, 'lt', 1), 'unsupported', 'unsupported', 'unsupported'],
  ['and text is compared there', clause(p, 'eq', '1'), 'exact', 'exact', 'unsupported'],
  ['IS NULL came with 3.11', clause(p, 'missing'), 'exact', 'unsupported', 'unsupported'],
  [
    'keys with a back-tick are misread',
    clause({ kind: 'tag', key: '`t`' }, 'eq', 'x'),
    'unsupported',
    'unsupported',
    'unsupported',
  ],
  [
    'databases lower other letters than ASCII each in its own way',
    ignoring(clause(p, 'eq', 'É')),
    'unsupported',
    'unsupported',
    'unsupported',
  ],
  ['there is no NOT LIKE', clause(p, 'notContains', 'x'), 'unsupported', 'unsupported', 'unsupported'],
  ['groups do not exist', clause({ kind: 'group' }, 'eq', 'g'), 'absent', 'absent', 'absent'],
  ['bookkeeping is no tag', clause({ kind: 'tag', key: 'mlflow.user' }, 'exists'), 'absent', 'absent', 'absent'],
  [
    'contexts exist on FastTrackML alone',
    clause({ kind: 'metric', key: 'm', context: { a: 1 }, aggregate: 'LAST' }, 'gt', 1),
    'absent',
    'absent',
    'inexact',
  ],
  [
    'no run has a status that MLflow lacks',
    clause({ kind: 'status' }, 'eq', 'UNKNOWN'),
    'unsupported',
    'unsupported',
    'unsupported',
  ],
  ['FastTrackML cannot read a sign', clause({ kind: 'startedAt' }, 'gt', -1), 'exact', 'exact', 'unsupported'],
  ['nor AND inside text', clause({ kind: 'tag', key: 't' }, 'eq', 'a AND b'), 'exact', 'exact', 'unsupported'],
  ['nor empty text', clause({ kind: 'tag', key: 't' }, 'eq', ''), 'exact', 'exact', 'unsupported'],
  ['and a run that goes on ends at 0 there', clause({ kind: 'endedAt' }, 'lt', 5), 'exact', 'exact', 'inexact'],
])('%s', (_name, tested, onNewest, onOlder, onFast) => {
  expect([supportOf(tested, newest), supportOf(tested, older), supportOf(tested, fast)]).toEqual([
    onNewest,
    onOlder,
    onFast,
  ]);
});

test.each([
  [
    '3.17.2',
    'uvicorn',
    { product: 'mlflow', bulkHistory: true, sampledHistory: true, samplesRows: true, isNull: true, nan: 'nan' },
  ],
  ['3.11.2.dev0', 'uvicorn', { isNull: true, samplesRows: false, nan: 'zero' }],
  ['3.14.0', 'uvicorn', { nan: 'either' }],
  ['2.10.0', 'gunicorn', { bulkHistory: true, sampledHistory: false }],
  ['2.1.1', 'gunicorn', { bulkHistory: false }],
  [null, 'nginx', { product: 'mlflow', bulkHistory: true, isNull: true, nan: 'either' }],
  ['0.6.0', 'FastTrackML/0.6.0', { product: 'fasttrackml', sampledHistory: false, isNull: false }],
])('version %s of %s is known for what it can do', (version, server, expected) => {
  expect(dialectOf({ version, server, workspaces: false })).toMatchObject(expected);
});
