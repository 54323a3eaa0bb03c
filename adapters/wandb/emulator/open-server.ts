import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type onRequestAsyncHookHandler,
} from 'fastify';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { openAnswers } from './answer-query.ts';
import { WandbFault } from './fault.ts';
import { exportedFile } from './history/parquet-files.ts';
import { parseRange, type ByteRange } from './parse-range.ts';
import { writeStream, type StreamAddress } from './store/file-stream.ts';
import type { World } from './store/world.ts';

export interface ServerOptions {
  /** Such as `/pre/fix`; empty without one. */
  readonly prefix: string;
  /** Keys that belong to nobody, beside those that are too short. */
  readonly rejectedKeys: readonly string[];
  readonly without: readonly string[];
}

/** The routes of a backend over one world, every request shown to `watch` first. It does not listen yet. */
export function openServer(world: World, options: ServerOptions, watch: onRequestAsyncHookHandler): FastifyInstance {
  const app = Fastify({
    bodyLimit: 256 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('preHandler', watch);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ error: 'not found' }));
  const answer = openAnswers(world, options);
  void app.register(
    (routes, _options, done) => {
      routes.get('/ready', () => ({ ok: true }));
      routes.post('/graphql', async (request, reply) => {
        checkKey(request, options.rejectedKeys);
        const body = JSON.stringify(await answer(parseJson(textOf(request))));
        return reply.type('application/json').send(body);
      });
      routes.post<{ Params: StreamAddress }>('/files/:entity/:project/:run/file_stream', (request) => {
        checkKey(request, options.rejectedKeys);
        return writeStream(world, request.params, textOf(request));
      });
      addStorage(routes, world);
      done();
    },
    { prefix: options.prefix },
  );
  return app;
}

/** Files are behind URLs that are signed, so that nobody is asked for a key. */
function addStorage(app: FastifyInstance, world: World): void {
  app.get<{ Params: { '*': string } }>('/storage/*', (request, reply) => {
    const bytes = readStored(world, request.params['*']);
    if (bytes === undefined) return reply.status(404).send({ error: 'not found' });
    return sendBytes(reply, bytes, request.headers.range);
  });
  app.put<{ Params: { '*': string } }>('/storage/*', (request, reply) => {
    const upload = world.uploads.get(request.params['*']);
    if (upload === undefined) return reply.status(404).send({ error: 'not found' });
    upload(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    return reply.status(200).send();
  });
}

function readStored(world: World, path: string): Uint8Array | undefined {
  const [, kind, number, rest = ''] = /^(\w+)\/(\d+)\/(.*)$/s.exec(path) ?? [];
  const artifact = world.artifacts.find((one) => one.number === Number(number));
  const run = world.projects.flatMap(({ runs }) => runs).find((one) => one.number === Number(number));
  switch (kind) {
    case 'parquet':
      return run === undefined ? undefined : exportedFile(run, Number.parseInt(rest, 10));
    case 'run':
      return run?.files.get(rest)?.bytes;
    case 'artifact':
      return artifact?.files.get(rest)?.bytes;
    case 'manifest':
      return artifact?.manifest ?? undefined;
    default:
      return undefined;
  }
}

function sendBytes(reply: FastifyReply, bytes: Uint8Array, header: string | undefined): FastifyReply {
  const range: ByteRange | 'outside' | undefined = parseRange(header, bytes.length);
  void reply.header('accept-ranges', 'bytes').header('content-type', 'application/octet-stream');
  if (range === 'outside') return reply.status(416).header('content-range', `bytes */${bytes.length}`).send();
  if (range === undefined) return reply.send(Buffer.from(bytes));
  const { from, to } = range;
  void reply.status(206).header('content-range', `bytes ${from}-${to}/${bytes.length}`);
  return reply.send(Buffer.from(bytes.subarray(from, to + 1)));
}

function checkKey(request: FastifyRequest, rejected: readonly string[]): void {
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ');
  const key =
    scheme === 'Basic'
      ? Buffer.from(credentials, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : credentials;
  if (key.length < 40 || rejected.includes(key)) throw new WandbFault(401, 'user is not logged in');
}

function textOf({ body }: FastifyRequest): string {
  return Buffer.isBuffer(body) ? body.toString() : '';
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof WandbFault) return reply.status(error.status).send({ errors: [{ message: error.message }] });
  if (error instanceof SyntaxError) return reply.status(400).send({ error: 'malformed JSON' });
  return reply.status(500).send({ error: 'internal server error' });
}
