import type { Clause, Field, Filter, Operator } from '../../contract/filter.ts';
import { isList, type Value } from '../../contract/value.ts';
import { compilePattern } from './check-clause.ts';
import { asBoolean, asNumber, asText, compareNumbers, compareText, equalValues } from '../rows/compare-values.ts';
import { readField, type FieldValue } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';

export type Predicate = (row: Row) => boolean;

/** Whether a row does not hold the value of a field yet. */
export type IsUnknown = (row: Row, field: Field) => boolean;

/**
 * A filter as a function of a row. Compiled once a query, so that patterns are parsed and operands lowered once. What is
 * not known yet may hold: negations are within clauses, so that no match is lost by that.
 */
export function compileFilter(filter: Filter, isUnknown?: IsUnknown): Predicate {
  if (filter.kind === 'clause') return compileClause(filter, isUnknown);
  const parts = filter.filters.map((part) => compileFilter(part, isUnknown));
  if (filter.kind === 'and') return (row) => parts.every((part) => part(row));
  return (row) => parts.some((part) => part(row));
}

function compileClause(clause: Clause, isUnknown: IsUnknown = () => false): Predicate {
  const test = compileTest(clause);
  return (row) => test(readField(row, clause.field)) || isUnknown(row, clause.field);
}

/** A clause as a function of the value that its field has. */
export function compileTest(clause: Clause): (found: FieldValue) => boolean {
  if (clause.operator === 'exists') return ({ value }) => value !== undefined;
  if (clause.operator === 'missing') return ({ value }) => value === undefined;
  if (clause.operator === 'isNaN') return ({ value }) => typeof value === 'number' && Number.isNaN(value);
  if (clause.operator === 'notNaN') return ({ value }) => isComparable(value);
  const test = compileComparison(clause);
  return ({ value, text }) => isComparable(value) && test(value, text);
}

/** Missing, null and NaN make every comparison false, the negated ones too. */
function isComparable(value: FieldValue['value']): value is Exclude<Value, null> {
  return value !== undefined && value !== null && !(typeof value === 'number' && Number.isNaN(value));
}

type Comparison = (value: Value, text: string | null) => boolean;

function compileComparison(clause: Clause): Comparison {
  const { operator, operands, ignoreCase } = clause;
  switch (operator) {
    case 'in':
      return anyOf(operands.map((operand) => compileOrder('eq', operand, ignoreCase)));
    case 'notIn':
      return allOf(operands.map((operand) => compileOrder('ne', operand, ignoreCase)));
    case 'matches':
    case 'notMatches': {
      const pattern = compilePattern(clause);
      return compileText(operator === 'notMatches', false, (text) => pattern.test(text));
    }
    case 'contains':
    case 'notContains':
      return compilePart(clause, (text, part) => text.includes(part));
    case 'startsWith':
    case 'notStartsWith':
      return compilePart(clause, (text, part) => text.startsWith(part));
    case 'endsWith':
    case 'notEndsWith':
      return compilePart(clause, (text, part) => text.endsWith(part));
    case 'exists':
    case 'missing':
    case 'isNaN':
    case 'notNaN':
      throw new Error('answered without comparing');
    default:
      return compileOrder(operator, operands[0] ?? null, ignoreCase);
  }
}

function compilePart(clause: Clause, test: (text: string, part: string) => boolean): Comparison {
  const written = String(clause.operands[0]);
  const part = clause.ignoreCase ? written.toLowerCase() : written;
  return compileText(clause.operator.startsWith('not'), clause.ignoreCase, (text) => test(text, part));
}

/** A list has no text. It is a value of another kind, and only the negated operators hold for it. */
function compileText(negated: boolean, lower: boolean, test: (text: string) => boolean): Comparison {
  return (value, stored) => {
    const text = asText(value, stored);
    if (text === undefined) return negated;
    return test(lower ? text.toLowerCase() : text) !== negated;
  };
}

type Ordering = Extract<Operator, 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'>;

const holds: Readonly<Record<Ordering, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
};

/** The operand's kind decides how the value is read; a value of another kind is not equal, and in no order. */
function compileOrder(operator: Ordering, operand: Value, ignoreCase: boolean): Comparison {
  const test = holds[operator];
  const otherKind = operator === 'ne';
  if (typeof operand === 'number' || typeof operand === 'bigint') {
    return (value) => {
      const number = asNumber(value);
      return number === undefined ? otherKind : test(compareNumbers(number, operand));
    };
  }
  if (typeof operand === 'string') {
    const wanted = ignoreCase ? operand.toLowerCase() : operand;
    return (value, stored) => {
      const text = asText(value, stored);
      if (text === undefined) return otherKind;
      return test(compareText(ignoreCase ? text.toLowerCase() : text, wanted));
    };
  }
  if (typeof operand === 'boolean') {
    return (value) => {
      const boolean = asBoolean(value);
      return boolean === undefined ? otherKind : (boolean === operand) === (operator === 'eq');
    };
  }
  return (value) =>
    value === null || !isList(value) ? otherKind : equalValues(value, operand) === (operator === 'eq');
}

function anyOf(tests: readonly Comparison[]): Comparison {
  return (value, text) => tests.some((test) => test(value, text));
}

function allOf(tests: readonly Comparison[]): Comparison {
  return (value, text) => tests.every((test) => test(value, text));
}
