import type { Clause, Filter } from '../../src/contract/filter.ts';
import type { Json, Value } from '../../src/contract/value.ts';
import type { JsonObject } from './flatten-config.ts';
import { statesOf } from './to-model.ts';

// Where the backend's behaviour is not documented, every form here matches too much rather than too little: text and
// numbers may be compared or not, null may be a value or none, a path with dots may find a flat key or not.

const dayMs = 86_400_000;

/** Keys that a path can name without quotes. */
export function isPlainKey(key: string): boolean {
  return /^[A-Za-z_][\w/ -]*(?:\.[A-Za-z_][\w/ -]*)*$/.test(key);
}

/** A filter in the manner of MongoDB. */
export function toNativeFilter(filter: Filter): JsonObject {
  if (filter.kind === 'clause') return clauseToNative(filter);
  const parts = filter.filters.map(toNativeFilter);
  if (filter.kind === 'and') return parts.length === 0 ? {} : { $and: parts };
  // An empty `or` matches nothing; no run has an empty id.
  return parts.length === 0 ? { name: '' } : { $or: parts };
}

function clauseToNative(clause: Clause): JsonObject {
  const { field, operator, operands } = clause;
  switch (field.kind) {
    case 'status': {
      const states = operands.flatMap((status) => statesOf(String(status)));
      return { state: operator === 'eq' || operator === 'in' ? { $in: states } : { $nin: states } };
    }
    case 'startedAt':
      return { createdAt: timeTest(operator, Number(operands[0])) };
    case 'tag':
      return { tags: { $in: [field.key] } };
    case 'param':
      return testPath(`config.${configPath(field.key)}`, clause);
    case 'metric':
      return testPath(`summary_metrics.${field.key}`, clause);
    default:
      return { [columns[field.kind] ?? field.kind]: textTest(clause) };
  }
}

const columns: Readonly<Record<string, string>> = {
  name: 'displayName',
  user: 'username',
  group: 'group',
  jobType: 'jobType',
};

/** The value of a config lies below `value`, and what is nested in it below that. */
function configPath(key: string): string {
  const [first = '', ...rest] = key.split('.');
  return [first, 'value', ...rest].join('.');
}

/** A day wider than asked: how the server reads times, and in which zone, is not documented. */
function timeTest(operator: Clause['operator'], time: number): JsonObject {
  const at = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
  const after = { $gte: at(time - dayMs) };
  const before = { $lte: at(time + dayMs) };
  if (operator === 'eq') return { ...after, ...before };
  return operator === 'gt' || operator === 'gte' ? after : before;
}

function textTest({ operator, operands }: Clause): JsonObject {
  if (operator === 'eq' || operator === 'in') return { $in: operands.map(toJson) };
  return { $regex: escapePattern(String(operands[0])) };
}

/**
 * A test of what a path leads to. Where the path has dots, a key that holds them is not found by every server: then
 * runs without the nested key are let through too.
 */
function testPath(path: string, clause: Clause): JsonObject {
  const { field } = clause;
  const tests: JsonObject[] = valueTests(clause).map((test) => ({ [path]: test }));
  if (field.kind === 'metric') tests.push(...metricTests(path, field.key, clause.operator));
  if ('key' in field && field.key.includes('.')) tests.push({ [path]: { $exists: false } });
  return tests.length === 1 && tests[0] !== undefined ? tests[0] : { $or: tests };
}

/** Where the summary is not believed, or is summed up in another way or not at all, the value is not compared there. */
function metricTests(path: string, key: string, operator: Clause['operator']): readonly JsonObject[] {
  const members = ['min', 'max', 'mean', 'best', 'last', 'first', '_type'];
  const doubts: JsonObject[] = [{ [path]: { $exists: false } }];
  if (operator !== 'exists')
    doubts.push({ state: { $ne: 'finished' } }, { 'summary_metrics._step': { $exists: false } });
  const isLogged = { [`keys_info.keys.${key}`]: { $exists: true } };
  return [
    ...members.map((member) => ({ [`${path}.${member}`]: { $exists: true } })),
    { $and: [isLogged, doubts.length > 1 ? { $or: doubts } : (doubts[0] ?? {})] },
  ];
}

/** Any of these holds for a value that the clause holds for. */
function valueTests({ operator, operands, field }: Clause): readonly JsonObject[] {
  const operand = operands[0] ?? null;
  switch (operator) {
    case 'eq':
    case 'in':
      return operands.flatMap(equalTests);
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      // What a number cannot be compared with as one: text that spells one, and the infinities, which JSON has as text.
      return [{ [`$${operator}`]: toJson(operand) }, { $gte: '' }];
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return [{ $regex: escapePattern(String(operand)) }];
    default:
      return field.kind === 'metric' || operator !== 'exists' ? [{ $exists: true }] : [];
  }
}

/** Equal values in all the kinds that mean the same. */
function equalTests(operand: Value): readonly JsonObject[] {
  if (typeof operand === 'boolean') return [{ $eq: operand }, { $regex: `(?i)${operand}` }];
  if (typeof operand === 'number') return [{ $eq: operand }, { $gte: '' }];
  return [{ $eq: toJson(operand) }];
}

function toJson(operand: Value): Json {
  return operand;
}

/** Text as a pattern of RE2 that finds it. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
