import { RE2JS } from 're2js';
import type { Value } from '../../../src/contract/value.ts';
import type { EqualityOperator, Operation, OrderOperator, TextOperator } from './condition.ts';
import type { Standing } from './compare-to-operand.ts';
import { compareToOperand } from './compare-to-operand.ts';
import { isNaNumber } from './compare-numbers.ts';
import type { StoredValue } from './scalar-text.ts';
import { scalarText } from './scalar-text.ts';

/** Whether an operator holds for what was found in a run; null where nothing was found. */
export function holds(found: StoredValue | null, operation: Operation): boolean {
  if (operation.operator === 'exists') return (found !== null) === operation.operand;
  if (operation.operator === 'isNaN') {
    const value = found === null ? null : found.value;
    return value !== null && isNaNumber(value) === operation.operand;
  }
  // Missing and NaN make every comparison false, the negated ones too.
  if (found === null || found.value === null || isNaNumber(found.value)) return false;
  switch (operation.operator) {
    case 'eq':
    case 'ne':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return standings[operation.operator].includes(standingOf(found, operation));
    case 'in':
      return operation.operands.some((operand) => standingOf(found, { ...operation, operand }) === 'equal');
    case 'notIn':
      return operation.operands.every((operand) => standingOf(found, { ...operation, operand }) !== 'equal');
    default:
      return textHolds(scalarText(found), operation);
  }
}

/** The standings of value to operand for which an operator holds: of what has another kind, only `ne` does. */
const standings: Readonly<Record<EqualityOperator | OrderOperator, readonly Standing[]>> = {
  eq: ['equal'],
  ne: ['less', 'greater', 'unequal', 'another kind'],
  lt: ['less'],
  lte: ['less', 'equal'],
  gt: ['greater'],
  gte: ['greater', 'equal'],
};

interface Comparison {
  readonly operand: Value;
  readonly ignoreCase?: boolean;
}

function standingOf(found: StoredValue, { operand, ignoreCase }: Comparison): Standing {
  return compareToOperand(found, operand, ignoreCase ?? false);
}

interface TextOperation {
  readonly operator: TextOperator;
  readonly operand: string;
  readonly ignoreCase: boolean;
}

/** A list has no text: it contains nothing, so that the negated operators hold for it. */
function textHolds(text: string | null, { operator, operand, ignoreCase }: TextOperation): boolean {
  const lower = (part: string): string => (ignoreCase ? part.toLowerCase() : part);
  switch (operator) {
    case 'contains':
      return text !== null && lower(text).includes(lower(operand));
    case 'notContains':
      return text === null || !lower(text).includes(lower(operand));
    case 'startsWith':
      return text !== null && lower(text).startsWith(lower(operand));
    case 'notStartsWith':
      return text === null || !lower(text).startsWith(lower(operand));
    case 'endsWith':
      return text !== null && lower(text).endsWith(lower(operand));
    case 'notEndsWith':
      return text === null || !lower(text).endsWith(lower(operand));
    case 'matches':
      return text !== null && hasMatch(text, operand, ignoreCase);
    case 'notMatches':
      return text === null || !hasMatch(text, operand, ignoreCase);
  }
}

function hasMatch(text: string, pattern: string, ignoreCase: boolean): boolean {
  return RE2JS.compile(ignoreCase ? `(?i)${pattern}` : pattern)
    .matcher(text)
    .find();
}
