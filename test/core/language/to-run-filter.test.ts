import { canonicalFilter } from '../../../src/core/language/canonical-filter.ts';
import { parseWhere } from '../../../src/core/language/parse-where.ts';
import { toRunFilter } from '../../../src/core/language/to-run-filter.ts';

const shape = (text: string): unknown => toRunFilter(parseWhere(text, 0).filter);

test.each<[string, unknown]>([
  ['', {}],
  ['id in ()', { or: [] }],
  ["name = 'a'i", { name: { eq: 'a', ignoreCase: true } }],
  ["name not in ('a')", { not: { name: { in: ['a'] } } }],
  ["name != 'a'", { name: { ne: 'a' } }],
  ["project !~ 'a'", { not: { projectName: { matches: 'a' } } }],
  ['params.lr is missing', { param: { key: 'lr', exists: false } }],
  ['min(metrics.m{"a": 1}) is not nan', { metric: { key: 'm', context: { a: 1 }, aggregate: 'MIN', isNaN: false } }],
  ['metrics.m > 9007199254740993', { metric: { key: 'm', aggregate: 'LAST', gt: 9007199254740993n } }],
  ["names.model startsWith 'v'", { namePart: { key: 'model', startsWith: 'v' } }],
  ["parent = 'a/b' or tags.x is not missing", { or: [{ parent: { eq: 'a/b' } }, { tag: { key: 'x', exists: true } }] }],
  ["startedAt in ('2026-03-01')", { startedAt: { in: ['2026-03-01T00:00:00.000Z'] } }],
  ['not (cost > 1 and gpuHours <= 2)', { or: [{ cost: { lte: 1 } }, { gpuHours: { gt: 2 } }] }],
])('%s', (text, expected) => {
  expect(shape(text)).toEqual(expected);
});

test('negation is gone before it is spelled', () => {
  expect(canonicalFilter(parseWhere('not not cost > 1', 0).filter)).toMatchObject({ operator: 'gt' });
});
