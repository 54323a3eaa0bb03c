import { RE2JS } from 're2js';
import { RungraphError } from '../../contract/error.ts';
import { numberFields, type Clause, type Operator } from '../../contract/filter.ts';
import { isList, type Value } from '../../contract/value.ts';
import { describeClause } from './describe.ts';

const ordering: readonly Operator[] = ['lt', 'lte', 'gt', 'gte'];

/** Refuses what has no meaning on any tracker: NaN, an order of booleans or lists, a broken pattern, a NUL. */
export function checkClause(clause: Clause): void {
  const { field, operator, operands } = clause;
  if ('key' in field && field.key.includes('\0')) refuse(clause, 'a key cannot hold the character NUL');
  if (operands.some(holdsNaN)) refuse(clause, 'NaN cannot be compared with; to find runs that have a value use exists');
  if (operands.some((operand) => operand === null)) refuse(clause, 'null cannot be compared with; use exists');
  const operand = operands[0];
  if (ordering.includes(operator)) {
    if (typeof operand === 'boolean') refuse(clause, 'booleans have no order; use eq or ne');
    if (operand !== undefined && operand !== null && isList(operand))
      refuse(clause, 'lists have no order; use eq, ne or in');
  }
  if (operator === 'matches' || operator === 'notMatches') compilePattern(clause);
  if (field.kind === 'id' && !idOperators.includes(operator))
    refuse(clause, 'an id is only equal, in a list, or there');
  const countable = field.kind === 'metric' || numberFields.some((kind) => kind === field.kind);
  if ((operator === 'isNaN' || operator === 'notNaN') && !countable) refuse(clause, 'only a number can be NaN');
}

/** Ids are opaque: nothing is to be read out of a part of one. */
const idOperators: readonly Operator[] = ['eq', 'ne', 'in', 'notIn', 'exists', 'missing'];

/** The clause's pattern: RE2 syntax, linear time, unanchored. */
export function compilePattern(clause: Clause): RE2JS {
  const pattern = String(clause.operands[0]);
  try {
    return RE2JS.compile(pattern, clause.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(clause, `the pattern does not parse as RE2: ${why}`);
  }
}

function holdsNaN(value: Value): boolean {
  if (value !== null && isList(value)) return value.some(holdsNaN);
  return typeof value === 'number' && Number.isNaN(value);
}

function refuse(clause: Clause, why: string): never {
  throw new RungraphError('INVALID_QUERY', `${describeClause(clause)}: ${why}.`);
}
