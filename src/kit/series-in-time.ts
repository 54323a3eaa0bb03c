import type { CallContext } from '../contract/context.ts';
import { RungraphError } from '../contract/error.ts';
import type { Points, Series, SeriesAnswers, SeriesRequest } from '../contract/series.ts';
import { beforeDeadline } from './before-deadline.ts';
import { noPoints } from './points.ts';

/** The series that were read so far. */
export type FoundSeries = Map<SeriesRequest, Series | RungraphError>;

export function wholeSeries(points: Points): Series {
  return { ...points, totalPoints: points.values.length, complete: true };
}

/**
 * Series in the order asked. `read` puts down each as soon as it has it, so that the deadline takes away the others
 * alone: they fail by TIMEOUT. A series that a reader has not put down when it ends has no points.
 */
export async function seriesInTime(
  context: CallContext,
  requests: readonly SeriesRequest[],
  read: (own: CallContext, found: FoundSeries) => Promise<void>,
): Promise<SeriesAnswers> {
  const found: FoundSeries = new Map();
  const isDone = await beforeDeadline(context, (own) => read(own, found));
  return requests.map((request) => found.get(request) ?? (isDone ? wholeSeries(noPoints) : tooLate()));
}

/** The same words for every series, so that they can be told once. */
function tooLate(): RungraphError {
  return new RungraphError('TIMEOUT', 'This series was not read before the deadline of its source (deadlineMs).');
}
