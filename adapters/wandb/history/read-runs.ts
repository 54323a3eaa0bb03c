import { bulkhead } from 'cockatiel';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { SeriesRequest } from '../../../src/contract/series.ts';
import { sliceSteps } from '../../../src/kit/slice-steps.ts';
import { askSplitting } from '../ask-splitting.ts';
import { openAccess, type HistoryAnswer, type HistoryReader } from './access.ts';
import { wholeSeries, type FoundSeries } from '../../../src/kit/series-in-time.ts';
import { askEvents, askWhole, runsOf, wayOf, type RunRequests } from './group-requests.ts';
import { readEvents } from './read-events.ts';
import { readWhole } from './read-whole.ts';

/** Runs whose files are read at the same time: enough that the server is never waited for, and few files are held. */
const runsAtOnce = 8;

interface Asked extends RunRequests {
  readonly isOfMachine: boolean;
}

/**
 * Reads series to their full length: one alias for each run and way of reading, many in one request, and each run's
 * files as soon as it is known where they lie.
 */
export async function readRuns(
  reader: HistoryReader,
  requests: readonly SeriesRequest[],
  found: FoundSeries,
): Promise<void> {
  const { client, context, pace } = reader;
  if (requests.length === 0) return;
  const isEvents = (request: SeriesRequest): boolean => wayOf(request) === 'events';
  const groups: readonly Asked[] = [
    ...runsOf(requests.filter((request) => !isEvents(request))).map((group) => ({ ...group, isOfMachine: false })),
    ...runsOf(requests.filter(isEvents)).map((group) => ({ ...group, isOfMachine: true })),
  ];
  // Runs that wait for their turn are not read for nobody: the signal tells when.
  const places = bulkhead(runsAtOnce, Number.POSITIVE_INFINITY);
  const readings: Promise<void>[] = [];

  function start(group: Asked, answer: HistoryAnswer): void {
    const reading = places.execute(() => readRun(reader, group, answer, found), context.signal);
    // It is waited for later; until then its failure is nobody's.
    reading.catch(() => undefined);
    readings.push(reading);
  }

  const slots = await askSplitting(groups, pace.size, async (some) => {
    const asked = some.map((group) => (group.isOfMachine ? askEvents(group) : askWhole(group)));
    const answers = await client.readHistory(context, asked);
    return some.map((group, index) => {
      const answer = answers[index] ?? null;
      if (isRungraphError(answer)) return answer;
      if (answer?.run) start(group, answer.run);
      return null;
    });
  });
  slots.forEach((slot, index) => {
    if (slot !== null) groups[index]?.requests.forEach((request) => found.set(request, slot));
  });
  await Promise.all(readings);
}

/** What the files of a run hold is lost alone, unless the server asks for fewer requests. */
async function readRun(reader: HistoryReader, group: Asked, answer: HistoryAnswer, found: FoundSeries): Promise<void> {
  const { requests, run, isOfMachine } = group;
  try {
    if (isOfMachine) {
      for (const request of requests) found.set(request, readEvents(request, answer));
      return;
    }
    const metrics = [...new Set(requests.map(({ metric }) => metric))];
    const rows = await readWhole(openAccess(reader), run, metrics, answer);
    for (const request of requests) {
      found.set(request, wholeSeries(sliceSteps(rows.points(request.metric), request.from, request.to)));
    }
  } catch (error) {
    if (!isRungraphError(error) || error.code === 'RATE_LIMITED') throw error;
    for (const request of requests) found.set(request, error);
  }
}
