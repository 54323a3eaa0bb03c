import type { RungraphError } from './error.ts';
import type { Provenance } from './provenance.ts';
import type { Json, MetricContext, Num, Value } from './value.ts';

export const runStatuses = ['SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED', 'UNKNOWN'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** A key with a value; a tracker's plain label has the value null. */
export interface Tag {
  readonly key: string;
  readonly value: string | null;
}

/** An input of a run under its flattened key. */
export interface Param {
  readonly key: string;
  readonly nativeKey: string;
  readonly value: Value;
  /** The text as stored, by trackers that keep only text; null elsewhere. */
  readonly text: string | null;
}

/** What a tracker may keep of a metric beside its points. `lastStep` belongs to `last`. */
export const summaryFields = ['last', 'lastStep', 'min', 'max', 'first', 'count'] as const;
export type SummaryField = (typeof summaryFields)[number];

/**
 * A metric of one run. A summary field that is left out is not kept by the tracker and is computed from the series
 * when somebody asks; null says the tracker knows that there is none. `last` is the value at the greatest step of the
 * series: a summary of the tracker's own tells it only while nothing speaks against that, which is that the user defined it
 * in another way, or that it was not written with the last row. A value that was put into such a summary and never logged
 * has `last` alone. What a summary says otherwise belongs into `native`.
 */
export interface Metric {
  readonly key: string;
  readonly nativeKey: string;
  /** Null where the tracker has no contexts. */
  readonly context: MetricContext | null;
  /** What the tracker calls the context, where answers call it otherwise. */
  readonly nativeContext?: MetricContext;
  readonly last?: Num | null;
  readonly lastStep?: Num | null;
  readonly min?: Num | null;
  readonly max?: Num | null;
  readonly first?: Num | null;
  readonly count?: Num | null;
  /**
   * What the tracker keeps may be that of another point than the series says, for a reason that its adapter declares.
   * Where the series is read anyway, the summary is told of the series.
   */
  readonly unsure?: true;
}

/** A part of a run that may have failed alone: the rest of the run, and of the page, is still good. */
export type Part<T> = readonly T[] | RungraphError;

/** One training or evaluation execution, as a tracker tells it. Times are epoch milliseconds, UTC. */
export interface Run {
  /** Unique in its source. */
  readonly nativeId: string;
  readonly projectId: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly status: RunStatus;
  readonly nativeStatus: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly user: string | null;
  readonly notes: string | null;
  readonly group: string | null;
  readonly jobType: string | null;
  readonly archived: boolean;
  /** Native id of the run that this one is nested in. */
  readonly parentId: string | null;
  readonly tags: Part<Tag>;
  readonly params: Part<Param>;
  readonly metrics: Part<Metric>;
  /** Only where the projection asks for it; absent elsewhere. */
  readonly provenance?: Provenance;
  /** What the tracker said and no field here holds; only where the projection asks for it. */
  readonly native?: { readonly [key: string]: Json };
  /** `source/native id` of the first run in a chain of copies, where this one is a copy and the tracker was told. */
  readonly origin?: string;
  /** When it was read, in epoch milliseconds. Adapters leave it out; the core's cache sets it. */
  readonly asOf?: number;
}
