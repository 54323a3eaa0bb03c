import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sequenceKinds } from './sequence-kinds.ts';
import { blobsOf, infoOf, logRecordsOf, logsOf, recordsOf, type AskedSequence, type RecordQuery } from './objects.ts';
import type { StoredRun, World } from './world.ts';

type OfRun<Query = object> = { Params: { readonly hash: string }; Querystring: Query };

/** The routes that read what a run tracked and stored beside metrics. */
export function addObjectRoutes(app: FastifyInstance, world: World): void {
  const known = (hash: string): StoredRun | undefined => world.runs.find((run) => run.hash === hash);

  app.get<OfRun>('/api/runs/:hash/info', ({ params }, reply) => {
    const run = known(params.hash);
    return run === undefined ? notFound(reply) : infoOf(run);
  });
  app.get<OfRun<{ record_range?: string }>>('/api/runs/:hash/logs', ({ params, query }, reply) => {
    const run = known(params.hash);
    return run === undefined ? notFound(reply) : stream(reply, logsOf(run, query.record_range));
  });
  app.get<OfRun<{ record_range?: string }>>('/api/runs/:hash/log-records', ({ params, query }, reply) => {
    const run = known(params.hash);
    return run === undefined ? notFound(reply) : stream(reply, logRecordsOf(run, query.record_range));
  });
  for (const kind of sequenceKinds) {
    app.post<OfRun<RecordQuery> & { Body: readonly AskedSequence[] }>(
      `/api/runs/:hash/${kind}/get-batch`,
      ({ params, query, body }, reply) => {
        const run = known(params.hash);
        return run === undefined ? notFound(reply) : stream(reply, recordsOf(run, kind, body, query));
      },
    );
  }
  for (const kind of ['images', 'audios']) {
    app.post<{ Body: readonly string[] }>(`/api/runs/${kind}/get-batch`, ({ body }, reply) =>
      stream(reply, blobsOf(world, body)),
    );
  }
}

/** As the server does: no type, no length. */
export async function stream(reply: FastifyReply, pieces: Iterable<Buffer>): Promise<FastifyReply> {
  reply.hijack();
  reply.raw.writeHead(200);
  await pipeline(Readable.from(pieces), reply.raw).catch(() => undefined);
  return reply;
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.status(404).send({ message: 'Run not found.', detail: '404: Run not found.' });
}
