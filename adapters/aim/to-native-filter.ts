import type { Archived, Clause, Filter, MetricField, Operator } from '../../src/contract/filter.ts';
import type { Value } from '../../src/contract/value.ts';
import { pathsOfKey } from './param-paths.ts';
import { paramTest } from './param-test.ts';
import { textTest } from './text-test.ts';
import { toLiteral } from './to-literal.ts';

/**
 * A pushed filter in AimQL. Only called with what capabilities.ts allows, so there is a form for every clause that
 * comes. The server takes an expression that raises for false as a whole, under `or` and `not` too: no form raises,
 * whatever a run holds or lacks.
 */
export function toNativeFilter(filter: Filter): string {
  if (filter.kind === 'clause') return `(${toNativeClause(filter)})`;
  const parts = filter.filters.map(toNativeFilter);
  if (parts.length === 0) return filter.kind === 'and' ? 'True' : 'False';
  return `(${parts.join(` ${filter.kind} `)})`;
}

/** Which runs are looked at. Without a word about it the server leaves archived ones out, and those never set too. */
export function archivedTest(archived: Archived): string {
  const words = { EXCLUDE: '[False, None]', INCLUDE: '[True, False, None]', ONLY: '[True]' };
  return `run.archived in ${words[archived]}`;
}

function toNativeClause(clause: Clause): string {
  const { field, operator, operands } = clause;
  switch (field.kind) {
    case 'name':
      return attribute('run.name', clause);
    case 'notes':
      return attribute('run.description', clause);
    case 'tag':
      return `${toLiteral(field.key)} ${operator === 'exists' ? 'in' : 'not in'} run.tags`;
    case 'status':
      return status(operator, operands);
    case 'startedAt':
      return startedAt(operator, Number(operands[0]));
    case 'endedAt':
      return finished('(run.creation_time + run.duration) * 1000', operator, Number(operands[0]));
    case 'durationMs':
      return finished('run.duration * 1000', operator, Number(operands[0]));
    case 'param': {
      const tests = (pathsOfKey(field.key) ?? []).map((path) => {
        return `(${paramTest(`run[${path.map(toLiteral).join(', ')}]`, clause)})`;
      });
      return tests.join(operator === 'missing' ? ' and ' : ' or ');
    }
    case 'metric':
      return metric(field, operator, operands);
    default:
      return 'True';
  }
}

/** A text of the run itself; the server shows an empty one as none. */
function attribute(name: string, clause: Clause): string {
  if (clause.operator === 'exists') return `bool(${name})`;
  if (clause.operator === 'missing') return `not ${name}`;
  return `bool(${name}) and ${textTest(name, clause)}`;
}

/** A run of Aim goes on or has ended; how it ended is not kept. */
function status(operator: Operator, operands: readonly Value[]): string {
  const negated = operator === 'ne' || operator === 'notIn';
  const [running, ended] = ['RUNNING', 'FINISHED'].map((word) => operands.includes(word) !== negated);
  if (running === ended) return running === true ? 'True' : 'False';
  return running === true ? 'bool(run.active)' : 'not run.active';
}

/** The gateway rounds the server's seconds to milliseconds; halves go up. Both sides multiply the same doubles. */
function startedAt(operator: Operator, ms: number): string {
  const time = 'run.creation_time * 1000';
  const [start, end] = [toLiteral(ms - 0.5), toLiteral(ms + 0.5)];
  switch (operator) {
    case 'exists':
      return 'True';
    case 'missing':
      return 'False';
    case 'lt':
      return `${time} < ${start}`;
    case 'lte':
      return `${time} < ${end}`;
    case 'gt':
      return `${time} >= ${end}`;
    case 'gte':
      return `${time} >= ${start}`;
    case 'ne':
      return `not (${start} <= ${time} < ${end})`;
    default:
      return `${start} <= ${time} < ${end}`;
  }
}

/** Milliseconds by which what the server adds up may be off. */
const slack = 3;

/**
 * A time that runs have once they ended. The end itself raises on runs of old versions; `duration` does not, but adding
 * up loses digits: the test lets through what is near.
 */
function finished(time: string, operator: Operator, ms: number): string {
  const [least, greatest] = [toLiteral(ms - slack), toLiteral(ms + slack)];
  switch (operator) {
    case 'missing':
      return 'bool(run.active)';
    case 'lt':
    case 'lte':
      return `not run.active and ${time} <= ${greatest}`;
    case 'gt':
    case 'gte':
      return `not run.active and ${time} >= ${least}`;
    case 'eq':
      return `not run.active and ${least} <= ${time} <= ${greatest}`;
    default:
      return 'not run.active';
  }
}

const comparisons: Readonly<Partial<Record<Operator, string>>> = {
  eq: '==',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};

/**
 * A summary of a metric. Where the server has the metric and not the summary, which it lacks for steps below zero and in
 * data of old versions, the run is let through; so is one without the empty context where no context was named.
 */
function metric({ key, context, aggregate }: MetricField, operator: Operator, operands: readonly Value[]): string {
  const name = `run.metrics[${toLiteral(key)}, ${toLiteral(context ?? {})}]`;
  const there = `isinstance(${name}.dtype, str)`;
  if (operator === 'exists') return there;
  const value = `${name}.${aggregate.toLowerCase()}`;
  const operand = operands[0] ?? null;
  const number = typeof operand === 'number' || typeof operand === 'bigint' ? operand : Number.NaN;
  const lacks = `not isinstance(${value}, (int, float))${context === undefined ? '' : ` and ${there}`}`;
  return `${value} ${comparisons[operator] ?? '=='} ${toLiteral(number)} or ${lacks}`;
}
