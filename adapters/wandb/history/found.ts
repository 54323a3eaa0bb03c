import { RungraphError } from '../../../src/contract/error.ts';
import type { Points, Series, SeriesRequest } from '../../../src/contract/series.ts';

/** What was read so far. */
export type Found = Map<SeriesRequest, Series | RungraphError>;

export function wholeSeries(points: Points): Series {
  return { ...points, totalPoints: points.values.length, complete: true };
}

/** The same words for every series, so that they can be told once. */
export function tooLate(): RungraphError {
  return new RungraphError('TIMEOUT', 'This series was not read before the deadline of its source (deadlineMs).');
}
