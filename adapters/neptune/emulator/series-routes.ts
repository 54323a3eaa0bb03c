import type { FastifyInstance } from 'fastify';
import { pointsOf, type AskedSeries } from './points-of.ts';
import { double, each, flag, float, int64, message, nested, text } from './proto/message.ts';
import { refuse } from './refuse.ts';
import { pointToWire } from './to-wire.ts';
import { runOf, type StoredPoint, type World } from './world.ts';

interface SeriesQuery {
  readonly experimentId: string;
  readonly attribute: string;
  readonly limit?: string;
  readonly offset?: string;
  readonly skipToStep?: string;
  readonly lineage?: string;
}

interface SeriesRequests {
  readonly requests: readonly {
    readonly requestId: string;
    readonly series: AskedSeries;
    readonly afterStep?: number | null;
  }[];
  readonly perSeriesPointsLimit?: number;
  readonly stepRange?: { readonly from?: number | null; readonly to?: number | null };
  readonly order?: string;
}

const path = '/attributes/series/float';

export function addSeries(app: FastifyInstance, world: World): void {
  app.get<{ Querystring: SeriesQuery }>(`/api/leaderboard/v1${path}`, ({ query }, reply) => {
    const run = runOf(world, query.experimentId);
    if (run === undefined) return refuse(reply, 404, 'EXPERIMENT_NOT_FOUND', 'Experiment not found');
    const points = pointsOf(run, query.attribute, query.lineage === 'FULL');
    if (points === undefined) return refuse(reply, 404, 'ATTRIBUTE_NOT_FOUND', 'Attribute not found');
    const limit = Number(query.limit ?? 1000);
    const from = query.skipToStep === undefined ? -Infinity : Number(query.skipToStep);
    const rest = points.filter(({ step }) => step >= from).slice(Number(query.offset ?? 0));
    return { totalItemCount: points.length, values: rest.slice(0, limit).map(pointToWire) };
  });
  if (world.line === '2.x') return;
  // Many series at once are asked for by protocol buffers alone.
  app.post<{ Body: SeriesRequests }>(`/api/leaderboard/v1/proto${path}`, ({ body }, reply) => {
    const found = body.requests.flatMap(({ requestId, series: { holder, attribute, lineage }, afterStep }) => {
      const run = runOf(world, holder.identifier);
      const points = run === undefined ? undefined : pointsOf(run, attribute, lineage === 'FULL');
      return points === undefined ? [] : [{ requestId, points, page: pageOf(points, body, afterStep ?? null) }];
    });
    const answer = each(found, ({ requestId, points, page }) =>
      nested(1, text(1, requestId), nested(2, int64(1, points.length), each(page, pointField))),
    );
    return reply.type('application/x-protobuf').send(Buffer.from(message(answer)));
  });
}

/** Points behind a step, in the order asked: going down, behind means below. */
function pageOf(points: readonly StoredPoint[], body: SeriesRequests, after: number | null): readonly StoredPoint[] {
  const { perSeriesPointsLimit, stepRange, order } = body;
  const { from, to } = stepRange ?? {};
  const within = points.filter(({ step }) => step >= (from ?? -Infinity) && step <= (to ?? Infinity));
  const down = order === 'descending';
  const ordered = down ? within.reverse() : within;
  const behind = ordered.filter(({ step }) => after === null || (down ? step < after : step > after));
  return behind.slice(0, perSeriesPointsLimit);
}

function pointField({ timestampMillis, step, value }: StoredPoint) {
  return nested(2, int64(1, timestampMillis), double(2, step), double(3, value), flag(4, false), float(5, 1));
}
