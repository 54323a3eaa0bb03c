import type { MetricContext, Value } from './value.ts';

/** Which value of a metric a clause, a sort or a column means. */
export const metricAggregates = ['LAST', 'FIRST', 'MIN', 'MAX'] as const;
export type MetricAggregate = (typeof metricAggregates)[number];

/** Fields with one value a run and no key. */
export const plainFields = [
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
  'parent',
  'parentRef',
  'source',
  'id',
  'url',
  'archived',
  'gpuHours',
  'cost',
  'energyKwh',
  'co2eKg',
] as const;
/** `parent` is a native id, which only the run's own source knows; `parentRef` is the `source/native-id` people write. */
export type PlainField = (typeof plainFields)[number];

/** Fields whose values are numbers, NaN among them. A metric is one too. */
export const numberFields = ['durationMs', 'gpuHours', 'cost', 'energyKwh', 'co2eKg'] as const satisfies PlainField[];

/** A value of a run that can be compared, sorted by and put into a column. */
export type Field =
  | { readonly kind: PlainField }
  | { readonly kind: 'tag'; readonly key: string }
  | { readonly kind: 'param'; readonly key: string }
  /** A part of the name by the project's convention. */
  | { readonly kind: 'namePart'; readonly key: string }
  | MetricField;

export interface MetricField {
  readonly kind: 'metric';
  readonly key: string;
  /** Undefined: the empty context, else the first by canonical JSON text. */
  readonly context: MetricContext | undefined;
  readonly aggregate: MetricAggregate;
}

export type FieldKind = Field['kind'];

/** Every operator has its negation in the list, so that `not` never reaches an adapter. */
export const negations = {
  eq: 'ne',
  ne: 'eq',
  lt: 'gte',
  gte: 'lt',
  gt: 'lte',
  lte: 'gt',
  in: 'notIn',
  notIn: 'in',
  contains: 'notContains',
  notContains: 'contains',
  startsWith: 'notStartsWith',
  notStartsWith: 'startsWith',
  endsWith: 'notEndsWith',
  notEndsWith: 'endsWith',
  matches: 'notMatches',
  notMatches: 'matches',
  exists: 'missing',
  missing: 'exists',
  // A value that is there and NaN, and one that is there and not: what is missing is neither.
  isNaN: 'notNaN',
  notNaN: 'isNaN',
} as const;
export type Operator = keyof typeof negations;

/** Operators that look at whether there is a value and what kind it has, without comparing it. */
export const bareOperators = ['exists', 'missing', 'isNaN', 'notNaN'] as const satisfies Operator[];

/**
 * One comparison. A missing or NaN value makes it false, whatever the operator, but for `exists`, `missing` and `isNaN`.
 * `operands` holds one value, none for those of `bareOperators`, any number for `in` and `notIn`.
 * Times are epoch milliseconds; a status is its word.
 */
export interface Clause {
  readonly kind: 'clause';
  readonly field: Field;
  readonly operator: Operator;
  readonly operands: readonly Value[];
  /** Text is compared with both sides lowered; for `matches` the pattern ignores case. */
  readonly ignoreCase: boolean;
}

/** A filter with every negation already inside its clauses. An empty `and` is true, an empty `or` false. */
export type Filter =
  | Clause
  | { readonly kind: 'and'; readonly filters: readonly Filter[] }
  | { readonly kind: 'or'; readonly filters: readonly Filter[] };

/** One key of a sort. Missing and NaN are last in both directions. */
export interface SortKey {
  readonly field: Field;
  readonly descending: boolean;
}

/** Whether archived runs are in: not, too, or alone. */
export type Archived = 'EXCLUDE' | 'INCLUDE' | 'ONLY';
