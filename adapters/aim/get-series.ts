import type { CallContext } from '../../src/contract/context.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { Series, SeriesAnswers, SeriesRequest } from '../../src/contract/series.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { noPoints } from '../../src/kit/points.ts';
import { seriesInTime, wholeSeries, type FoundSeries } from '../../src/kit/series-in-time.ts';
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
  return seriesInTime(context, requests, (own, found) => readAll(client, own, requests, found));
}

async function readAll(
  client: AimClient,
  context: CallContext,
  requests: readonly SeriesRequest[],
  found: FoundSeries,
): Promise<void> {
  const byRun = new Map<string, SeriesRequest[]>();
  for (const request of requests) {
    const known = byRun.get(request.runId);
    if (known === undefined) byRun.set(request.runId, [request]);
    else known.push(request);
  }
  if (byRun.size === 0) return;
  const put = (hash: string, run: RunSeries | RungraphError): void => {
    for (const request of byRun.get(hash) ?? []) found.set(request, answerOf(request, run));
  };
  const chunks = chunkEvenly([...byRun.keys()], runsPerCall).map(async (chunk) => {
    const runs = await readSplitting(chunk, (hashes) => readChunk({ client, context, byRun, put }, hashes));
    for (const [hash, run] of runs) if (isRungraphError(run)) put(hash, run);
  });
  await Promise.all(chunks);
}

/** Whole series of one run, by metric and context. */
type RunSeries = ReadonlyMap<string, WholeSeries>;

interface ChunkReader {
  readonly client: AimClient;
  readonly context: CallContext;
  readonly byRun: ReadonlyMap<string, readonly SeriesRequest[]>;
  /** Puts down what was read of a run. */
  readonly put: (hash: string, run: RunSeries) => void;
}

async function readChunk(
  { client, context, byRun, put }: ChunkReader,
  hashes: readonly string[],
): Promise<Answered<RunSeries>> {
  const asked = hashes.map((hash) => [hash, byRun.get(hash) ?? []] as const);
  const wanted = new Map(asked.map(([hash, list]) => [hash, new Set(list.map(keyOf))]));
  const found = new Map<string, RunSeries>();
  const roots = await client.searchMetrics(context, seriesQuery(asked));
  try {
    for await (const root of roots) {
      const keys = wanted.get(root.key);
      if (keys === undefined) continue;
      const run = readSeries(root, (metric, where) => keys.has(seriesKey(metric, where)));
      found.set(root.key, run);
      put(root.key, run);
    }
  } catch (error) {
    return { found, broke: brokeOff(error) };
  }
  return { found, broke: null };
}

function answerOf(request: SeriesRequest, run: RunSeries | RungraphError): Series | RungraphError {
  if (isRungraphError(run)) return run;
  const whole = run.get(keyOf(request)) ?? noPoints;
  return isRungraphError(whole) ? whole : wholeSeries(sliceSteps(whole, request.from, request.to));
}

function keyOf({ metric, context }: SeriesRequest): string {
  return seriesKey(metric, context ?? {});
}
