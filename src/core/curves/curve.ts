import { isDoubles, type NumberColumn, type Points } from '../../contract/series.ts';

/** Points in the order of x. Both arrays have the same length; x is finite, y need not be. */
export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A line of one metric of one run, and what its points lost on the way to it. */
export interface Curve extends Line {
  /** Points that another one at the same x stands for. */
  readonly duplicates: number;
  /** Points that have no x. */
  readonly dropped: number;
}

export type XKind = 'STEP' | 'TIME' | 'RELATIVE_TIME' | 'METRIC';

/** What the points of a series lie along. */
export interface Axis {
  readonly kind: XKind;
  /** Inclusive; null for no bound. */
  readonly from: number | null;
  readonly to: number | null;
  /** Epoch milliseconds; for RELATIVE_TIME. Null: since the first point. */
  readonly startedAt: number | null;
  /** The series whose values are x; for METRIC. */
  readonly metric: Points | null;
}

export function toDoubles(column: NumberColumn): Float64Array {
  return isDoubles(column) ? column : Float64Array.from(column, Number);
}
