import type { Clause, Field, Filter, Operator } from '../../contract/filter.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { AskedFilter } from '../query/push-negation.ts';
import { isAlways, isNever } from '../query/simplify.ts';
import { canonicalFilter } from './canonical-filter.ts';
import { collectionWords, fieldWords } from './fields.ts';
import { printKey, printText, printTime, printValue } from './print-literal.ts';

/**
 * A filter as text of the expression language: one text for all filters that are the same but for nesting and negation.
 * What `parseWhere` makes of it is the filter again. Empty for a filter that holds for every run.
 */
export function printWhere(asked: AskedFilter): string {
  const filter = canonicalFilter(asked);
  return isAlways(filter) ? '' : printPart(filter);
}

function printPart(filter: Filter): string {
  if (filter.kind === 'clause') return printClause(filter);
  // No run is one of none.
  if (isNever(filter)) return 'id in ()';
  const parts = filter.filters.map((part) => {
    return filter.kind === 'and' && part.kind === 'or' ? `(${printPart(part)})` : printPart(part);
  });
  return parts.join(` ${filter.kind} `);
}

const signs: Readonly<Partial<Record<Operator, string>>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  in: 'in',
  notIn: 'not in',
  contains: 'contains',
  notContains: 'not contains',
  startsWith: 'startsWith',
  notStartsWith: 'not startsWith',
  endsWith: 'endsWith',
  notEndsWith: 'not endsWith',
  matches: '~',
  notMatches: '!~',
  exists: 'is not missing',
  missing: 'is missing',
  isNaN: 'is nan',
  notNaN: 'is not nan',
};

function printClause(clause: Clause): string {
  const { field, operator } = clause;
  const operands = clause.operands.map((operand) => {
    if (typeof operand === 'string') return printText(operand, clause.ignoreCase);
    return isTime(field) && typeof operand === 'number' ? printTime(operand) : printValue(operand);
  });
  const list = operator === 'in' || operator === 'notIn';
  const right = list ? [`(${operands.join(', ')})`] : operands;
  return [printField(field), signs[operator] ?? operator, ...right].join(' ');
}

function isTime({ kind }: Field): boolean {
  return kind === 'startedAt' || kind === 'endedAt';
}

/** A field as the language names it. */
export function printField(field: Field): string {
  if (!('key' in field)) return fieldWords.find(({ kind }) => kind === field.kind)?.word ?? field.kind;
  const word = collectionWords.find(({ kind }) => kind === field.kind)?.word ?? field.kind;
  const key = `${word}.${printKey(field.key)}`;
  if (field.kind !== 'metric') return key;
  const metric = field.context === undefined ? key : `${key}${canonicalJson(field.context)}`;
  return field.aggregate === 'LAST' ? metric : `${field.aggregate.toLowerCase()}(${metric})`;
}
