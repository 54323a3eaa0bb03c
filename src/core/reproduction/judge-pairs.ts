import { drawCurve } from '../curves/draw-curve.ts';
import type { CurveSource } from '../curves/draw-curves.ts';
import { judgeSeries, type ReproducedSeries, type Tolerance } from './verdict.ts';

/** A metric of the original, and the same of its repetition. */
export interface SeriesPair {
  readonly of: CurveSource;
  readonly by: CurveSource;
}

export function judgePairs(pairs: readonly SeriesPair[], tolerance: Tolerance): readonly ReproducedSeries[] {
  return pairs.map(({ of, by }) => judgeSeries(lineOf(of), lineOf(by), tolerance));
}

function lineOf({ points, axis }: CurveSource) {
  return drawCurve(points, axis, true);
}
