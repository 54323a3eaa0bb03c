import type { CallContext } from '../../../src/contract/context.ts';
import type { Series, SeriesAnswers, SeriesRequest } from '../../../src/contract/series.ts';
import { RungraphError, isRungraphError } from '../../../src/contract/error.ts';
import { seriesInTime, type FoundSeries } from '../../../src/kit/series-in-time.ts';
import { sliceSteps } from '../../../src/kit/slice-steps.ts';
import { writeJson } from '../../../src/kit/write-json.ts';
import { readEvents } from '../history/read-events.ts';
import { openRows } from '../history/rows-builder.ts';
import type { Listing, Shelf } from './open-shelf.ts';
import type { Body } from './read-body.ts';

/** Series in the order asked, each file read once. What was read in time is an answer. */
export async function getSeries(
  shelf: Shelf,
  listing: Listing,
  context: CallContext,
  requests: readonly SeriesRequest[],
): Promise<SeriesAnswers> {
  return seriesInTime(context, requests, ({ signal }, found) => readAll(shelf, listing, signal, requests, found));
}

async function readAll(
  shelf: Shelf,
  { runs }: Listing,
  signal: AbortSignal,
  requests: readonly SeriesRequest[],
  found: FoundSeries,
): Promise<void> {
  for (const [id, all] of groupByRun(requests)) {
    signal.throwIfAborted();
    const run = runs.get(id);
    const own = all.filter(({ context }) => Object.keys(context ?? {}).length === 0);
    if (run === undefined || own.length === 0) continue;
    const body = await shelf.body(run).catch(toError);
    const metrics = [...new Set(own.map(({ metric }) => metric))];
    const rows = openRows(metrics);
    if (!isRungraphError(body)) body.rows.forEach((row) => rows.addRow(row));
    for (const request of own) {
      found.set(request, isRungraphError(body) ? body : read(request, body, rows.points(request.metric)));
    }
  }
}

function groupByRun(requests: readonly SeriesRequest[]): ReadonlyMap<string, readonly SeriesRequest[]> {
  const groups = new Map<string, SeriesRequest[]>();
  for (const request of requests) {
    const group = groups.get(request.runId);
    if (group === undefined) groups.set(request.runId, [request]);
    else group.push(request);
  }
  return groups;
}

/** Where a part of the file is lost, nobody knows how many points there were. */
function read(request: SeriesRequest, { events, damage }: Body, points: ReturnType<typeof sliceSteps>): Series {
  const isWhole = damage.broken === 0 && !damage.torn;
  const series = /^system[./]/.test(request.metric)
    ? readEvents(request, { events: events.map(writeJson) })
    : sliceSteps(points, request.from, request.to);
  return { ...series, totalPoints: isWhole ? series.values.length : null, complete: isWhole };
}

function toError(cause: unknown): RungraphError {
  if (isRungraphError(cause)) return cause;
  return new RungraphError('UNAVAILABLE', 'The file of an offline run cannot be read.', { cause });
}
