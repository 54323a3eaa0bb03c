import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Points, Series, SeriesAnswers, SeriesRequest } from '../../../src/contract/series.ts';
import { noPoints } from '../../../src/kit/points.ts';
import { sliceSteps } from '../../../src/kit/slice-steps.ts';
import { openAccess, type HistoryReader } from './access.ts';
import { askInBatches } from './ask-in-batches.ts';
import { askedOf, kindOf, runsOf, type RunRequests } from './group-requests.ts';
import { readEvents } from './read-events.ts';
import { readSampled } from './read-sampled.ts';
import { readWhole, type WholeAnswer } from './read-whole.ts';

type Answer = Series | RungraphError;

/**
 * Series in the order asked: one alias for each run and way of reading, many in one request. What is asked for with few
 * points is sampled by the server; whole series are read from the exported files and the live tail.
 */
export async function getSeries(reader: HistoryReader, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
  const groups = runsOf(requests);
  const answers = await askInBatches(reader, groups.map(askedOf));
  const found = new Map<SeriesRequest, Answer>();
  await Promise.all(
    groups.map(async (group, index) => {
      for (const [request, answer] of await answerGroup(reader, group, answers[index] ?? null))
        found.set(request, answer);
    }),
  );
  return requests.map((request) => found.get(request) ?? whole(noPoints));
}

async function answerGroup(
  reader: HistoryReader,
  group: RunRequests,
  answer: WholeAnswer | RungraphError | null,
): Promise<readonly (readonly [SeriesRequest, Answer])[]> {
  const { requests } = group;
  if (answer === null) return [];
  if (isRungraphError(answer)) return requests.map((request) => [request, answer]);
  try {
    switch (kindOf(group)) {
      case 'sampled':
        return requests.map((request, index) => [request, readSampled(request, answer, index)]);
      case 'events':
        return requests.map((request) => [request, readEvents(request, answer)]);
      default: {
        const metrics = [...new Set(requests.map(({ metric }) => metric))];
        const rows = await readWhole(openAccess(reader), group.run, metrics, answer);
        return requests.map((request) => [
          request,
          whole(sliceSteps(rows.points(request.metric), request.from, request.to)),
        ]);
      }
    }
  } catch (error) {
    if (!isRungraphError(error) || error.code === 'RATE_LIMITED') throw error;
    return requests.map((request) => [request, error]);
  }
}

function whole(points: Points): Series {
  return { ...points, totalPoints: points.values.length, complete: true };
}
