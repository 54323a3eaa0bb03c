import type { Value } from '../../../src/contract/value.ts';
import type { Condition, Subject } from './condition.ts';
import { textFields, timeFields } from './condition.ts';
import { negate } from './negate.ts';
import type { Operators, RunFilter } from './question.ts';
import { readDateTime, readNumber, readText, readValue } from './read-operand.ts';
import { readOperations } from './read-operations.ts';

/** A filter as a condition without negation: every field given must hold. Refuses the whole filter for any bad part. */
export function readFilter(filter: RunFilter): Condition {
  return allOf([
    ...(filter.and === undefined ? [] : [allOf(filter.and.map(readFilter))]),
    ...(filter.or === undefined ? [] : [anyOf(filter.or.map(readFilter))]),
    ...(filter.not === undefined ? [] : [negate(readFilter(filter.not))]),
    ...textFields.flatMap((field) => clauses({ kind: 'field', field }, filter[field], readText)),
    ...timeFields.flatMap((field) => clauses({ kind: 'field', field }, filter[field], readDateTime)),
    ...clauses({ kind: 'field', field: 'durationMs' }, filter.durationMs, readNumber),
    ...clauses({ kind: 'field', field: 'status' }, filter.status, readText),
    ...(filter.tag === undefined ? [] : clauses({ kind: 'tag', key: filter.tag.key }, filter.tag, readText)),
    ...(filter.param === undefined ? [] : clauses({ kind: 'param', key: filter.param.key }, filter.param, readValue)),
    ...(filter.metric === undefined ? [] : clauses(metricSubject(filter.metric), filter.metric, readNumber)),
  ]);
}

function clauses<T>(
  subject: Subject,
  clause: Operators<T> | undefined,
  readOperand: (input: T) => Value,
): readonly Condition[] {
  if (clause === undefined) return [];
  return readOperations(clause, readOperand).map((operation) => ({ kind: 'clause', subject, operation }));
}

function metricSubject(ref: NonNullable<RunFilter['metric']>): Subject {
  return { kind: 'metric', key: ref.key, context: ref.context ?? null, aggregate: ref.aggregate ?? 'LAST' };
}

function allOf(of: readonly Condition[]): Condition {
  return { kind: 'and', of };
}

function anyOf(of: readonly Condition[]): Condition {
  return { kind: 'or', of };
}
