import type { CallContext } from '../../../src/contract/context.ts';
import type { Series, SeriesAnswers, SeriesRequest } from '../../../src/contract/series.ts';
import { RungraphError, isRungraphError } from '../../../src/contract/error.ts';
import { noPoints } from '../../../src/kit/points.ts';
import { sliceSteps } from '../../../src/kit/slice-steps.ts';
import { writeJson } from '../../../src/kit/write-json.ts';
import { readEvents } from '../history/read-events.ts';
import { openRows } from '../history/rows-builder.ts';
import type { Listing, Shelf } from './open-shelf.ts';
import type { Body } from './read-body.ts';

/** Series in the order asked, each file read once. */
export async function getSeries(
  shelf: Shelf,
  { runs }: Listing,
  { signal }: CallContext,
  requests: readonly SeriesRequest[],
): Promise<SeriesAnswers> {
  const found = new Map<SeriesRequest, Series | RungraphError>();
  for (const id of new Set(requests.map(({ runId }) => runId))) {
    signal.throwIfAborted();
    const run = runs.get(id);
    const own = requests.filter(({ runId, context }) => runId === id && Object.keys(context ?? {}).length === 0);
    if (run === undefined || own.length === 0) continue;
    const body = await shelf.body(run).catch(toError);
    const metrics = [...new Set(own.map(({ metric }) => metric))];
    const rows = openRows(metrics);
    if (!isRungraphError(body)) body.rows.forEach((row) => rows.addRow(row));
    for (const request of own) {
      found.set(request, isRungraphError(body) ? body : read(request, body, rows.points(request.metric)));
    }
  }
  return requests.map((request) => found.get(request) ?? { ...noPoints, totalPoints: 0, complete: true });
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
