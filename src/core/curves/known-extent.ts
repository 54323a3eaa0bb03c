import type { Metric, Run } from '../../contract/run.ts';
import { requireWithin } from '../compare/budget.ts';
import type { CompareLimits } from '../compare/limits-settings.ts';
import { cellsOf, type Align } from './align.ts';
import type { XKind } from './curve.ts';
import type { Smoothing } from './smoothing.ts';

/** What is to be done with curves once they are read. */
export interface CurvePlan {
  readonly align: Align | 'NONE';
  readonly smooth: Smoothing | null;
}

/** A series that is about to be read, and what its tracker told of it with the run. */
export interface KnownSeries {
  readonly run: Pick<Run, 'startedAt' | 'endedAt'>;
  readonly metric: Pick<Metric, 'count' | 'lastStep'>;
}

/**
 * Refuses, before any series is read, what trackers told enough of: where they do not tell how many points there are, it is
 * refused once they are read.
 * @throws INVALID_QUERY.
 */
export function requireKnown(
  series: readonly KnownSeries[],
  kind: XKind,
  { align, smooth }: CurvePlan,
  limits: CompareLimits,
): void {
  const counts = series.map(({ metric }) => Number(metric.count ?? 0));
  if (align !== 'NONE') requireWithin('cells', leastCells(counts, kind, align), limits);
  if (smooth === null) return;
  const products = series.reduce((sum, one, at) => sum + knownProducts(counts[at] ?? 0, rangeOf(one, kind), smooth), 0);
  requireWithin('products', products, limits);
}

/** Steps of runs are often the same, so that the longest may have them all; times hardly ever are. */
export function leastCells(counts: readonly number[], kind: XKind, how: Align): number {
  if (kind === 'TIME' || kind === 'RELATIVE_TIME') return cellsOf(counts, how);
  const most = counts.reduce((longest, count) => Math.max(longest, count), 0);
  return how === 'INTERSECT' ? 0 : most * counts.length;
}

/** How far a series is likely to reach along x; null where nobody tells. */
function rangeOf({ run, metric }: KnownSeries, kind: XKind): number | null {
  if (kind === 'STEP')
    return metric.lastStep === undefined || metric.lastStep === null ? null : Number(metric.lastStep);
  if (kind === 'METRIC' || run.startedAt === null || run.endedAt === null) return null;
  return run.endedAt - run.startedAt;
}

/**
 * How many products a smoothing of a series is likely to take, from what is known before it is looked through: as if its
 * points lay evenly over a range of x, which no other spread takes much fewer for. 0 where nobody can tell.
 */
export function knownProducts(points: number, range: number | null, smoothing: Smoothing): number {
  switch (smoothing.method) {
    case 'MEAN':
      return points * Math.min(points, smoothing.window);
    case 'GAUSSIAN': {
      if (range === null || points < 2) return 0;
      const inReach = range > 0 ? Math.floor((8 * smoothing.sigma * (points - 1)) / range) + 1 : points;
      // At the edges, half of the reach lies beyond the points.
      return points * Math.min(points, inReach) * 0.75;
    }
    default:
      return 0;
  }
}
