import type { SeriesAnswers, SeriesRequest } from '../../../src/contract/series.ts';
import { seriesInTime, type FoundSeries } from '../../../src/kit/series-in-time.ts';
import type { HistoryReader } from './access.ts';
import { wayOf } from './group-requests.ts';
import { readRuns } from './read-runs.ts';
import { readSampled } from './read-sampled.ts';

/**
 * Series in the order asked. What is asked for with few points is sampled by the server, as far as their ends are found;
 * whole series are read from the exported files and the live tail. What was read in time is an answer: only the rest
 * fails with the deadline.
 */
export async function getSeries(reader: HistoryReader, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
  return seriesInTime(reader.context, requests, (context, found) => readAll({ ...reader, context }, requests, found));
}

async function readAll(reader: HistoryReader, requests: readonly SeriesRequest[], found: FoundSeries): Promise<void> {
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
