import type { CallContext } from '../../../../src/contract/context.ts';
import { isRungraphError, RungraphError } from '../../../../src/contract/error.ts';
import type { Points, Series, SeriesAnswers, SeriesRequest } from '../../../../src/contract/series.ts';
import { noPoints } from '../../../../src/kit/points.ts';
import { seriesInTime, type FoundSeries } from '../../../../src/kit/series-in-time.ts';
import { sliceSteps } from '../../../../src/kit/slice-steps.ts';
import type { ArchivedRun, Catalog } from '../catalog.ts';
import { lineageOf, type Stretch } from '../forks.ts';
import type { Losses } from '../losses.ts';
import { pathOfSeries } from '../moved/moved-run.ts';
import { readSeries } from './read-series.ts';
import { stitch } from './stitch.ts';

export interface SeriesAccess {
  readonly context: CallContext;
  readonly catalog: Catalog;
  readonly losses: Losses;
  readonly stitched: boolean;
  /** From the times of a run's series, as stored, to UTC. */
  readonly toUtc: (run: ArchivedRun) => (time: number) => number;
}

type ByRun = ReadonlyMap<ArchivedRun, ReadonlyMap<string, Points> | RungraphError>;

/** Series in the order asked. The files of a run are opened once, however many of its metrics are asked for. */
export async function getSeries(access: SeriesAccess, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
  return seriesInTime(access.context, requests, (context, found) => readAll({ ...access, context }, requests, found));
}

/** One run after the other: the memory in use is that of the answer and one row group. */
async function readAll(access: SeriesAccess, requests: readonly SeriesRequest[], found: FoundSeries): Promise<void> {
  const tasks = requests.map((request) => ({ request, stretches: stretchesOf(access, request.runId) }));
  const wanted = new Map<ArchivedRun, Set<string>>();
  for (const { request, stretches } of tasks) {
    for (const { run } of stretches) {
      const path = pathOfSeries(run, request.metric, request.context);
      wanted.set(run, (wanted.get(run) ?? new Set<string>()).add(path));
    }
  }
  const read = new Map<ArchivedRun, ReadonlyMap<string, Points> | RungraphError>();
  for (const { request, stretches } of tasks) {
    for (const { run } of stretches) {
      if (!read.has(run)) read.set(run, await readOne(access, run, wanted.get(run) ?? new Set()));
    }
    const whole = stretches.every(({ run }) => access.losses.of(run).length === 0);
    found.set(request, answer(request, stretches, read, whole));
  }
}

function stretchesOf({ catalog, stitched }: SeriesAccess, runId: string): readonly Stretch[] {
  const run = catalog.byId.get(runId);
  if (run === undefined) return [];
  return stitched ? lineageOf(run, catalog) : [{ run, from: -Infinity, to: Infinity }];
}

async function readOne(
  { context, toUtc }: SeriesAccess,
  run: ArchivedRun,
  metrics: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Points> | RungraphError> {
  try {
    return await readSeries(run, metrics, toUtc(run), context.signal, () => {
      context.meter.upstreamCalls += 1;
    });
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    if (error.code === 'CANCELLED' || error.code === 'TIMEOUT') throw error;
    return new RungraphError(error.code, `A file of the run ${run.nativeId} is not readable now: ${error.message}.`, {
      cause: error,
    });
  }
}

function answer(
  { metric, context, from, to }: SeriesRequest,
  stretches: readonly Stretch[],
  read: ByRun,
  /** Whether every file of the runs could be read. */
  isWhole: boolean,
): Series | RungraphError {
  const pieces: { readonly stretch: Stretch; readonly points: Points }[] = [];
  for (const stretch of stretches) {
    const found = read.get(stretch.run);
    if (isRungraphError(found)) return found;
    pieces.push({ stretch, points: found?.get(pathOfSeries(stretch.run, metric, context)) ?? noPoints });
  }
  const [only] = pieces;
  const whole = pieces.length > 1 ? stitch(pieces) : (only?.points ?? noPoints);
  const points = sliceSteps(whole, from, to);
  return { ...points, totalPoints: isWhole ? points.values.length : null, complete: isWhole };
}
