import { RE2JS } from 're2js';
import type { Json } from '../../../../src/contract/value.ts';
import { WandbFault } from '../fault.ts';
import { isList, isObject } from '../json.ts';
import type { StoredRun } from '../store/world.ts';
import type { Traits } from '../traits.ts';
import { compareValues } from './compare-values.ts';
import { columnOf } from './run-column.ts';

/** Whether a run matches a filter in the manner of MongoDB. @throws a 400 for what is no filter, a 500 for `$all`. */
export function matchesRun(run: StoredRun, filter: Json, traits: Traits): boolean {
  if (!isObject(filter)) throw new WandbFault(400, 'invalid filter: an object is expected');
  return Object.entries(filter).every(([key, operand]) => {
    switch (key) {
      case '$and':
        return listOf(operand).every((part) => matchesRun(run, part, traits));
      case '$or':
        return listOf(operand).some((part) => matchesRun(run, part, traits));
      case '$nor':
        return !listOf(operand).some((part) => matchesRun(run, part, traits));
      default:
        return matchesColumn(columnOf(run, key, traits), key, operand, traits);
    }
  });
}

function listOf(operand: Json): readonly Json[] {
  if (!isList(operand)) throw new WandbFault(400, 'invalid filter: a list is expected');
  return operand;
}

function matchesColumn(value: Json | undefined, column: string, operand: Json, traits: Traits): boolean {
  if (!isObject(operand)) return test(value, column, '$eq', operand, traits);
  return Object.entries(operand).every(([operator, item]) => test(value, column, operator, item, traits));
}

function test(value: Json | undefined, column: string, operator: string, operand: Json, traits: Traits): boolean {
  if (operator === '$exists') return exists(value, traits) === (operand === true);
  if (operator === '$ne') return isMissing(value) ? traits.missingIsUnequal : !equals(value, operand, column, traits);
  if (operator === '$nin') {
    if (isMissing(value)) return traits.missingIsUnequal;
    return !listOf(operand).some((item) => equals(value, item, column, traits));
  }
  if (operand === null && operator === '$eq') return isMissing(value);
  if (operator === '$eq') return equals(value, operand, column, traits);
  if (operator === '$in') return listOf(operand).some((item) => equals(value, item, column, traits));
  if (operator === '$regex') return matchesPattern(value, operand);
  const compare = comparisons[operator];
  if (compare === undefined) {
    throw new WandbFault(operator === '$all' ? 500 : 400, `invalid filter: unknown operator ${operator}`);
  }
  if (isMissing(value)) return false;
  const order = compareValues(value, operand, traits, isTime(column));
  return order !== undefined && compare(order);
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

function isMissing(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function exists(value: Json | undefined, { nullExists }: Traits): boolean {
  return value !== undefined && (value !== null || nullExists);
}

function isTime(column: string): boolean {
  return /^(created|heartbeat)_?at$/i.test(column);
}

/** A list of labels has what it holds. */
function equals(value: Json | undefined, operand: Json, column: string, traits: Traits): boolean {
  if (column === 'tags' && isList(value)) return value.some((tag) => equals(tag, operand, 'tag', traits));
  if (isMissing(value)) return operand === null;
  return compareValues(value, operand, traits, isTime(column)) === 0;
}

function matchesPattern(value: Json | undefined, pattern: Json): boolean {
  if (typeof value !== 'string' || typeof pattern !== 'string') return false;
  try {
    return RE2JS.compile(pattern).matcher(value).find();
  } catch {
    throw new WandbFault(400, 'invalid filter: the pattern does not parse');
  }
}
