import type { Points } from '../../contract/series.ts';
import { knownProducts } from '../curves/known-extent.ts';
import type { CurveSource } from '../curves/draw-curves.ts';
import type { Smoothing } from '../curves/smoothing.ts';
import type { Interval } from '../groups/interval.ts';
import type { Given, WorkName } from './works.ts';

// What each work takes, told before it begins. Nanoseconds of one piece, measured on one thread of a small server: an estimate
// that is half or twice as much still tells short work from long.

const perPoint = 3;
const perPlace = 12;
/** Of a curve that is cut to a quarter or more, every point is held against others; of a longer one few are. */
const perTriangle = 90;
const perGlance = 15;
const perAverage = 15;
const perPower = 70;
const perWindow = 30;
const perProduct = 5;
const perDraw = 10;
const perSorted = 280;
const perCorrelated = 1_000;
const perJudged = 160;
const perForestCell = 100_000;
const perPair = 1;

/** Milliseconds that a work is likely to take. */
export const estimates: { readonly [Name in WorkName]: (...given: Given<Name>) => number } = {
  drawCurves: (sources, { smooth, align, downsample, maxPoints }) => {
    const placed = align === 'NONE' ? 0 : pointsOf(sources) * perPlace;
    const cut = downsample === 'NONE' ? 0 : cutting(sources, maxPoints);
    return ms(pointsOf(sources) * perPoint + smoothing(sources, smooth) + placed + cut);
  },
  bandsOf: (metrics, { smooth, interval, maxPoints }) => {
    const sources = metrics.flatMap((metric) => metric.sources);
    const shown = sources.reduce((sum, { points }) => sum + Math.min(lengthOf(points), maxPoints ?? Infinity), 0);
    const drawn = drawsOf(shown, interval) * perDraw;
    return ms(pointsOf(sources) * perSorted + smoothing(sources, smooth) + drawn);
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
    return ms(values * perSorted + draws * perDraw + passes * perPoint);
  },
  correlationRows: (target, columns) => ms(target.length * columns.length * perCorrelated),
  judgeColumns: (target, columns, _minimize, method) => {
    return ms(target.length * columns.length * (method === 'FOREST' ? perForestCell : perJudged));
  },
  judgePairs: (pairs) => {
    return ms(pairs.reduce((sum, { of, by }) => sum + lengthOf(of.points) + lengthOf(by.points), 0) * perPlace);
  },
  // Every point may be held against every other one.
  paretoFront: (objectives) => ms((objectives[0]?.length ?? 0) ** 2 * objectives.length * perPair),
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

function cutting(sources: readonly CurveSource[], maxPoints: number | null): number {
  if (maxPoints === null) return 0;
  return sources.reduce((sum, { points }) => {
    const length = lengthOf(points);
    if (length <= maxPoints) return sum;
    return sum + length * (length / maxPoints < 5 ? perTriangle : perGlance);
  }, 0);
}

function smoothing(sources: readonly CurveSource[], how: Smoothing | null): number {
  switch (how?.method) {
    case undefined:
      return 0;
    case 'EMA':
      return pointsOf(sources) * perAverage;
    case 'TWEMA':
      return pointsOf(sources) * perPower;
    case 'MEAN':
      return pointsOf(sources) * perWindow;
    case 'GAUSSIAN':
      return sources.reduce((sum, { points, axis }) => {
        const range = rangeOf(points, axis.kind);
        return sum + knownProducts(lengthOf(points), range, how) * perProduct;
      }, 0);
  }
}

/** How far the points of a series reach along x; null where that is not told at once. */
function rangeOf({ steps, timestamps }: Points, kind: CurveSource['axis']['kind']): number | null {
  if (kind === 'METRIC') return null;
  const x = kind === 'STEP' ? steps : timestamps;
  return Number(x[x.length - 1] ?? 0) - Number(x[0] ?? 0);
}
