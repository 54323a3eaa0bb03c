import type { SeriesAnswers, SeriesRequest } from '../../../src/contract/series.ts';
import { beforeDeadline } from '../../../src/kit/before-deadline.ts';
import type { HistoryReader } from './access.ts';
import { tooLate, wholeSeries, type Found } from './found.ts';
import { noPoints } from '../../../src/kit/points.ts';
import { wayOf } from './group-requests.ts';
import { readRuns } from './read-runs.ts';
import { readSampled } from './read-sampled.ts';

/**
 * Series in the order asked. What is asked for with few points is sampled by the server, as far as their ends are found;
 * whole series are read from the exported files and the live tail. What was read in time is an answer: only the rest
 * fails with the deadline.
 */
export async function getSeries(reader: HistoryReader, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
  const found: Found = new Map();
  const isDone = await beforeDeadline(reader.context, (context) => readAll({ ...reader, context }, requests, found));
  return requests.map((request) => found.get(request) ?? (isDone ? wholeSeries(noPoints) : tooLate()));
}

async function readAll(reader: HistoryReader, requests: readonly SeriesRequest[], found: Found): Promise<void> {
  const [few, others] = [requests.filter(isSampled), requests.filter((request) => !isSampled(request))];
  await Promise.all([
    readRuns(reader, others, found),
    readSampled(reader, few, found).then(() => {
      const left = few.filter((request) => !found.has(request));
      return readRuns(reader, left, found);
    }),
  ]);
}

function isSampled(request: SeriesRequest): boolean {
  return wayOf(request) === 'sampled';
}
