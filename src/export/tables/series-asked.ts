import type { MetricSelector } from '../../core/curves/choose-metrics.ts';
import type { CurveOptions } from '../../core/curves/draw-curves.ts';
import type { AskedAxis } from '../../core/curves/read-curves.ts';

/** What is told of series, checked and in the core's words. */
export interface SeriesAsked {
  readonly selectors: readonly MetricSelector[];
  readonly axis: AskedAxis;
  readonly options: CurveOptions;
  /** Steps as text, in every format. */
  readonly textSteps: boolean;
  /** Whether the format can hold an integer beyond 2^53 among doubles. */
  readonly holdsAny: boolean;
}
