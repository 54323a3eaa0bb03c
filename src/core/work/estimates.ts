import type { Points } from '../../contract/series.ts';
import { knownProducts } from '../curves/known-extent.ts';
import type { CurveSource } from '../curves/draw-curves.ts';
import type { Smoothing } from '../curves/smoothing.ts';
import type { Interval } from '../groups/interval.ts';
import type { Given, WorkName } from './works.ts';

// What each work takes, told before it begins. Nanoseconds of one piece, measured on one thread of a small server: an estimate
// that is wrong by half still tells short work from long.

const perPoint = 60;
const perShownPoint = 40;
const perProduct = 1.5;
const perPower = 40;
const perDraw = 5;
const perSorted = 120;

/** Milliseconds that a work is likely to take. */
export const estimates: { readonly [Name in WorkName]: (...given: Given<Name>) => number } = {
  drawCurves: (sources, { smooth, align, downsample, maxPoints }) => {
    const points = pointsOf(sources);
    const cut = maxPoints === null || downsample === 'NONE' ? 0 : points * perShownPoint;
    const placed = align === 'NONE' ? 0 : points * perShownPoint;
    return ms(points * perPoint + smoothing(sources, smooth) + cut + placed);
  },
  bandsOf: (metrics, { smooth, interval, maxPoints }) => {
    const sources = metrics.flatMap((metric) => metric.sources);
    const points = pointsOf(sources);
    const shown = sources.reduce(
      (sum, { points: { values } }) => sum + Math.min(values.length, maxPoints ?? Infinity),
      0,
    );
    return ms(points * (perPoint + perSorted) + smoothing(sources, smooth) + drawsOf(shown, interval) * perDraw);
  },
  summarizeMeasures: (measures, interval) => {
    const values = measures.reduce((sum, measure) => sum + measure.values.length, 0);
    return ms(values * perSorted + drawsOf(values, interval) * perDraw);
  },
  differenceRows: (measures, how) => {
    const values = measures.reduce((sum, { a, b }) => sum + a.length + b.length, 0);
    const draws = how.test === 'BOOTSTRAP' ? how.resamples * values : 0;
    // The median of all differences is found in about sixty passes, two times.
    const passes = how.test === 'MANN_WHITNEY' ? 130 * values : 0;
    return ms(values * perSorted + draws * perDraw + passes * 2);
  },
  correlationRows: (target, columns) => ms(target.length * columns.length * 2 * perSorted),
  judgeColumns: (target, columns, _minimize, method) => {
    const cells = target.length * columns.length;
    return method === 'FOREST' ? ms(cells * 10_000) : ms(cells * perSorted * 2);
  },
  judgePairs: (pairs) =>
    ms(pairs.reduce((sum, { of, by }) => sum + lengthOf(of.points) + lengthOf(by.points), 0) * perPoint),
  // Every point may be held against every other one.
  paretoFront: (objectives) => ms((objectives[0]?.length ?? 0) ** 2 * objectives.length * 0.5),
};

function ms(nanoseconds: number): number {
  return nanoseconds / 1e6;
}

function lengthOf({ values }: Points): number {
  return values.length;
}

function pointsOf(sources: readonly CurveSource[]): number {
  return sources.reduce((sum, { points }) => sum + lengthOf(points), 0);
}

function drawsOf(values: number, interval: Interval | null): number {
  return interval?.method === 'BOOTSTRAP' ? interval.resamples * values : 0;
}

function smoothing(sources: readonly CurveSource[], how: Smoothing | null): number {
  if (how === null) return 0;
  if (how.method === 'EMA') return pointsOf(sources) * 10;
  if (how.method === 'TWEMA') return pointsOf(sources) * perPower;
  return (
    sources.reduce(
      (sum, { points, axis }) => sum + knownProducts(lengthOf(points), rangeOf(points, axis.kind), how),
      0,
    ) * perProduct
  );
}

/** How far the points of a series reach along x; null where that is not told at once. */
function rangeOf({ steps, timestamps }: Points, kind: CurveSource['axis']['kind']): number | null {
  if (kind === 'METRIC') return null;
  const x = kind === 'STEP' ? steps : timestamps;
  return Number(x[x.length - 1] ?? 0) - Number(x[0] ?? 0);
}
