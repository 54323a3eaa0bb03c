import type { Clause, Field, Filter, SortKey } from '../../src/contract/filter.ts';
import type { Value } from '../../src/contract/value.ts';

/**
 * A pushed filter in the grammar of runs/search: clauses joined by AND, nothing else. Only called with what
 * capabilities.ts allows, so there is a form for every clause that comes.
 */
export function toNativeFilter(filter: Filter): string {
  if (filter.kind === 'clause') return toNativeClause(filter);
  return filter.filters
    .map(toNativeFilter)
    .filter((text) => text !== '')
    .join(' AND ');
}

/** order_by items. The server breaks ties by start time descending, then run id, and refuses to be told twice. */
export function toNativeOrder(order: readonly SortKey[]): readonly string[] {
  const keys = order.length === 0 ? [{ field: { kind: 'startedAt' as const }, descending: true }] : order;
  return keys.map(({ field, descending }) => `${identifier(field)} ${descending ? 'DESC' : 'ASC'}`);
}

const comparisons: Readonly<Partial<Record<Clause['operator'], string>>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};

function toNativeClause(clause: Clause): string {
  const { field, operator, operands } = clause;
  const name = identifier(field);
  const operand = operands[0] ?? null;
  switch (operator) {
    case 'exists':
      return exists(field, name);
    case 'missing':
      return `${name} IS NULL`;
    case 'in':
    case 'notIn':
      return field.kind === 'parent' ? `${name} LIKE '%'` : statusList(name, operator, operands);
    case 'contains':
      return like(clause, name, `%${pattern(operand, clause.ignoreCase)}%`);
    case 'startsWith':
      return like(clause, name, `${pattern(operand, clause.ignoreCase)}%`);
    case 'endsWith':
      return like(clause, name, `%${pattern(operand, clause.ignoreCase)}`);
    default: {
      if (typeof operand === 'number' || typeof operand === 'bigint')
        return `${name} ${comparisons[operator]} ${numberText(operand)}`;
      if (typeof operand === 'boolean') return `${name} ILIKE '${operand}'`;
      const text = String(operand);
      if (clause.ignoreCase || quoted(text) === undefined)
        return like(clause, name, pattern(operand, clause.ignoreCase));
      return `${name} ${comparisons[operator]} ${quoted(text)}`;
    }
  }
}

/** A number in its shortest form. The grammar knows exponents with a minus sign or none, but no plus. */
function numberText(number: number | bigint): string {
  return String(number).replace('e+', 'e');
}

function like(clause: Clause, name: string, text: string): string {
  return `${name} ${clause.ignoreCase ? 'ILIKE' : 'LIKE'} '${text}'`;
}

/**
 * Text for LIKE, where it can only match too much: characters that would end the string, that some databases take for
 * an escape, or that databases and JavaScript lower differently, become `_`, which is any one character.
 */
function pattern(operand: Value, ignoreCase: boolean): string {
  const text = String(operand)
    .toWellFormed()
    .replace(/['\\\0]/g, '_');
  return ignoreCase ? text.replace(/[kKiI]/g, '_') : text;
}

/**
 * A number that nobody logs, so that every value there is differs from it: NaN too, to servers old and new. Written
 * without a sign, which FastTrackML cannot read.
 */
const nobodysNumber = '2.6381827900046716e291';

function exists(field: Field, name: string): string {
  switch (field.kind) {
    case 'metric':
      return `${name} != ${nobodysNumber}`;
    case 'startedAt':
    case 'endedAt':
      return `${name} >= -9007199254740991`;
    default:
      return `${name} LIKE '%'`;
  }
}

/** No IN for statuses; there are five of them, so that a list is told by what it leaves out. */
const statuses = ['SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED'];

function statusList(name: string, operator: 'in' | 'notIn', operands: readonly Value[]): string {
  const excluded = statuses.filter((status) => operands.includes(status) === (operator === 'notIn'));
  return excluded.map((status) => `${name} != '${status}'`).join(' AND ');
}

/** A string literal, which has no escapes; undefined where the text cannot be written as one. */
export function quoted(text: string): string | undefined {
  if (text.includes('\0') || !text.isWellFormed()) return undefined;
  if (!text.includes("'")) return `'${text}'`;
  return text.includes('"') ? undefined : `"${text}"`;
}

/** Whether a key can be written between back-ticks. Other quotes are stripped in ways that differ by version. */
export function isQuotableKey(key: string): boolean {
  return key !== '' && !key.includes('`');
}

function identifier(field: Field): string {
  switch (field.kind) {
    case 'param':
      return `params.${quotedKey(field.key)}`;
    case 'tag':
      return `tags.${quotedKey(field.key)}`;
    case 'metric':
      return `metrics.${quotedKey(field.key)}`;
    default: {
      const name = attributes[field.kind];
      if (name === undefined) throw new Error(`no MLflow attribute for ${field.kind}`);
      return name;
    }
  }
}

const attributes: Readonly<Partial<Record<Field['kind'], string>>> = {
  name: 'attributes.run_name',
  status: 'attributes.status',
  startedAt: 'attributes.start_time',
  endedAt: 'attributes.end_time',
  id: 'attributes.run_id',
  notes: 'tags.`mlflow.note.content`',
  parent: 'tags.`mlflow.parentRunId`',
};

function quotedKey(key: string): string {
  return `\`${key}\``;
}
