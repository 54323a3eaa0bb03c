import { bulkhead } from 'cockatiel';
import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Points, Series, SeriesAnswers, SeriesRequest } from '../../../src/contract/series.ts';
import { noPoints } from '../../../src/kit/points.ts';
import { sliceSteps } from '../../../src/kit/slice-steps.ts';
import { askSplitting } from '../ask-splitting.ts';
import { openAccess, type HistoryReader } from './access.ts';
import { askedOf, kindOf, runsOf, type RunRequests } from './group-requests.ts';
import { readEvents } from './read-events.ts';
import { readSampled } from './read-sampled.ts';
import { readWhole, type WholeAnswer } from './read-whole.ts';

type Answer = Series | RungraphError;

/** Runs whose files are read at the same time: enough that the server is never waited for, and few files are held. */
const runsAtOnce = 8;

interface Reading {
  readonly answers: Promise<Answers>;
}

/**
 * Series in the order asked: one alias for each run and way of reading, many in one request. What is asked for with few
 * points is sampled by the server; whole series are read from the exported files and the live tail, each run's as soon
 * as it is known where they lie.
 */
export async function getSeries(reader: HistoryReader, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
  const { client, context, pace } = reader;
  const groups = runsOf(requests);
  const places = bulkhead(runsAtOnce, Number.POSITIVE_INFINITY);
  const ended = new AbortController();

  function read(group: RunRequests, answer: WholeAnswer | null): Reading {
    const answers = places.execute(() => answerGroup(reader, group, answer), ended.signal);
    // It is waited for later; until then its failure is nobody's.
    answers.catch(() => undefined);
    return { answers };
  }

  try {
    const readings = await askSplitting(groups, pace.size, async (some) => {
      const answers = await client.readHistory(context, some.map(askedOf));
      return some.map((group, index) => {
        const answer = answers[index] ?? null;
        return isRungraphError(answer) ? answer : read(group, answer?.run ?? null);
      });
    });
    const found = new Map<SeriesRequest, Answer>();
    for (const [index, group] of groups.entries()) {
      const reading = readings[index];
      if (reading === undefined) continue;
      const answers = isRungraphError(reading) ? loseAll(group, reading) : await reading.answers;
      for (const [request, answer] of answers) found.set(request, answer);
    }
    return requests.map((request) => found.get(request) ?? whole(noPoints));
  } finally {
    // Where the whole question failed, runs that wait for their turn are not read for nobody.
    ended.abort();
  }
}

type Answers = readonly (readonly [SeriesRequest, Answer])[];

function loseAll({ requests }: RunRequests, error: RungraphError): Answers {
  return requests.map((request) => [request, error]);
}

async function answerGroup(reader: HistoryReader, group: RunRequests, answer: WholeAnswer | null): Promise<Answers> {
  const { requests } = group;
  if (answer === null) return [];
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
    return loseAll(group, error);
  }
}

function whole(points: Points): Series {
  return { ...points, totalPoints: points.values.length, complete: true };
}
