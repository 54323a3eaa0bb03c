import type { FastifyInstance } from 'fastify';
import { fileRef, histogram } from './proto/attribute.ts';
import type { AskedSeries } from './points-of.ts';
import { double, each, flag, float, int64, message, nested, text, type Field } from './proto/message.ts';
import {
  runOf,
  type StoredFile,
  type StoredHistogram,
  type StoredObject,
  type StoredRun,
  type World,
} from './world.ts';

interface ObjectsAsked {
  readonly requests: readonly {
    readonly requestId: string;
    readonly series: AskedSeries;
    readonly searchAfter?: { readonly finished: boolean; readonly token: string } | null;
  }[];
  readonly perSeriesPointsLimit?: number | null;
  readonly order?: string;
}
type Point = StoredObject<string | StoredHistogram | StoredFile>;

/** Points of one answer, where fewer are not asked for. */
const mostPoints = 1000;

/** Series of texts, histograms and files of 3.x, many at once, by protocol buffers. */
export function addObjects(app: FastifyInstance, world: World): void {
  app.post<{ Body: ObjectsAsked }>('/api/leaderboard/v1/proto/attributes/series', ({ body }, reply) => {
    const found = body.requests.map(({ requestId, series: { holder, attribute, lineage }, searchAfter }) => {
      const run = runOf(world, holder.identifier);
      const points = run === undefined ? undefined : pointsOf(run, attribute, lineage === 'FULL');
      return points === undefined ? noField : seriesField(requestId, points, searchAfter?.token ?? null, body);
    });
    return reply.type('application/x-protobuf').send(Buffer.from(message(...found)));
  });
}

const noField: Field = () => undefined;

/** A token is the number of points that were sent. */
function seriesField(
  id: string,
  points: readonly Point[],
  token: string | null,
  { order, perSeriesPointsLimit }: ObjectsAsked,
): Field {
  const ordered = order === 'descending' ? [...points].reverse() : points;
  const start = Number(token ?? 0);
  const page = ordered.slice(start, start + Math.min(perSeriesPointsLimit ?? mostPoints, mostPoints));
  const end = start + page.length;
  const after = nested(2, flag(1, end >= points.length), text(2, String(end)));
  return nested(1, text(1, id), after, nested(4, each(page, pointField)));
}

function pointField({ step, timestampMillis, value }: Point): Field {
  const about = [int64(1, timestampMillis), double(2, step), flag(4, false), float(5, 1)];
  return nested(1, ...about, nested(6, objectField(value)));
}

function objectField(value: Point['value']): Field {
  if (typeof value === 'string') return text(1, value);
  return 'edges' in value ? nested(2, histogram(value)) : nested(3, fileRef(1, value));
}

/** With lineage, what the run inherits comes first. */
function pointsOf(run: StoredRun, path: string, lineage: boolean): readonly Point[] | undefined {
  const found = run.attributes.get(path);
  const own =
    found?.type === 'stringSeries' || found?.type === 'histogramSeries' || found?.type === 'fileRefSeries'
      ? found.points
      : undefined;
  const inherited = lineage && run.fork !== undefined ? pointsOf(run.fork.parent, path, true) : undefined;
  if (inherited === undefined) return own;
  const { step = 0 } = run.fork ?? {};
  return [...inherited.filter((point) => point.step <= step), ...(own ?? []).filter((point) => point.step > step)];
}
