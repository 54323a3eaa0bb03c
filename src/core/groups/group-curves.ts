import { canonicalJson } from '../../contract/canonical-json.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { MetricContext } from '../../contract/value.ts';
import { requireWithin } from '../compare/budget.ts';
import type { CompareLimits } from '../compare/limits-settings.ts';
import type { Align } from '../curves/align.ts';
import type { Line } from '../curves/curve.ts';
import { drawCurve } from '../curves/draw-curve.ts';
import { productsOf } from '../curves/products-of.ts';
import type { ReadCurve } from '../curves/read-curves.ts';
import { smooth } from '../curves/smooth.ts';
import type { Smoothing } from '../curves/smoothing.ts';
import { groupCurve, type CurvePoint } from './group-curve.ts';
import type { Interval } from './interval.ts';

/** A metric of a group's runs as one curve. */
export interface ToldGroupCurve {
  readonly key: string;
  /** Null is the empty context. */
  readonly context: MetricContext | null;
  readonly points: readonly CurvePoint[];
}

export interface GroupCurveOptions {
  readonly align: Align;
  readonly smooth: Smoothing | null;
  readonly interval: Interval;
  readonly maxPoints: number | null;
}

export interface GroupCurves {
  readonly curves: readonly ToldGroupCurve[];
  /** Why runs are not in them, each once. */
  readonly errors: readonly RungraphError[];
}

/** One curve for each key and context, in the order of the runs. @throws INVALID_QUERY beyond a limit. */
export function groupCurves(
  read: readonly ReadCurve[],
  group: string,
  { align, smooth: how, interval, maxPoints }: GroupCurveOptions,
  limits: CompareLimits,
): GroupCurves {
  const found = new Map<string, { key: string; context: MetricContext | null; lines: Line[] }>();
  const errors = new Set<RungraphError>();
  for (const { metric, read: one } of read) {
    if (isRungraphError(one)) {
      errors.add(one);
      continue;
    }
    const place = `${metric.key}\0${canonicalJson(metric.context ?? {})}`;
    const context = metric.context !== null && Object.keys(metric.context).length > 0 ? metric.context : null;
    const own = found.get(place) ?? { key: metric.key, context, lines: [] };
    found.set(place, own);
    own.lines.push(drawCurve(one.series, one.axis, true));
  }
  const lines = [...found.values()].flatMap((one) => one.lines);
  if (how !== null) requireWithin('products', productsOf(lines, how), limits);
  if (interval.method === 'BOOTSTRAP') {
    const most = lines.reduce((sum, { x }) => sum + Math.min(x.length, maxPoints ?? Infinity), 0);
    requireWithin('draws', interval.resamples * most, limits);
  }
  const curves = [...found.values()].map((own) => {
    const smoothed = how === null ? own.lines : own.lines.map((line) => ({ x: line.x, y: smooth(line, how) }));
    const names = [own.key, ...(own.context === null ? [] : [canonicalJson(own.context)]), group];
    return { key: own.key, context: own.context, points: groupCurve(smoothed, align, interval, maxPoints, names) };
  });
  return { curves, errors: [...errors] };
}
