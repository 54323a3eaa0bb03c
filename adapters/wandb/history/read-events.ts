import type { Series, SeriesRequest } from '../../../src/contract/series.ts';
import { openPoints } from '../../../src/kit/points.ts';
import { sliceSteps } from '../../../src/kit/slice-steps.ts';
import { readObject } from '../read-fields.ts';
import type { HistoryAnswer } from './access.ts';
import { toMs, toNumber } from './points-of-rows.ts';

/** A system metric. Its rows have no steps: they are counted from 0. */
export function readEvents(request: SeriesRequest, answer: HistoryAnswer): Series {
  const lines = answer.events ?? [];
  const key = request.metric.replace(/^system\//, 'system.');
  const points = openPoints();
  lines.forEach((line, step) => {
    const row = readObject(line);
    const value = toNumber(row[key]);
    if (value !== undefined) points.add(step, value, toMs(row['_timestamp']));
  });
  const sliced = sliceSteps(points.build(), request.from, request.to);
  const count = answer.eventsLineCount;
  const complete = count === null || count === undefined || lines.length >= Number(count);
  return { ...sliced, totalPoints: complete ? sliced.values.length : null, complete };
}
