import fc from 'fast-check';
import type { Clause, Field, Operator } from '../../src/contract/filter.ts';
import type { Run } from '../../src/contract/run.ts';
import type { Value } from '../../src/contract/value.ts';
import { checkClause } from '../../src/core/query/check-clause.ts';
import { compileFilter } from '../../src/core/query/evaluate.ts';
import { compareText } from '../../src/core/rows/compare-values.ts';
import { clause, metricField } from '../support/questions.ts';
import { metric, param, run, tag } from '../support/runs.ts';

const p: Field = { kind: 'param', key: 'p' };

function holds(one: Partial<Run>, tested: Clause): boolean {
  return compileFilter(tested)({ source: 's', run: run('r', one), projectName: 'vision' });
}

/** A run whose param has this value; `text` as a tracker stores it that keeps text alone. */
const having = (value: Value, text: string | null = null): Partial<Run> => ({ params: [param('p', value, text)] });

test.each<[string, Partial<Run>, Operator, Value[], boolean]>([
  ['a number equals itself', having(0.1), 'eq', [0.1], true],
  ['decimal text counts as a number', having('1e-3'), 'eq', [0.001], true],
  ['text that is not wholly decimal does not', having('0.1 '), 'eq', [0.1], false],
  ['nor hexadecimal', having('0x10'), 'eq', [16], false],
  ['nor a bare dot', having('.5'), 'eq', [0.5], false],
  ['integers beyond 2^53 are told apart', having(9007199254740993n), 'eq', [9007199254740992], false],
  ['and equal the same in text', having('9007199254740993'), 'eq', [9007199254740993n], true],
  ['an integer is compared exactly with a double', having(9007199254740993n), 'gt', [9007199254740992], true],
  ['text is compared by the text as stored', having(true, 'True'), 'eq', ['True'], true],
  ['not by another spelling', having(true, 'True'), 'eq', ['true'], false],
  ['a number has its shortest text', having(0.1), 'eq', ['0.1'], true],
  ['or the text as stored', having(0.1, '0.10'), 'eq', ['0.10'], true],
  ['a boolean has the text true or false', having(true), 'eq', ['true'], true],
  ['booleans are compared with text in any case', having('TRUE'), 'eq', [true], true],
  ['and with nothing else', having(1), 'eq', [true], false],
  ['lists are equal by value', having([1, ['a', null]]), 'eq', [[1, ['a', null]]], true],
  ['and unequal to what is no list', having('[1]'), 'ne', [[1]], true],
  ['a value of another kind is unequal', having('abc'), 'ne', [1], true],
  ['and in no order', having('abc'), 'gte', [1], false],
  ['a list has no text, so it does not contain', having(['abc']), 'notContains', ['b'], true],
  ['and does not not start with', having(['abc']), 'startsWith', ['['], false],
  ['null is missing', having(null), 'ne', [1], false],
  ['NaN is missing', having(Number.NaN), 'ne', [1], false],
  ['also from a list', having(Number.NaN), 'notIn', [1], false],
  ['but NaN exists', having(Number.NaN), 'exists', [], true],
  ['and so does null', having(null), 'exists', [], true],
  ['what is not there does not', {}, 'exists', [], false],
  ['and is missing', {}, 'missing', [], true],
  ['missing is not unequal', {}, 'ne', [1], false],
  ['missing does not not contain', {}, 'notContains', ['a'], false],
  ['in is one of', having('b'), 'in', ['a', 'b'], true],
  ['each operand is compared as its own kind', having('1.0'), 'in', ['x', 1], true],
  ['an empty in is false', having('b'), 'in', [], false],
  ['an empty notIn is presence', having('b'), 'notIn', [], true],
  ['text has an order by code point', having('\u{1F600}'), 'gt', ['\uFFFD'], true],
  ['a number against text is text', having(10), 'lt', ['9'], true],
  ['a pattern is not anchored', having('resnet50'), 'matches', ['net[0-9]+'], true],
  ['a newline is a character', having('a\nb'), 'matches', ['a\\nb'], true],
  ['not matching is for what is there', having('a'), 'notMatches', ['b'], true],
])('param: %s', (_name, one, operator, operands, expected) => {
  expect(holds(one, clause(p, operator, ...operands))).toBe(expected);
});

test.each<[Operator, string, string, boolean]>([
  ['eq', 'ResNet', 'resnet', true],
  ['contains', 'ResNet', 'SNE', true],
  ['startsWith', 'ÉCOLE', 'é', true],
  ['matches', 'ResNet', '^resnet$', true],
  ['notContains', 'ResNet', 'sne', false],
])('ignoreCase lowers both sides of %s', (operator, value, operand, expected) => {
  expect(holds(having(value), { ...clause(p, operator, operand), ignoreCase: true })).toBe(expected);
});

test('ignoreCase lowers the text among the operands of a list', () => {
  const mixed = { ...clause(p, 'in', 1, 'RESNET'), ignoreCase: true };
  expect(holds(having('ResNet'), mixed)).toBe(true);
  expect(holds(having(1), mixed)).toBe(true);
});

