import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { Points, Series, SeriesAnswers, SeriesRequest } from '../../src/contract/series.ts';
import { noPoints } from '../../src/kit/points.ts';
import { seriesInTime, type FoundSeries } from '../../src/kit/series-in-time.ts';
import { sliceSteps } from '../../src/kit/slice-steps.ts';
import { seriesOfContexts } from './fasttrackml-contexts.ts';
import type { HistoryReader } from './history.ts';
import { mostSamples, readSampled } from './sampled-history.ts';
import { readAsLogged, readWhole } from './whole-history.ts';

type Answer = Series | RungraphError;

/** Series in the order asked, with one group of calls for each metric and way of reading it. */
export async function getSeries(reader: HistoryReader, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
  return seriesInTime(reader.context, requests, (context, found) => readAll({ ...reader, context }, requests, found));
}

async function readAll(reader: HistoryReader, requests: readonly SeriesRequest[], found: FoundSeries): Promise<void> {
  const groups = new Map<string, SeriesRequest[]>();
  const named = reader.fast === undefined ? [] : requests.filter(({ context }) => context !== null);
  for (const request of requests) {
    if (named.includes(request)) continue;
    const key = groupOf(reader, request);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [request]);
    else group.push(request);
  }
  if (reader.fast !== undefined && named.length > 0) {
    const series = await seriesOfContexts({ ...reader, fast: reader.fast }, named);
    named.forEach((request, index) => found.set(request, series[index] ?? toSeries(noPoints, true)));
  }
  await Promise.all(
    [...groups.values()].map(async (group) => {
      for (const [request, answer] of await answerGroup(reader, group)) found.set(request, answer);
    }),
  );
}

/** The server samples, unless it would have to answer for a range in which older ones lose the first point. */
function isSampled({ dialect }: HistoryReader, { from, to, maxPoints }: SeriesRequest): boolean {
  if (maxPoints === null || maxPoints > mostSamples || !dialect.sampledHistory) return false;
  return dialect.samplesRows || (from === null && to === null);
}

function groupOf(reader: HistoryReader, request: SeriesRequest): string {
  const { metric, from, to, maxPoints } = request;
  if (!isSampled(reader, request)) return JSON.stringify([metric]);
  return JSON.stringify([metric, String(from), String(to), maxPoints]);
}

async function answerGroup(
  reader: HistoryReader,
  group: readonly SeriesRequest[],
): Promise<readonly (readonly [SeriesRequest, Answer])[]> {
  const [first] = group;
  if (first === undefined) return [];
  const runIds = [...new Set(group.map((request) => request.runId))];
  if (first.maxPoints !== null && isSampled(reader, first)) {
    const { history, complete } = await readSampled(reader, { ...first, maxPoints: first.maxPoints }, runIds);
    return group.map((request) => {
      const points = history.get(request.runId) ?? noPoints;
      return [request, isRungraphError(points) ? points : toSeries(points, complete.has(request.runId))];
    });
  }
  const read = reader.fast === undefined ? readWhole : readAsLogged;
  const history = await read(reader, first.metric, runIds);
  return group.map((request) => {
    const points = history.get(request.runId) ?? noPoints;
    return [request, isRungraphError(points) ? points : toSeries(sliceSteps(points, request.from, request.to), true)];
  });
}

function toSeries(points: Points, complete: boolean): Series {
  return { ...points, totalPoints: complete ? points.values.length : null, complete };
}
