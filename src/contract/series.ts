import type { RungraphError } from './error.ts';
import type { MetricContext, Num } from './value.ts';

/** The metric of a run, and which points of it. Steps are inclusive at both ends. */
export interface SeriesRequest {
  readonly runId: string;
  readonly projectId: string;
  readonly metric: string;
  /** Null where the tracker has no contexts. */
  readonly context: MetricContext | null;
  readonly from: Num | null;
  readonly to: Num | null;
  /** Null asks for every point. A tracker that samples may answer with more; the core cuts. */
  readonly maxPoints: number | null;
}

/** A column of numbers: doubles, or plain numbers where integers beyond 2^53 must stay exact. */
export type NumberColumn = Float64Array | readonly Num[];

/** Whether something is a column of doubles. */
export function isDoubles(value: unknown): value is Float64Array {
  return value instanceof Float64Array;
}

/**
 * Points in the order of step, then timestamp, then as logged; where the tracker does not tell that, by value. All columns
 * have the same length.
 */
export interface Points {
  readonly steps: NumberColumn;
  readonly values: Float64Array;
  /** Epoch milliseconds; NaN where the tracker kept none. */
  readonly timestamps: Float64Array;
  /** The training epoch that each point was logged in; NaN for a point without one. Left out where no point of the metric has one. */
  readonly epochs?: Float64Array;
}

export interface Series extends Points {
  /** How many points the tracker holds in the range asked; null where it does not tell. */
  readonly totalPoints: number | null;
  /** Whether these are all of them. */
  readonly complete: boolean;
}

/** In the order asked: each slot a series (empty where the run has no such metric) or the error that kept it away. */
export type SeriesAnswers = readonly (Series | RungraphError)[];
