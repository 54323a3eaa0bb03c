import cdf from '@stdlib/stats-base-dists-t-cdf';
import quantile from '@stdlib/stats-base-dists-t-quantile';

/** The two-sided p of a t statistic. Degrees of freedom need not be whole. */
export function twoSidedP(statistic: number, degreesOfFreedom: number): number {
  return Math.min(1, 2 * cdf(-Math.abs(statistic), degreesOfFreedom));
}

/** How many standard errors an interval reaches to each side. */
export function reachOf(level: number, degreesOfFreedom: number): number {
  return quantile((1 + level) / 2, degreesOfFreedom);
}
