import type { RunPage } from '../../src/contract/adapter.ts';
import { canonicalJson } from '../../src/contract/canonical-json.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { CallContext } from '../../src/contract/context.ts';
import type { Metric, Run } from '../../src/contract/run.ts';
import type { Points, Series, SeriesRequest } from '../../src/contract/series.ts';
import type { MetricContext } from '../../src/contract/value.ts';
import { openPoints, noPoints, type PointsBuilder } from '../../src/kit/points.ts';
import { sliceSteps } from '../../src/kit/slice-steps.ts';
import type { MlflowClient } from './client.ts';
import type { FastTrackMlClient } from './fasttrackml-client.ts';
import { toDouble, toInteger } from './to-model.ts';

// FastTrackML keeps a metric by key and context. runs/search sends one row for each and leaves out which is which, and
// bulk histories mix their points: only get-history, one metric of one run a call, names the context of a point.

export interface ContextReader {
  readonly client: MlflowClient;
  readonly fast: FastTrackMlClient;
  readonly context: CallContext;
}

/** One series of a metric. */
interface OfContext {
  readonly context: MetricContext;
  readonly points: Points;
}

/**
 * Names the contexts of metrics. A key that no run of the server uses with a context is left as it is; of the others the
 * server is asked, run by run.
 */
export async function withContexts(reader: ContextReader, runs: readonly Run[]): Promise<readonly Run[]> {
  if (runs.every(({ metrics }) => metricsOf(metrics).length === 0)) return runs;
  const used = await reader.fast.contextsInUse(reader.context);
  const isNamed = (key: string): boolean => used?.get(key)?.some((one) => Object.keys(one).length > 0) ?? false;
  return Promise.all(runs.map((run) => settle(reader, run, isNamed)));
}

async function settle(reader: ContextReader, run: Run, isNamed: (key: string) => boolean): Promise<Run> {
  const byKey = new Map<string, Metric[]>();
  for (const metric of metricsOf(run.metrics)) byKey.set(metric.key, [...(byKey.get(metric.key) ?? []), metric]);
  const doubtful = [...byKey].filter(([key, rows]) => rows.length > 1 || isNamed(key));
  if (doubtful.length === 0) return { ...run, metrics: metricsOf(run.metrics).map(asSent) };
  const known = doubtful.some(([, rows]) => rows.length === 1)
    ? await reader.fast.contextsOfRun(reader.context, run.nativeId)
    : null;
  const settled = await Promise.all(
    [...byKey].map(async ([key, rows]): Promise<readonly Metric[]> => {
      if (rows.length === 1 && !isNamed(key)) return rows.map(asSent);
      const [own, ...others] = known?.get(key) ?? [];
      if (rows.length === 1 && own !== undefined && others.length === 0) {
        return rows.map((row) => asSent({ ...row, context: own }));
      }
      return toMetrics(key, await readContexts(reader, run.nativeId, key));
    }),
  );
  return { ...run, metrics: settled.flat() };
}

/** The latest that the server keeps is what was sent last, whatever its step. */
function asSent(metric: Metric): Metric {
  return { ...metric, unsure: true };
}

function metricsOf(metrics: Run['metrics']): readonly Metric[] {
  return isRungraphError(metrics) ? [] : metrics;
}

/** What was read of a series is told of it: the point with the greatest step is the latest, whatever was sent last. */
function toMetrics(key: string, found: readonly OfContext[]): readonly Metric[] {
  return found.map(({ context, points: { steps, values } }) => {
    const end = values.length - 1;
    return { key, nativeKey: key, context, last: values[end] ?? null, lastStep: steps[end] ?? null };
  });
}

/** Every point of one metric of one run, by context. */
async function readContexts(
  { client, context }: ContextReader,
  runId: string,
  metric: string,
): Promise<readonly OfContext[]> {
  const builders = new Map<string, { readonly context: MetricContext; readonly builder: PointsBuilder }>();
  // The server knows no pages here and answers with all there is.
  for (const row of (await client.getHistory(context, runId, metric, null)).items) {
    const own = row.context ?? {};
    const name = canonicalJson(own);
    const found = builders.get(name) ?? { context: own, builder: openPoints() };
    builders.set(name, found);
    found.builder.add(toInteger(row.step), toDouble(row.value), Number(row.timestamp ?? Number.NaN));
  }
  return [...builders.values()].map(({ context: own, builder }) => ({ context: own, points: builder.build() }));
}

/** Series of metrics whose contexts are named; a metric of a run is read once for all of them. */
export async function seriesOfContexts(
  reader: ContextReader,
  requests: readonly SeriesRequest[],
): Promise<readonly (Series | RungraphError)[]> {
  const reading = new Map<string, Promise<readonly OfContext[]>>();
  return Promise.all(
    requests.map(async ({ runId, metric, context, from, to }) => {
      const place = JSON.stringify([runId, metric]);
      const found = reading.get(place) ?? readContexts(reader, runId, metric);
      reading.set(place, found);
      try {
        const wanted = canonicalJson(context);
        const own = (await found).find((one) => canonicalJson(one.context) === wanted);
        const points = sliceSteps(own?.points ?? noPoints, from, to);
        return { ...points, totalPoints: points.values.length, complete: true };
      } catch (error) {
        if (isRungraphError(error)) return error;
        throw error;
      }
    }),
  );
}

/** A page of a search, its metrics named. A run that a filter finds by several contexts comes as often: once is enough. */
export async function namePage(reader: ContextReader, page: RunPage): Promise<RunPage> {
  const kept = page.runs.map(({ nativeId }, at) => nativeId !== page.runs[at + 1]?.nativeId);
  const pick = <T>(list: readonly T[]): readonly T[] => list.filter((_item, at) => kept[at] === true);
  const { positions } = page;
  return {
    ...page,
    runs: await withContexts(reader, pick(page.runs)),
    ...(positions === undefined ? {} : { positions: pick(positions) }),
  };
}

/** Runs by id, their metrics named. */
export async function nameSlots(
  reader: ContextReader,
  slots: readonly (Run | RungraphError | null)[],
): Promise<readonly (Run | RungraphError | null)[]> {
  const runs = slots.filter((slot): slot is Run => slot !== null && !isRungraphError(slot));
  const named = await withContexts(reader, runs);
  return slots.map((slot) => (slot === null || isRungraphError(slot) ? slot : (named[runs.indexOf(slot)] ?? slot)));
}
