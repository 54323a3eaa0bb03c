import type { Value } from '../../../src/contract/value.ts';
import { isList } from '../../../src/contract/value.ts';
import { compareNumbers, isNaNumber } from './compare-numbers.ts';

/** Deep equality of lists and what is in them: kinds count, so 1 is not "1"; NaN equals nothing. */
export function deepEquals(a: Value, b: Value): boolean {
  if (isNaNumber(a) || isNaNumber(b)) return false;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (a === null || b === null || !isList(a) || !isList(b)) return a === b;
  return a.length === b.length && a.every((item, index) => deepEquals(item, b[index] ?? null));
}

function isNumber(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
