import type { Smoothing } from './smoothing.ts';

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
