import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { addObjectRoutes, stream } from './object-routes.ts';
import { QuerySyntaxError } from './query/syntax-error.ts';
import { searchMetrics, searchRuns, type StreamQuery } from './streams.ts';
import type { World } from './world.ts';

/** The routes of `aim up` that read runs, over one world. It does not listen yet. */
export function openServer(world: World, watch: (path: string) => void): FastifyInstance {
  const app = Fastify({
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    http: { maxHeaderSize: 256 * 1024 },
  });
  app.addHook('onRequest', (request, _reply, done) => {
    watch(request.url);
    done();
  });
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  // The user interface takes every path that is not below /api.
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/')) return reply.status(404).send({ detail: 'Not Found' });
    return reply.type('text/html; charset=utf-8').send('<!doctype html><title>Aim</title>');
  });
  addRoutes(app, world);
  addObjectRoutes(app, world);
  return app;
}

const streams = { '/runs/search/run/': searchRuns, '/runs/search/metric/': searchMetrics };
const plain = ['/experiments/', '/projects/', '/runs/{run_id}/note/'];

function addRoutes(app: FastifyInstance, world: World): void {
  const paths = Object.fromEntries([...Object.keys(streams), ...plain].map((path) => [path, { get: {} }]));
  app.get('/api/openapi.json', () => ({ openapi: '3.1.0', info: { title: 'FastAPI', version: '0.1.0' }, paths }));
  app.get('/api/projects', () => ({ name: 'My awesome project', path: '/repo', description: '' }));
  app.get('/api/experiments', () =>
    world.experiments.map(({ id, name, description, creationTime }) => {
      const runs = world.runs.filter(({ experiment }) => experiment.id === id);
      return { id, name, description, run_count: runs.length, archived: false, creation_time: creationTime };
    }),
  );
  app.get('/api/runs/:hash/note', () => []);
  for (const [path, answer] of Object.entries(streams)) {
    app.get<{ Querystring: StreamQuery }>(`/api${path}`, async (request, reply) => {
      const refused = refusal(request.query);
      if (refused !== undefined) return reply.status(refused.status).send(refused.body);
      return stream(reply, answer(world, request.query));
    });
  }
}

/** What the server's sandbox and its sampling raise before or instead of an answer. */
function refusal({ q = '', p }: StreamQuery): { status: number; body: object } | undefined {
  const outside = q.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const name = /(?<!\w)_\w*/.exec(outside)?.[0];
  if (name !== undefined) {
    const detail = `("Line 1: \\"${name}\\" is an invalid name because it starts with \\"_\\".",)`;
    return { status: 500, body: { message: "'<class 'SyntaxError'>' exception raised!", detail } };
  }
  if (p !== undefined && Number(p) < 1 && p !== '-1') {
    return { status: 500, body: { message: "'<class 'ValueError'>' exception raised!", detail: '' } };
  }
  return undefined;
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof QuerySyntaxError) {
    const { statement, offset } = error;
    const detail = { statement, line: 1, offset, end_offset: offset + 1 };
    return reply.status(400).send({ message: 'SyntaxError', detail });
  }
  return reply.status(500).send({ message: 'exception raised!', detail: '' });
}
