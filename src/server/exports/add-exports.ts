import { Readable } from 'node:stream';
import contentDisposition from 'content-disposition';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RungraphError } from '../../contract/error.ts';
import { toRungraphError } from '../../core/resilience/to-rungraph-error.ts';
import { kinds, type ExportKind } from '../../export/ask/question.ts';
import { formatFacts, formats, type Format } from '../../export/formats/format.ts';
import { openExport, type OpenExport } from '../../export/open-export.ts';
import { toGraphQLError } from '../../graphql/errors.ts';
import type { Gateway } from '../../graphql/gateway.ts';
import { refuseCrossSite, refuseSimpleGet } from '../cross-origin.ts';
import { statusOf } from '../http-status.ts';
import { wantsNothingKept } from '../question-of.ts';
import { readHeader } from '../read-header.ts';
import { whoAsks } from '../who-asks.ts';
import { openChunkFile } from './chunk-file.ts';
import type { ExportsSettings } from './exports-settings.ts';
import { countExports } from './exports-under-way.ts';
import { incompleteHeader } from './incomplete-header.ts';
import { openKeptFiles, type NewFile } from './kept-files.ts';
import { toProblem } from './problem.ts';
import { readParameters } from './read-parameters.ts';
import { sendFile } from './send-file.ts';

/** A client that takes nothing for so long has gone. */
const mostIdleMs = 60_000;

/**
 * GET or POST /export/<kind>.<format>: all of an answer as a table, for whatever reads tables. Errors are problems of
 * RFC 9457 while nothing was sent; later the connection breaks, so that no reader takes a part for the whole.
 */
export function addExports(
  app: FastifyInstance,
  gateway: Gateway,
  settings: ExportsSettings,
  origins: readonly string[] = [],
): void {
  const underWay = countExports(settings.concurrent);
  const files = openKeptFiles({
    folder: settings.folder,
    mostBytes: settings.folderMb * 2 ** 20,
    mostAgeMs: settings.ageMs,
    freshMs: settings.freshMs,
  });

  void app.register((scope, _options, done) => {
    scope.addHook('onRequest', refuseCrossSite(origins));
    if (gateway.isProduction) scope.addHook('onRequest', refuseSimpleGet);
    scope.addHook('onRequest', async ({ caller }, reply) => {
      if (gateway.trusted?.mode !== 'enforce' || caller.rights.mayEverywhere('admin')) return;
      const message =
        'This gateway answers trusted documents alone, and an export is none: it needs the scope admin:*.';
      await refuse(reply, new RungraphError('FORBIDDEN', message));
    });
    // Forms of pages send text, and need nobody's leave for it.
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onSend', (_request, reply, payload, next) => {
      const problem = reply.statusCode < 400 ? undefined : toProblem(payload, reply.statusCode);
      if (problem !== undefined)
        void reply.header('content-type', 'application/problem+json').removeHeader('content-length');
      next(null, problem ?? payload);
    });
    for (const kind of kinds) {
      for (const format of formats) {
        scope.route({
          method: ['GET', 'HEAD', 'POST'],
          url: `/export/${kind}.${format}`,
          config: { access: 'caller' },
          // What is binary is packed already.
          ...(format === 'arrow' || format === 'parquet' ? { compress: false as const } : {}),
          handler: async (request, reply) => {
            try {
              return await answer(request, reply, kind, format);
            } catch (thrown) {
              return refuse(reply, thrown);
            }
          },
        });
      }
    }
    done();
  });

  async function answer(request: FastifyRequest, reply: FastifyReply, kind: ExportKind, format: Format) {
    const asked = request.method === 'POST' ? request.body : readParameters(searchOf(request));
    const name = `${kind}.${format}`;
    void reply.headers({
      'content-type': formatFacts[format].contentType,
      'content-disposition': contentDisposition(name),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
    if (format === 'parquet') {
      const gone = whenGone(reply);
      const text = JSON.stringify([whoAsks(request, gateway), kind, asked]);
      // fetch() says no-cache of its own beside If-Range, as beside If-None-Match.
      const anew = wantsNothingKept(request) ? 'new' : 'fresh';
      const wanted = request.headers.range === undefined ? anew : 'same';
      const make = async (stop: AbortSignal): Promise<NewFile> => {
        const end = underWay.begin(request.caller);
        const opened = await begin(request, kind, format, asked, stop).catch((error: unknown) => {
          end();
          throw error;
        });
        return { body: closing(opened, end), headers: () => incompleteHeader(opened.account) };
      };
      const file = await files.find(text, wanted, make, gone);
      return sendFile(request, reply, files, file);
    }
    if (request.method === 'HEAD') return reply.send();
    const gone = whenGone(reply);
    const end = underWay.begin(request.caller);
    gone.addEventListener('abort', end);
    const opened = await begin(request, kind, format, asked, gone);
    const body = closing(opened, end);
    // Held back until the first piece is there: what fails until then is a problem and not a broken file.
    const first = await body.next();
    void reply.headers(incompleteHeader(opened.account));
    reply.raw.setTimeout(mostIdleMs);
    return reply.send(Readable.from(behind(first, body), { objectMode: false, highWaterMark: 256 * 1024 }));
  }

  async function begin(
    request: FastifyRequest,
    kind: ExportKind,
    format: Format,
    asked: unknown,
    signal: AbortSignal,
  ): Promise<OpenExport> {
    const context = await gateway.openContext({
      signal,
      traceId: request.id,
      noCache: wantsNothingKept(request),
      rights: request.caller.rights,
      header: (name) => readHeader(request, name),
    });
    const { rows, deadlineMs, columns } = settings;
    return openExport(kind, format, asked, {
      context,
      settings: { mostRows: rows, deadlineMs, mostColumns: columns },
      openStore: () => openChunkFile(settings.folder),
    });
  }
}

/** Aborts when the answer was sent, or its reader has gone. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

type Pieces = AsyncGenerator<Uint8Array | string>;

/** The pieces of an export, which ends when they end, however they do. */
async function* closing({ body, close }: OpenExport, end: () => void): Pieces {
  try {
    yield* body;
  } finally {
    end();
    await close();
  }
}

async function* behind(first: IteratorResult<Uint8Array | string, unknown>, rest: Pieces): Pieces {
  try {
    if (first.done !== true) yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

function refuse(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = toRungraphError(thrown);
  if (error.retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  void reply.removeHeader('content-disposition').header('content-type', 'application/json; charset=utf-8');
  return reply.code(statusOf(error)).send({ errors: [toGraphQLError(error)] });
}

function searchOf({ raw }: FastifyRequest): URLSearchParams {
  return new URLSearchParams(/\?(.*)$/s.exec(raw.url ?? '')?.[1] ?? '');
}
