import { RungraphError } from '../contract/error.ts';
import { numberFields, type Clause, type Field, type Operator } from '../contract/filter.ts';
import { isList, type MetricContext, type Value } from '../contract/value.ts';
import { checkClause } from '../core/query/check-clause.ts';
import type { AskedFilter } from '../core/query/push-negation.ts';
import type { RunFilter, StringFilter } from '../generated/resolvers.ts';

/** Deeper filters are refused: nobody writes them, and reading them would need a stack without end. */
const mostDepth = 32;

/** A filter of the public schema in the core's words. @throws INVALID_QUERY with the path to what has no meaning. */
export function toAskedFilter(input: RunFilter, path = 'filter', depth = 1): AskedFilter {
  if (depth > mostDepth) refuse('filter', `it is nested deeper than ${mostDepth} levels`);
  for (const [name, part] of Object.entries(input)) {
    if (part === null) refuse(`${path}.${name}`, 'null has no meaning here; leave it out');
  }
  const nested = (filters: readonly RunFilter[], name: string): readonly AskedFilter[] =>
    filters.map((filter, index) => toAskedFilter(filter, `${path}.${name}[${index}]`, depth + 1));
  const { and, or, not, tag, param, metric, namePart, ...plain } = input;
  const parts: AskedFilter[] = [];
  if (and) parts.push(...nested(and, 'and'));
  if (or) parts.push({ kind: 'or', filters: nested(or, 'or') });
  if (not) parts.push({ kind: 'not', filter: toAskedFilter(not, `${path}.not`, depth + 1) });
  if (tag) {
    const { key, ...operators } = tag;
    parts.push(...toClauses({ kind: 'tag', key }, operators, `${path}.tag`));
  }
  if (param) {
    const { key, ...operators } = param;
    parts.push(...toClauses({ kind: 'param', key }, operators, `${path}.param`));
  }
  if (namePart) {
    const { key, ...operators } = namePart;
    parts.push(...toClauses({ kind: 'namePart', key }, operators, `${path}.namePart`));
  }
  if (metric) {
    const { key, context, aggregate, ...operators } = metric;
    const field: Field = { kind: 'metric', key, context: toContext(context), aggregate: aggregate ?? 'LAST' };
    parts.push(...toClauses(field, operators, `${path}.metric`));
  }
  for (const [name, operators] of Object.entries(plain)) {
    const kind = name === 'parent' ? 'parentRef' : plainNames.find((known) => known === name);
    if (kind === undefined) refuse(`${path}.${name}`, 'it has no meaning yet');
    if (operators) parts.push(...toClauses({ kind }, operators, `${path}.${name}`));
  }
  return { kind: 'and', filters: parts };
}

const plainNames = [
  'id',
  'source',
  'name',
  'user',
  'notes',
  'group',
  'jobType',
  'projectName',
  'status',
  'startedAt',
  'endedAt',
  'durationMs',
  'gpuHours',
  'cost',
  'energyKwh',
  'co2eKg',
] as const;

/** Comparisons of a name; none where nothing was given. @throws INVALID_QUERY. */
export function toNameClauses(input: StringFilter | null | undefined, path: string): readonly Clause[] {
  return input ? toClauses({ kind: 'name' }, { ...input }, path) : [];
}

/** A context as an object; null and none are the same. */
export function toContext(context: unknown): MetricContext | undefined {
  if (context === null || context === undefined) return undefined;
  if (typeof context !== 'object' || Array.isArray(context)) refuse('context', 'it must be an object such as {}');
  return { ...context };
}

/** What an operator was given, by its name. */
type Operators = Readonly<Record<string, Value | undefined>>;

/** Fields whose operands are numbers alone, so that text among them is the name NaN. */
const countable: readonly Field['kind'][] = ['metric', ...numberFields];

const valueOperators = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'endsWith', 'matches'] as const;
const lowered: readonly Operator[] = ['eq', 'ne', 'in', 'contains', 'startsWith', 'endsWith', 'matches'];

function toClauses(field: Field, input: Operators, at: string): readonly Clause[] {
  const clauses: Clause[] = [];
  const add = (operator: Operator, operands: readonly Value[]): void => {
    const texts = operands.some((operand) => typeof operand === 'string');
    if (countable.includes(field.kind) && operands.includes('NaN')) {
      refuse(at, 'NaN cannot be compared with; use isNaN');
    }
    const ignoreCase = input['ignoreCase'] === true && texts && lowered.includes(operator);
    const clause: Clause = { kind: 'clause', field, operator, operands, ignoreCase };
    checkClause(clause);
    clauses.push(clause);
  };
  for (const [name, operand] of Object.entries(input)) {
    if (operand === undefined || name === 'ignoreCase') continue;
    if (operand === null) refuse(`${at}.${name}`, 'null cannot be compared with; use exists');
    const plain = valueOperators.find((known) => known === name);
    if (plain !== undefined) add(plain, [operand]);
    else if (name === 'in' && isList(operand)) add('in', operand);
    else if (name === 'exists') add(operand === true ? 'exists' : 'missing', []);
    else if (name === 'isNaN') add(operand === true ? 'isNaN' : 'notNaN', []);
  }
  if (clauses.length === 0) refuse(at, 'it has no operator; write one of eq, ne, in, exists and the like');
  return clauses;
}

function refuse(path: string, why: string): never {
  throw new RungraphError('INVALID_QUERY', `${path}: ${why}.`);
}
