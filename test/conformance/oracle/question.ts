import type { RunStatus } from '../../../src/contract/run.ts';
import type { MetricContext } from '../../../src/contract/value.ts';

/**
 * What a client asks, in the shape of the GraphQL inputs. Operands may be null only so that refusals can be written
 * down: the schema takes a null, its meaning does not.
 */
export interface Question {
  readonly filter?: RunFilter;
  readonly orderBy?: readonly RunOrder[];
  readonly archived?: Archived;
}

export type Archived = 'EXCLUDE' | 'INCLUDE' | 'ONLY';

/** The scalar Number as input: also "NaN", "Infinity", "-Infinity" and decimal integers as text. */
export type NumberInput = number | bigint | string;

/** The scalar Value as input: a string is always text; a bigint is possible as a literal of the document only. */
export type ValueInput = number | bigint | string | boolean | null | readonly ValueInput[];

export interface RunFilter {
  readonly and?: readonly RunFilter[];
  readonly or?: readonly RunFilter[];
  readonly not?: RunFilter;
  readonly name?: StringFilter;
  readonly user?: StringFilter;
  readonly notes?: StringFilter;
  readonly group?: StringFilter;
  readonly jobType?: StringFilter;
  readonly projectName?: StringFilter;
  readonly status?: StatusFilter;
  readonly startedAt?: DateTimeFilter;
  readonly endedAt?: DateTimeFilter;
  readonly durationMs?: NumberFilter;
  readonly tag?: TagFilter;
  readonly param?: ParamFilter;
  readonly metric?: MetricFilter;
}

interface Equality<T> {
  readonly eq?: T | null;
  readonly ne?: T | null;
  readonly in?: readonly T[] | null;
}

interface Ordering<T> {
  readonly lt?: T | null;
  readonly lte?: T | null;
  readonly gt?: T | null;
  readonly gte?: T | null;
}

interface TextSearch {
  readonly contains?: string | null;
  readonly startsWith?: string | null;
  readonly endsWith?: string | null;
  readonly matches?: string | null;
  readonly ignoreCase?: boolean;
}

interface Existence {
  readonly exists?: boolean | null;
}

interface Nanness {
  readonly isNaN?: boolean | null;
}

/** Every operator that any clause has, over operands of one kind. */
export interface Operators<T> extends Equality<T>, Ordering<T>, TextSearch, Existence, Nanness {}

export interface StringFilter extends Equality<string>, TextSearch, Existence {}
export type StatusFilter = Equality<RunStatus>;
export interface NumberFilter extends Equality<NumberInput>, Ordering<NumberInput>, Existence, Nanness {}
/** Operands are RFC 3339 text. */
export interface DateTimeFilter extends Equality<string>, Ordering<string>, Existence {}

export interface TagFilter extends StringFilter {
  readonly key: string;
}

export interface ParamFilter extends Omit<Operators<ValueInput>, keyof Nanness> {
  readonly key: string;
}

export interface MetricFilter extends NumberFilter, MetricRef {}

export type MetricAggregate = 'LAST' | 'FIRST' | 'MIN' | 'MAX';

export interface MetricRef {
  readonly key: string;
  /** Without it the empty context, else the first by canonical JSON text. */
  readonly context?: MetricContext | null;
  readonly aggregate?: MetricAggregate;
}

export type RunField =
  | 'NAME'
  | 'STATUS'
  | 'STARTED_AT'
  | 'ENDED_AT'
  | 'DURATION_MS'
  | 'USER'
  | 'NOTES'
  | 'GROUP'
  | 'JOB_TYPE'
  | 'SOURCE'
  | 'PROJECT'
  | 'ID'
  | 'PARENT'
  | 'ARCHIVED';

/** Exactly one of these is given. */
export interface RunValue {
  readonly field?: RunField;
  readonly param?: string;
  readonly tag?: string;
  readonly metric?: MetricRef;
}

export interface RunOrder {
  readonly by: RunValue;
  readonly direction?: 'ASC' | 'DESC';
}