test('a plain label exists, and has no value to compare', () => {
  const label = { tags: [tag('best', null)] };
  expect(holds(label, clause({ kind: 'tag', key: 'best' }, 'exists'))).toBe(true);
  expect(holds(label, clause({ kind: 'tag', key: 'best' }, 'ne', 'x'))).toBe(false);
});

test('a metric without a context named is the one with the empty context, else the first by its text', () => {
  const [train, val, plain] = [{ subset: 'train' }, { subset: 'val' }, {}];
  const three = {
    metrics: [metric('q', 3, { context: val }), metric('q', 2, { context: train }), metric('q', 1, { context: plain })],
  };
  const two = { metrics: three.metrics.slice(0, 2) };
  expect(holds(three, clause(metricField('q'), 'eq', 1))).toBe(true);
  expect(holds(two, clause(metricField('q'), 'eq', 2))).toBe(true);
  expect(
    holds(two, clause({ ...metricField('q'), kind: 'metric', key: 'q', aggregate: 'LAST', context: val }, 'eq', 3)),
  ).toBe(true);
});

test('a duration is there once a run has ended', () => {
  const duration = clause({ kind: 'durationMs' }, 'eq', 5);
  expect(holds({ startedAt: 10, endedAt: 15 }, duration)).toBe(true);
  expect(holds({ startedAt: 10 }, clause({ kind: 'durationMs' }, 'exists'))).toBe(false);
});

test.each<[string, Partial<Run>, boolean, boolean]>([
  ['NaN', { metrics: [metric('q', Number.NaN)] }, true, false],
  ['a number', { metrics: [metric('q', 1)] }, false, true],
  ['Infinity', { metrics: [metric('q', Infinity)] }, false, true],
  ['what is missing', {}, false, false],
])('isNaN and notNaN of %s', (_name, one, isNaN, notNaN) => {
  expect(holds(one, clause(metricField('q'), 'isNaN'))).toBe(isNaN);
  expect(holds(one, clause(metricField('q'), 'notNaN'))).toBe(notNaN);
});

test('figures that the gateway works out are compared as numbers, and are missing where nobody knows them', () => {
  const known = { source: 's', run: run('r'), projectName: null, compute: { gpuHours: 2.5, cost: null } };
  const test = (field: Field, operator: Operator, ...operands: Value[]): boolean =>
    compileFilter(clause(field, operator, ...operands))(known);
  expect(test({ kind: 'gpuHours' }, 'gt', 2)).toBe(true);
  expect(test({ kind: 'cost' }, 'ne', 2)).toBe(false);
  expect(test({ kind: 'cost' }, 'missing')).toBe(true);
  expect(test({ kind: 'energyKwh' }, 'missing')).toBe(true);
});

test('a part of a name is text under its key', () => {
  const named = { source: 's', run: run('r'), projectName: null, nameParts: new Map([['model', 'ViT']]) };
  const like = clause({ kind: 'namePart', key: 'model' }, 'eq', 'vit');
  expect(compileFilter({ ...like, ignoreCase: true })(named)).toBe(true);
  expect(compileFilter(like)(named)).toBe(false);
  expect(compileFilter(clause({ kind: 'namePart', key: 'seed' }, 'missing'))(named)).toBe(true);
});

test('a parent is named by the source and its id there', () => {
  expect(holds({ parentId: 'a/1' }, clause({ kind: 'parentRef' }, 'eq', 's/a/1'))).toBe(true);
  expect(holds({}, clause({ kind: 'parentRef' }, 'missing'))).toBe(true);
});

test('text is ordered as a comparison of code points orders it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const [left, right] = [a, b].map((text) =>
        Array.from(text, (point) => point).map((point) => point.codePointAt(0) ?? 0),
      );
      const at = left?.findIndex((point, index) => point !== right?.[index]) ?? -1;
      const expected = at === -1 ? a.length - b.length : (left?.[at] ?? 0) - (right?.[at] ?? -1);
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(expected));
    }),
  );
});

test.each<[string, Clause, string]>([
  ['NaN', clause(p, 'lt', Number.NaN), 'NaN cannot be compared with'],
  ['NaN inside a list', clause(p, 'eq', [Number.NaN]), 'NaN cannot be compared with'],
  ['an order of booleans', clause(p, 'gt', true), 'booleans have no order'],
  ['an order of lists', clause(p, 'lte', [1]), 'lists have no order'],
  ['a pattern that does not parse', clause(p, 'matches', '(a'), 'does not parse as RE2: error parsing regexp'],
  ['a pattern with a look-ahead', clause(p, 'matches', '(?=a)'), 'does not parse as RE2'],
  ['a key with a NUL', clause({ kind: 'param', key: 'a\0b' }, 'eq', 1), 'NUL'],
  ['null', clause(p, 'eq', null), 'use exists'],
  ['a part of an id', clause({ kind: 'id' }, 'startsWith', 'a'), 'an id is only equal'],
  ['NaN of a text', clause({ kind: 'name' }, 'isNaN'), 'only a number can be NaN'],
])('%s has no meaning, and says so', (_name, refused, message) => {
  expect(() => checkClause(refused)).toThrow(
    expect.objectContaining({ code: 'INVALID_QUERY', message: expect.stringContaining(message) }),
  );
});
