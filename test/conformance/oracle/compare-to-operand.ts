import type { Value } from '../../../src/contract/value.ts';
import { isList } from '../../../src/contract/value.ts';
import { compareNumbers } from './compare-numbers.ts';
import { compareTexts } from './compare-texts.ts';
import { decimalNumber } from './decimal.ts';
import { deepEquals } from './deep-equals.ts';
import type { StoredValue } from './scalar-text.ts';
import { scalarText } from './scalar-text.ts';
import { booleanOfText } from './typed-text.ts';

/** How a value stands to an operand: `unequal` where there is no order, `another kind` where it cannot be compared. */
export type Standing = 'less' | 'equal' | 'greater' | 'unequal' | 'another kind';

/** Compares a value that is present and not NaN, as the kind of the operand asks. */
export function compareToOperand(found: StoredValue, operand: Value, ignoreCase: boolean): Standing {
  if (typeof operand === 'number' || typeof operand === 'bigint') {
    const number = numberOf(found.value);
    return number === null ? 'another kind' : standing(compareNumbers(number, operand));
  }
  if (typeof operand === 'string') {
    const text = scalarText(found);
    if (text === null) return 'another kind';
    return standing(ignoreCase ? compareTexts(text.toLowerCase(), operand.toLowerCase()) : compareTexts(text, operand));
  }
  if (typeof operand === 'boolean') {
    const boolean = booleanOf(found.value);
    return boolean === null ? 'another kind' : equality(boolean === operand);
  }
  return isList(found.value) && isList(operand) ? equality(deepEquals(found.value, operand)) : 'another kind';
}

/** A number, or text that is wholly a decimal literal. */
export function numberOf(value: Value): number | bigint | null {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'string' ? decimalNumber(value) : null;
}

function booleanOf(value: Value): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? booleanOfText(value) : null;
}

function standing(order: number): Standing {
  if (order === 0) return 'equal';
  return order < 0 ? 'less' : 'greater';
}

function equality(equal: boolean): Standing {
  return equal ? 'equal' : 'unequal';
}
