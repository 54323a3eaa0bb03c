import type { Clause, Filter, MetricField, Operator } from '../../src/contract/filter.ts';
import type { Value } from '../../src/contract/value.ts';
import { allOf, anyOf, field, quoted, time } from './live/nql.ts';

/** What holds for every run, and for none: every run has been created. */
const always = `${field('sys/creation_time', 'datetime')} EXISTS`;

/**
 * A pushed filter in the Neptune Query Language; empty for one that holds for every run. Only called with what
 * capabilities.ts allows. A clause is let through where a run might match: the gateway looks again.
 */
export function toNativeFilter(filter: Filter): string {
  if (filter.kind === 'clause') return toNativeClause(filter);
  const parts = filter.filters.map(toNativeFilter);
  if (filter.kind === 'and') return allOf(parts.filter((part) => part !== ''));
  if (parts.length === 0) return `NOT (${always})`;
  return parts.includes('') ? '' : anyOf(parts);
}

const comparisons: Readonly<Partial<Record<Operator, string>>> = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' };

function toNativeClause({ field: asked, operator, operands }: Clause): string {
  const [operand = null] = operands;
  switch (asked.kind) {
    case 'startedAt':
      return startedAt(operator, Number(operand));
    case 'name':
      return `${field('sys/name', 'string')} = ${quoted(String(operand))}`;
    case 'user':
      return `${field('sys/owner', 'string')} = ${quoted(String(operand))}`;
    case 'notes':
      return `${field('sys/description', 'string')} = ${quoted(String(operand))}`;
    case 'status':
      return anyOf(operands.map(statusTest));
    case 'tag':
      return anyOf(
        ['sys/tags', 'sys/group_tags'].map((path) => `${field(path, 'stringSet')} CONTAINS ${quoted(asked.key)}`),
      );
    case 'param':
      return typeof operand === 'string'
        ? `${field(asked.key, 'string')} = ${quoted(operand)}`
        : numberTest(asked.key, operator, operand);
    case 'metric':
      return metricTest(asked, operator, operand);
    default:
      return always;
  }
}

/** Times are shown in milliseconds and may hold more: `2 ms` is all of the third one. */
function startedAt(operator: Operator, ms: number): string {
  const created = field('sys/creation_time', 'datetime');
  switch (operator) {
    case 'lt':
      return `${created} < ${time(ms)}`;
    case 'lte':
      return `${created} < ${time(ms + 1)}`;
    case 'gt':
      return `${created} >= ${time(ms + 1)}`;
    case 'gte':
      return `${created} >= ${time(ms)}`;
    default:
      return allOf([`${created} >= ${time(ms)}`, `${created} < ${time(ms + 1)}`]);
  }
}

function statusTest(word: Value): string {
  return word === 'FAILED'
    ? `${field('sys/failed', 'bool')} = true`
    : `${field('sys/state', 'experimentState')} = running`;
}

/** A number may be kept as either kind of number, or be text. An operand of one type is not compared with the other. */
function numberTest(key: string, operator: Operator, operand: Value): string {
  const sign = comparisons[operator] ?? '=';
  return anyOf([
    `${field(key, 'float')} ${sign} ${spell(operand)}`,
    `${field(key, 'int')} EXISTS`,
    `${field(key, 'string')} EXISTS`,
  ]);
}

function metricTest({ key, aggregate }: MetricField, operator: Operator, operand: Value): string {
  const word = ({ LAST: 'last', MIN: 'min', MAX: 'max', FIRST: 'last' } as const)[aggregate];
  return `${field(key, 'floatSeries', word)} ${comparisons[operator] ?? '='} ${spell(operand)}`;
}

/**
 * As the vendor's clients write a double, which is Python's way: with a point or an exponent, and the exponent with a
 * sign and two digits at the least. What else the language knows of numbers is not documented.
 */
function spell(operand: Value): string {
  const text = String(Number(operand)).replace(/e([+-])(\d)$/, 'e$10$2');
  return /[.e]/.test(text) ? text : `${text}.0`;
}
