import type { Points } from '../../contract/series.ts';
import { requireWithin } from '../compare/budget.ts';
import { usualLimits, type CompareLimits } from '../compare/limits-settings.ts';
import { pick } from '../stats/indexes.ts';
import { align, type Align, type Aligned } from './align.ts';
import { columnAt } from './column-at.ts';
import type { Axis, Line } from './curve.ts';
import { choosePlaces } from './downsample-aligned.ts';
import { choosePoints, type Downsample } from './downsample.ts';
import { drawCurve } from './draw-curve.ts';
import { maxAbsError } from './max-abs-error.ts';
import { productsOf } from './products-of.ts';
import { smooth } from './smooth.ts';
import type { Smoothing } from './smoothing.ts';

/** A series that was fetched whole, and what it lies along. */
export interface CurveSource {
  readonly points: Points;
  readonly axis: Axis;
}

export interface CurveOptions {
  readonly align: Align | 'NONE';
  readonly smooth: Smoothing | null;
  /** Whether the values before smoothing are told too. */
  readonly raw: boolean;
  readonly downsample: Downsample;
  /** Null cuts nothing. */
  readonly maxPoints: number | null;
}

/** A curve as it is shown. Where curves are aligned, all have the shared x. */
export interface DrawnCurve extends Line {
  /** 1 where the curve has a value; null where it has one at every x. */
  readonly present: Uint8Array | null;
  /** The values before smoothing, at the same x; null where nobody asked. */
  readonly raw: Float64Array | null;
  readonly returnedPoints: number;
  /** Whether points of it were left out to make it short. */
  readonly cut: boolean;
  readonly duplicates: number;
  readonly dropped: number;
  /** See `maxAbsError`. */
  readonly maxAbsError: number;
}

export interface DrawnCurves {
  /** The shared x; null where curves are not aligned. */
  readonly x: Float64Array | null;
  readonly curves: readonly DrawnCurve[];
}

/** Choose x, one point an x, sort, smooth each curve's own points, align, downsample: in this order, and nothing else. */
export function drawCurves(
  sources: readonly CurveSource[],
  options: CurveOptions,
  limits: CompareLimits = usualLimits,
): DrawnCurves {
  const single = options.align !== 'NONE' || options.smooth !== null;
  const lines = sources.map(({ points, axis }) => drawCurve(points, axis, single));
  if (options.smooth !== null) requireWithin('products', productsOf(lines, options.smooth), limits);
  const drawn = lines.map((curve) => {
    const y = options.smooth === null ? curve.y : smooth(curve, options.smooth);
    return { ...curve, y, raw: options.raw ? curve.y : null };
  });
  return options.align === 'NONE'
    ? { x: null, curves: drawn.map((curve) => cutAlone(curve, options)) }
    : cutTogether(drawn, options.align, options, limits);
}

interface Smoothed extends Line {
  readonly raw: Float64Array | null;
  readonly duplicates: number;
  readonly dropped: number;
}

function cutAlone(curve: Smoothed, { downsample, maxPoints }: CurveOptions): DrawnCurve {
  const { duplicates, dropped, raw } = curve;
  const whole = { present: null, returnedPoints: curve.y.length, cut: false, duplicates, dropped, maxAbsError: 0 };
  if (maxPoints === null || downsample === 'NONE' || curve.y.length <= maxPoints) {
    return { x: curve.x, y: curve.y, raw, ...whole };
  }
  const { indexes } = choosePoints(curve, downsample, maxPoints);
  return {
    ...whole,
    x: pick(curve.x, indexes),
    y: pick(curve.y, indexes),
    raw: raw === null ? null : pick(raw, indexes),
    returnedPoints: indexes.length,
    cut: indexes.length < curve.y.length,
    maxAbsError: maxAbsError(curve, indexes),
  };
}

function cutTogether(
  curves: readonly Smoothed[],
  how: Align,
  { downsample, maxPoints }: CurveOptions,
  limits: CompareLimits,
): DrawnCurves {
  const aligned = align(curves, how, limits);
  const places = maxPoints === null ? null : choosePlaces(aligned, downsample, maxPoints);
  const x = places === null ? aligned.x : pick(aligned.x, places);
  const raws = curves.map(({ x: own, raw }) => (raw === null ? null : { x: own, y: raw }));
  const alignedRaws = align(
    raws.filter((raw) => raw !== null),
    how,
    limits,
  );
  return {
    x,
    curves: curves.map(({ duplicates, dropped }, at) => {
      const { y, present, returnedPoints, cut, error } = cutColumn(aligned, at, places);
      const raw = raws[at] === null ? null : cutColumn(alignedRaws, at, places).y;
      return { x, y, present, raw, returnedPoints, cut, duplicates, dropped, maxAbsError: error };
    }),
  };
}

function cutColumn({ x, curves }: Aligned, at: number, places: Uint32Array | null) {
  const curve = curves[at] ?? { line: { x: new Float64Array(), y: new Float64Array() }, places: new Uint32Array() };
  const { y, present, kept } = columnAt(curve, x.length, places);
  const cut = kept.length < curve.line.y.length;
  return { y, present, returnedPoints: kept.length, cut, error: maxAbsError(curve.line, kept) };
}
