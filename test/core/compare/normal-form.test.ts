import fc from 'fast-check';
import type { Value } from '../../../src/contract/value.ts';
import { normalKey, normalValue, spreadOf } from '../../../src/core/compare/normal-form.ts';

test.each<[string, Value, Value]>([
  ['decimal text and the number', '0.001', 1e-3],
  ['numbers of other spellings', '1e-3', '0.001'],
  ['an integer as text, big integer or double', '9007199254740992', 2 ** 53],
  ['a big integer', 9007199254740992n, 2 ** 53],
  ['zeros', -0, 0],
  ['NaN', Number.NaN, Number.NaN],
  ['booleans and their text', 'True', true],
  ['instants', '2026-03-01T00:00:00Z', '2026-03-01T01:00:00.000+01:00'],
  ['lists by their elements', ['1', 'TRUE', [null]], [1, true, [null]]],
  ['text', 'adam', 'adam'],
])('the same: %s', (_name, a, b) => {
  expect(normalKey(a)).toBe(normalKey(b));
  expect(normalKey(a)).not.toBeNull();
  expect(normalKey(normalValue(a))).toBe(normalKey(a));
  expect(normalValue(a)).toEqual(normalValue(b));
});

test.each<[string, Value, Value]>([
  ['integers beyond 2^53', 9007199254740993n, 9007199254740992n],
  ['and in text', '9007199254740993', 2 ** 53],
  ['a number and text around it', '1 ', 1],
  ['case of text', 'Adam', 'adam'],
  ['a boolean and a number', true, 1],
  ['a list and its text', [1], '[1]'],
  ['lists of another order', [1, 2], [2, 1]],
  ['a nested list', [[1], 2], [1, [2]]],
  ['an instant and its milliseconds', '1970-01-01T00:00:00Z', 0],
  ['NaN and its name', Number.NaN, 'NaN'],
  ['text that looks like a key', 'n1', 1],
  ['null in a list and its name', [null], ['null']],
])('not the same: %s', (_name, a, b) => {
  expect(normalKey(a)).not.toBe(normalKey(b));
});

test('null and absence are missing', () => {
  expect([normalKey(null), normalKey(undefined)]).toEqual([null, null]);
});

test('what stands for a value is the same as the value, and the same twice', () => {
  const value = fc.oneof(
    fc.string(),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom('1e3', 'TRUE', '007', '+5', '-0'),
  );
  fc.assert(
    fc.property(fc.oneof(value, fc.array(value)), (one) => {
      expect(normalKey(normalValue(one))).toBe(normalKey(one));
      expect(normalValue(normalValue(one))).toEqual(normalValue(one));
    }),
    { numRuns: 1000 },
  );
});

test.each<[(string | null)[], [boolean, number, number]]>([
  [[], [false, 0, 0]],
  [
    [null, null],
    [false, 0, 2],
  ],
  [
    ['a', 'a'],
    [false, 1, 0],
  ],
  [
    ['a', null],
    [true, 1, 1],
  ],
  [
    ['a', 'b'],
    [true, 2, 0],
  ],
])('%j differs, is distinct and missing: %j', (keys, [differs, distinct, missing]) => {
  expect(spreadOf(keys)).toEqual({ differs, distinct, missing });
});
