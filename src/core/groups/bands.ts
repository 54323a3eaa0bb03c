import { requireWithin } from '../compare/budget.ts';
import type { CompareLimits } from '../compare/limits-settings.ts';
import type { Align } from '../curves/align.ts';
import type { CurveSource } from '../curves/draw-curves.ts';
import { drawCurve } from '../curves/draw-curve.ts';
import { productsOf } from '../curves/products-of.ts';
import { smooth } from '../curves/smooth.ts';
import type { Smoothing } from '../curves/smoothing.ts';
import { groupCurve, type CurvePoint } from './group-curve.ts';
import type { Interval } from './interval.ts';

/** The series of one metric over the runs of a group, and what names its random numbers. */
export interface BandSource {
  readonly sources: readonly CurveSource[];
  readonly names: readonly string[];
}

export interface BandOptions {
  readonly align: Align;
  readonly smooth: Smoothing | null;
  readonly interval: Interval;
  readonly maxPoints: number | null;
}

/** What a group's curve tells at every x. */
export type BandFigure = Exclude<keyof CurvePoint, 'sem' | 'sum'>;

/** One of something for each figure of a group's curve. */
export function eachFigure<T>(make: (figure: BandFigure) => T): Readonly<Record<BandFigure, T>> {
  return {
    x: make('x'),
    count: make('count'),
    mean: make('mean'),
    std: make('std'),
    low: make('low'),
    high: make('high'),
    min: make('min'),
    max: make('max'),
    median: make('median'),
    q1: make('q1'),
    q3: make('q3'),
    iqm: make('iqm'),
  };
}

/** NaN where a figure is not told: none of them is NaN by itself. */
export type Band = Readonly<Record<BandFigure, Float64Array>>;

/** One curve for each metric. @throws INVALID_QUERY beyond a limit. */
export function bandsOf(
  metrics: readonly BandSource[],
  { align, smooth: how, interval, maxPoints }: BandOptions,
  limits: CompareLimits,
): readonly Band[] {
  const drawn = metrics.map(({ sources, names }) => {
    return { names, lines: sources.map(({ points, axis }) => drawCurve(points, axis, true)) };
  });
  const lines = drawn.flatMap((one) => one.lines);
  if (how !== null) requireWithin('products', productsOf(lines, how), limits);
  if (interval.method === 'BOOTSTRAP') {
    const most = lines.reduce((sum, { x }) => sum + Math.min(x.length, maxPoints ?? Infinity), 0);
    requireWithin('draws', interval.resamples * most, limits);
  }
  return drawn.map((one) => {
    const smoothed = how === null ? one.lines : one.lines.map((line) => ({ x: line.x, y: smooth(line, how) }));
    return toColumns(groupCurve(smoothed, align, interval, maxPoints, one.names, limits));
  });
}

/** Columns go to and fro between threads at once; a million points do not. */
function toColumns(points: readonly CurvePoint[]): Band {
  return eachFigure((figure) => Float64Array.from(points, (point) => point[figure] ?? Number.NaN));
}
