import { RungraphError } from '../../contract/error.ts';
import { bootstrapInterval, type Bounds, type IntervalOf } from '../stats/bootstrap.ts';
import { meanInterval } from '../stats/mean-interval.ts';
import { openStream } from '../stats/stream.ts';
import type { Summary } from '../stats/summary.ts';

/** Which interval is told, and of what. */
export type Interval =
  | { readonly method: 'T'; readonly of: 'MEAN'; readonly level: number }
  | {
      readonly method: 'BOOTSTRAP';
      readonly of: IntervalOf;
      readonly level: number;
      readonly resamples: number;
      readonly seed: number;
    };

/** What somebody asked for; what is left out has its default. */
export interface AskedInterval {
  readonly method?: 'T' | 'BOOTSTRAP' | null | undefined;
  readonly of?: IntervalOf | null | undefined;
  readonly level?: number | null | undefined;
  readonly resamples?: number | null | undefined;
  readonly seed?: number | null | undefined;
}

export const resampleRange = { least: 100, most: 100_000, usual: 10_000 } as const;

/** @throws INVALID_QUERY for what has no meaning. */
export function readInterval(asked: AskedInterval): Interval {
  const method = asked.method ?? 'T';
  const of = asked.of ?? 'MEAN';
  const level = checkLevel(asked.level ?? 0.95);
  if (method === 'BOOTSTRAP') {
    return {
      method,
      of,
      level,
      resamples: checkResamples(asked.resamples ?? resampleRange.usual),
      seed: asked.seed ?? 0,
    };
  }
  if (of !== 'MEAN') refuse(`T is an interval of the mean; for ${of} ask for BOOTSTRAP`);
  return { method, of, level };
}

/** @throws INVALID_QUERY. */
export function checkLevel(level: number): number {
  if (!(level > 0 && level < 1)) refuse(`level is ${level}; it lies between 0 and 1, such as 0.95`);
  return level;
}

/** @throws INVALID_QUERY. */
export function checkResamples(resamples: number): number {
  const { least, most } = resampleRange;
  if (!(Number.isInteger(resamples) && resamples >= least && resamples <= most)) {
    refuse(`resamples is ${resamples}; it is a whole number from ${least} to ${most}`);
  }
  return resamples;
}

function refuse(why: string): never {
  throw new RungraphError('INVALID_QUERY', `interval: ${why}.`);
}

/**
 * The interval of a measure in a group; null of too few values.
 * @param names What the figure is of: the measure's name and the key of its group, which name its random numbers.
 */
export function intervalOf(
  sorted: Float64Array,
  summary: Summary,
  interval: Interval,
  names: readonly string[],
): Bounds | null {
  if (interval.method === 'T') return meanInterval(summary, interval.level);
  const { of, level, resamples, seed } = interval;
  return bootstrapInterval(sorted, of, level, resamples, openStream(seed, ...names));
}
