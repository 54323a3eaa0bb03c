import type { CallContext } from '../../src/contract/context.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { Series, SeriesAnswers, SeriesRequest } from '../../src/contract/series.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { noPoints } from '../../src/kit/points.ts';
import { sliceSteps } from '../../src/kit/slice-steps.ts';
import { brokeOff } from './broke-off.ts';
import type { AimClient } from './client.ts';
import { readSplitting, type Answered } from './read-splitting.ts';
import { seriesKey } from './series-key.ts';
import { seriesQuery } from './series-query.ts';
import { readSeries, type WholeSeries } from './to-series.ts';

/** Runs of one call. Each of them is in memory at a time, with the metrics asked for. */
const runsPerCall = 100;

/**
 * Series in the order asked. Whole ones are read always: the server would only thin them out by a hash of the step,
 * which loses the first point and the shape. One call names up to 100 runs, with the metrics asked for of each.
 */
export async function getSeries(
  client: AimClient,
  context: CallContext,
  requests: readonly SeriesRequest[],
): Promise<SeriesAnswers> {
  const byRun = new Map<string, SeriesRequest[]>();
  for (const request of requests) {
    const known = byRun.get(request.runId);
    if (known === undefined) byRun.set(request.runId, [request]);
    else known.push(request);
  }
  if (byRun.size === 0) return [];
  const parts = await Promise.all(
    chunkEvenly([...byRun.keys()], runsPerCall).map((chunk) =>
      readSplitting(chunk, (hashes) => readChunk(client, context, hashes, byRun)),
    ),
  );
  const found = new Map(parts.flatMap((part) => [...part]));
  return requests.map((request) => answerOf(request, found.get(request.runId)));
}

/** Whole series of one run, by metric and context. */
type RunSeries = ReadonlyMap<string, WholeSeries>;

async function readChunk(
  client: AimClient,
  context: CallContext,
  hashes: readonly string[],
  byRun: ReadonlyMap<string, readonly SeriesRequest[]>,
): Promise<Answered<RunSeries>> {
  const asked = hashes.map((hash) => [hash, byRun.get(hash) ?? []] as const);
  const wanted = new Map(asked.map(([hash, list]) => [hash, new Set(list.map(keyOf))]));
  const found = new Map<string, RunSeries>();
  const roots = await client.searchMetrics(context, seriesQuery(asked));
  try {
    for await (const root of roots) {
      const keys = wanted.get(root.key);
      if (keys !== undefined)
        found.set(
          root.key,
          readSeries(root, (metric, where) => keys.has(seriesKey(metric, where))),
        );
    }
  } catch (error) {
    return { found, broke: brokeOff(error) };
  }
  return { found, broke: null };
}

function answerOf(request: SeriesRequest, run: RunSeries | RungraphError | undefined): Series | RungraphError {
  if (isRungraphError(run)) return run;
  const whole = run?.get(keyOf(request));
  if (isRungraphError(whole)) return whole;
  const points = sliceSteps(whole ?? noPoints, request.from, request.to);
  return { ...points, totalPoints: points.values.length, complete: true };
}

function keyOf({ metric, context }: SeriesRequest): string {
  return seriesKey(metric, context ?? {});
}
