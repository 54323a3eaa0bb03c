import fc, { type Arbitrary } from 'fast-check';
import type { Clause, Field, Operator } from '../../../src/contract/filter.ts';
import { canonicalJson } from '../../../src/contract/canonical-json.ts';
import { runStatuses } from '../../../src/contract/run.ts';
import type { Json, MetricContext, Value } from '../../../src/contract/value.ts';
import { canonicalFilter } from '../../../src/core/language/canonical-filter.ts';
import { fieldWords } from '../../../src/core/language/fields.ts';
import { parseWhere } from '../../../src/core/language/parse-where.ts';
import { printWhere } from '../../../src/core/language/print-where.ts';
import type { AskedFilter } from '../../../src/core/query/push-negation.ts';
import { clause, metricField } from '../../support/questions.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom("'", '"', '\\', '`', 'a', '%', '\n') }),
);
const key = fc
  .oneof(
    fc.constantFrom('lr', 'in', 'and', 'optimizer.lr', 'a..b', '.a', 'val/acc', 'val acc', 'null', '5', '_-/:@%', 'ü'),
    text,
  )
  .filter((name) => name !== '' && !name.includes('\0'));
const finite = fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.constantFrom(2 ** 53, 1e21, 5e-324, -0, 0.1));
const big = fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }).map((one) => (one % 2n === 0n ? one : -one));
const number: Arbitrary<Value> = fc.oneof(finite, big);
const item: Arbitrary<Value> = fc.letrec<{ item: Value }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 3 },
    number,
    text,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('item'), { maxLength: 3 }),
  ),
})).item;
const value = item.filter((one) => one !== null);
const time = fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.constantFrom(0, Date.UTC(2026, 2, 1), 8.64e15));
const context: Arbitrary<MetricContext> = fc.dictionary(
  fc.string(),
  fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    big,
    fc.constantFrom(0.5, Infinity),
  ) as Arbitrary<Json>,
);

/** Clauses of one field: those that its kind takes, with operands that it takes. */
function clauses(
  field: Arbitrary<Field>,
  operand: Arbitrary<Value>,
  {
    single = [],
    list = [],
    bare = [],
  }: { readonly single?: readonly Operator[]; list?: readonly Operator[]; bare?: readonly Operator[] },
): Arbitrary<Clause> {
  const forms = [
    ...single.map((operator) => fc.tuple(field, operand).map(([one, right]) => clause(one, operator, right))),
    ...list.map((operator) =>
      fc.tuple(field, fc.array(operand, { maxLength: 4 })).map(([one, right]) => clause(one, operator, ...right)),
    ),
    ...bare.map((operator) => field.map((one) => clause(one, operator))),
  ];
  return fc.oneof(...forms);
}

const equality: readonly Operator[] = ['eq', 'ne'];
const order: readonly Operator[] = ['lt', 'lte', 'gt', 'gte'];
const lists: readonly Operator[] = ['in', 'notIn'];
const presence: readonly Operator[] = ['exists', 'missing'];
const parts: readonly Operator[] = [
  'contains',
  'notContains',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
];
const patterns: readonly Operator[] = ['matches', 'notMatches'];

const ofKind = (...takes: string[]): Arbitrary<Field> =>
  fc.constantFrom(...fieldWords.filter((one) => takes.includes(one.takes)).map(({ kind }): Field => ({ kind })));
const keyed = (kind: 'tag' | 'namePart' | 'param'): Arbitrary<Field> => key.map((name): Field => ({ kind, key: name }));
const metric = fc
  .tuple(key, fc.option(context, { nil: undefined }), fc.constantFrom('LAST', 'FIRST', 'MIN', 'MAX'))
  .map(([name, ctx, aggregate]): Field => ({ kind: 'metric', key: name, context: ctx, aggregate }));
const texts = fc.oneof(ofKind('text'), keyed('tag'), keyed('namePart'));
const pattern = fc.constantFrom('^a.*b$', "it's", '\\d+', '"', '');

const anyClause = fc
  .oneof(
    clauses(texts, text, { single: [...equality, ...parts], list: lists, bare: presence }),
    clauses(fc.oneof(texts, keyed('param')), pattern, { single: patterns }),
    clauses(ofKind('id'), text, { single: equality, list: lists, bare: presence }),
    clauses(ofKind('status'), fc.constantFrom(...runStatuses), { single: equality, list: lists }),
    clauses(ofKind('time'), time, { single: [...equality, ...order], list: lists, bare: presence }),
    clauses(fc.oneof(ofKind('number'), metric), number, {
      single: [...equality, ...order],
      list: lists,
      bare: [...presence, 'isNaN', 'notNaN'],
    }),
    clauses(keyed('param'), value, { single: equality, list: lists, bare: presence }),
    clauses(keyed('param'), fc.oneof(number, text), { single: order }),
    clauses(keyed('param'), text, { single: parts }),
  )
  .chain((one) => fc.boolean().map((lower): Clause => ({ ...one, ignoreCase: lower && mayIgnoreCase(one) })));

/** Where case can be ignored at all: text among the operands, and an operator that lowers. */
function mayIgnoreCase({ field, operator, operands }: Clause): boolean {
  if (['id', 'status', 'startedAt', 'endedAt'].includes(field.kind)) return false;
  return !order.includes(operator) && operands.some((operand) => typeof operand === 'string');
}

const tree: Arbitrary<AskedFilter> = fc.letrec<{ tree: AskedFilter }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    anyClause,
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('tree'), { maxLength: 4 }))
      .map(([kind, filters]): AskedFilter => ({ kind, filters })),
    tie('tree').map((filter): AskedFilter => ({ kind: 'not', filter })),
  ),
})).tree;

test('what is printed is read as the same filter, flat and without not', () => {
  fc.assert(
    fc.property(tree, (asked) => {
      const read = parseWhere(printWhere(asked), 0).filter;
      expect(canonicalFilter(read)).toEqual(canonicalFilter(asked));
    }),
    { numRuns: 3000 },
  );
});

test('what is read and printed again is the same text', () => {
  fc.assert(
    fc.property(tree, (asked) => {
      const printed = printWhere(asked);
      expect(printWhere(parseWhere(printed, 0).filter)).toBe(printed);
    }),
    { numRuns: 1000 },
  );
});

test.each<[AskedFilter, string]>([
  [{ kind: 'and', filters: [] }, ''],
  [{ kind: 'or', filters: [] }, 'id in ()'],
  [{ kind: 'not', filter: { kind: 'and', filters: [] } }, 'id in ()'],
  [{ kind: 'or', filters: [clause({ kind: 'cost' }, 'gt', 1), { kind: 'or', filters: [] }] }, 'cost > 1'],
  [{ kind: 'or', filters: [clause({ kind: 'cost' }, 'gt', 1), { kind: 'and', filters: [] }] }, ''],
  [
    {
      kind: 'and',
      filters: [
        clause({ kind: 'cost' }, 'gt', 1),
        { kind: 'or', filters: [clause({ kind: 'name' }, 'eq', 'a'), clause({ kind: 'name' }, 'eq', 'b')] },
      ],
    },
    "cost > 1 and (name = 'a' or name = 'b')",
  ],
  [clause({ kind: 'param', key: 'a`b"c' }, 'eq', 'C:\\d'), 'params."a`b""c" = \'C:\\d\''],
  [clause({ kind: 'param', key: 'p' }, 'eq', "\\'"), "params.p = '\\\\'''"],
  [
    clause({ kind: 'param', key: 'p' }, 'in', 1e21, 2 ** 53, 2n ** 64n, -0, Infinity),
    'params.p in (1e+21, 9.007199254740992e+15, 18446744073709551616, -0, inf)',
  ],
  [clause(metricField('loss', 'MIN'), 'notNaN'), 'min(metrics.loss) is not nan'],
  [
    clause({ kind: 'metric', key: 'loss', context: { b: 1, a: 'x' }, aggregate: 'LAST' }, 'exists'),
    'metrics.loss{"a":"x","b":1} is not missing',
  ],
  [clause({ kind: 'startedAt' }, 'gte', 5), "startedAt >= '1970-01-01T00:00:00.005Z'"],
  [clause({ kind: 'startedAt' }, 'gte', 8.64e15), 'startedAt >= 8640000000000000'],
  [clause({ kind: 'parentRef' }, 'eq', 'lab/1'), "parent = 'lab/1'"],
  [{ ...clause({ kind: 'name' }, 'in', 'a', 'b'), ignoreCase: true }, "name in ('a'i, 'b'i)"],
])('%j prints as %s', (asked, printed) => {
  expect(printWhere(asked)).toBe(printed);
});

test('a context is printed in one order of keys', () => {
  const one: Field = { kind: 'metric', key: 'm', context: { b: 1, a: 2 }, aggregate: 'LAST' };
  const other: Field = { kind: 'metric', key: 'm', context: { a: 2, b: 1 }, aggregate: 'LAST' };
  expect(printWhere(clause(one, 'gt', 1))).toBe(printWhere(clause(other, 'gt', 1)));
  expect(canonicalJson({ a: 1 })).toBe('{"a":1}');
});
