import type { MetricContext, Value } from '../../../src/contract/value.ts';
import type { MetricAggregate } from './question.ts';

/** A filter with negation pushed inward: what is left are and, or, and clauses that know their own negation. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'clause'; readonly subject: Subject; readonly operation: Operation };

/** What of a run a clause looks at. */
export type Subject =
  | { readonly kind: 'field'; readonly field: FilterField }
  | { readonly kind: 'tag' | 'param'; readonly key: string }
  | {
      readonly kind: 'metric';
      readonly key: string;
      readonly context: MetricContext | null;
      readonly aggregate: MetricAggregate;
    };

export const textFields = ['name', 'user', 'notes', 'group', 'jobType', 'projectName'] as const;
export const timeFields = ['startedAt', 'endedAt'] as const;
export type FilterField = (typeof textFields)[number] | (typeof timeFields)[number] | 'durationMs' | 'status';

/** One operator with its operand, times as epoch milliseconds. */
export type Operation =
  | { readonly operator: EqualityOperator; readonly operand: Value; readonly ignoreCase: boolean }
  | { readonly operator: OrderOperator; readonly operand: Value }
  | { readonly operator: ListOperator; readonly operands: readonly Value[]; readonly ignoreCase: boolean }
  | { readonly operator: TextOperator; readonly operand: string; readonly ignoreCase: boolean }
  | { readonly operator: 'exists'; readonly operand: boolean }
  | { readonly operator: 'isNaN'; readonly operand: boolean };

export type EqualityOperator = 'eq' | 'ne';
export type OrderOperator = 'lt' | 'lte' | 'gt' | 'gte';
export type ListOperator = 'in' | 'notIn';
export type TextOperator = keyof typeof negatedTextOperator;

export const negatedTextOperator = {
  contains: 'notContains',
  notContains: 'contains',
  startsWith: 'notStartsWith',
  notStartsWith: 'startsWith',
  endsWith: 'notEndsWith',
  notEndsWith: 'endsWith',
  matches: 'notMatches',
  notMatches: 'matches',
} as const;
