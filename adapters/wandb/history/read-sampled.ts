import type { Series, SeriesRequest } from '../../../src/contract/series.ts';
import { openRows } from './rows-builder.ts';
import type { WholeAnswer } from './read-whole.ts';

/**
 * What the server picked. It is all there is only where the run has no more rows than were asked for: the server
 * thins out at random, and sends fewer rows than asked for in more cases than that of having no more.
 */
export function readSampled(request: SeriesRequest, answer: WholeAnswer, index: number): Series {
  const rows = openRows([request.metric]);
  answer.sampledHistory?.[index]?.forEach((row) => rows.addRow(row));
  const points = rows.points(request.metric);
  const lines = answer.historyLineCount;
  const complete = lines !== null && lines !== undefined && Number(lines) <= (request.maxPoints ?? 0);
  return { ...points, totalPoints: complete ? points.values.length : null, complete };
}
