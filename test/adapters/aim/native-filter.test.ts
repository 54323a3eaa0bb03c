import fc from 'fast-check';
import { parse } from '../../../adapters/aim/emulator/query/parse.ts';
import { pathsOfKey } from '../../../adapters/aim/param-paths.ts';
import { seriesQuery } from '../../../adapters/aim/series-query.ts';
import { archivedTest, toNativeFilter } from '../../../adapters/aim/to-native-filter.ts';
import { toLiteral } from '../../../adapters/aim/to-literal.ts';
import type { Clause } from '../../../src/contract/filter.ts';
import { clause } from '../../support/questions.ts';
import { attacks } from './attacks.ts';

/** The one value of a query that is a single literal. */
function literalOf(text: string): unknown {
  const node = parse(text);
  return node.kind === 'value' ? node.value : node;
}

test.each(attacks.map((text) => [text.slice(0, 40), text]))(
  'INJECTION: %j stays inside its literal',
  (_shown, text) => {
    const literal = toLiteral(text);
    expect(literal).toMatch(/^"[\x20-\x7e]*"$/);
    expect(literal.slice(1, -1).replace(/\\./g, '')).not.toContain('"');
    expect(literalOf(literal)).toBe(text);
  },
);

test('any text is one literal and is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => expect(literalOf(toLiteral(text))).toBe(text)),
    { numRuns: 2000 },
  );
});

test.each([
  [null, 'None'],
  [true, 'True'],
  [0.1, '0.1'],
  [3, '3'],
  [2 ** 60, '1.152921504606847e+18'],
  [2n ** 60n + 1n, '1152921504606846977'],
  [Infinity, 'float("inf")'],
  [-Infinity, 'float("-inf")'],
  [Number.NaN, 'float("nan")'],
  [{ subset: 'val', fold: [1, null] }, '{"subset": "val", "fold": [1, None]}'],
])('the literal of %p is %s', (value, literal) => expect(toLiteral(value)).toBe(literal));

const param = (key: string): Clause['field'] => ({ kind: 'param', key });
const metric = (context: object | undefined, aggregate = 'LAST' as const): Clause['field'] => {
  return { kind: 'metric', key: 'loss', context: context as never, aggregate };
};

test.each<[string, Clause, string]>([
  ['a label', clause({ kind: 'tag', key: "it's" }, 'exists'), '("it\'s" in run.tags)'],
  ['a status', clause({ kind: 'status' }, 'ne', 'RUNNING'), '(not run.active)'],
  ['a status that Aim lacks', clause({ kind: 'status' }, 'ne', 'FAILED'), '(True)'],
  [
    'a time, rounded as the gateway rounds',
    clause({ kind: 'startedAt' }, 'gt', 1000),
    '(run.creation_time * 1000 >= 1000.5)',
  ],
  [
    'a duration without end, which Python has no name for',
    clause({ kind: 'durationMs' }, 'lte', Infinity),
    '(not run.active and run.duration * 1000 <= float("inf"))',
  ],
  [
    'a duration beyond 2^53',
    clause({ kind: 'durationMs' }, 'eq', 1e300),
    '(not run.active and 1e+300 <= run.duration * 1000 <= 1e+300)',
  ],
  [
    'a param as a TUPLE SUBSCRIPT',
    clause(param('lr'), 'lt', 0.1),
    '((isinstance(run["lr"], str) or isinstance(run["lr"], (int, float)) and run["lr"] < 0.1))',
  ],
  [
    'a metric with a context',
    clause(metric({ subset: 'val' }), 'gt', 1),
    '(run.metrics["loss", {"subset": "val"}].last > 1 or not isinstance(run.metrics["loss", {"subset": "val"}].last, (int, float)) and isinstance(run.metrics["loss", {"subset": "val"}].dtype, str))',
  ],
  [
    'a metric without one',
    clause(metric(undefined), 'gt', 1),
    '(run.metrics["loss", {}].last > 1 or not isinstance(run.metrics["loss", {}].last, (int, float)))',
  ],
])('%s', (_name, asked, text) => expect(toNativeFilter(asked)).toBe(text));

test('ARCHIVED is always spoken of, so that no text of a user can change what the server adds', () => {
  expect([archivedTest('EXCLUDE'), archivedTest('ONLY'), archivedTest('INCLUDE')]).toEqual([
    'run.archived in [False, None]',
    'run.archived in [True]',
    'run.archived in [True, False, None]',
  ]);
});

test('a flattened key is looked for wherever it may lie', () => {
  expect(pathsOfKey('lr')).toEqual([['lr']]);
  expect(pathsOfKey('a.b')).toEqual([['a', 'b'], ['a.b']]);
  expect(pathsOfKey('a.0')).toEqual([['a', '0'], ['a', 0], ['a.0']]);
  expect(pathsOfKey('__system')).toEqual([['__system']]);
  for (const key of ['', '.', 'a.', 'a..b', 'a.b.c.d.e.f', '1.2.3.4']) expect(pathsOfKey(key)).toBeUndefined();
});

test('one query asks for different metrics of different runs, the runs named before any metric is opened', () => {
  const request = (runId: string, name: string, context = {}) => {
    return { runId, projectId: 'p', metric: name, context, from: null, to: null, maxPoints: null };
  };
  const loss = '(metric.name == "loss" and metric.context == {})';
  expect(
    seriesQuery([
      ['a', [request('a', 'loss')]],
      ['b', [request('b', 'loss')]],
    ]),
  ).toBe(`run.archived in [True, False, None] and run.hash in ["a", "b"] and (${loss})`);
  expect(
    seriesQuery([
      ['a', [request('a', 'loss')]],
      ['b', [request('b', 'x"', { n: Number.NaN })]],
    ]),
  ).toBe(
    `run.archived in [True, False, None] and run.hash in ["a", "b"] and (run.hash in ["a"] and ${loss} or run.hash in ["b"] and (metric.name == "x\\""))`,
  );
});
