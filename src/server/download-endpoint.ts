import { Readable } from 'node:stream';
import contentDisposition from 'content-disposition';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import mime from 'mime';
import type { WantedRange } from '../contract/artifacts.ts';
import { RungraphError } from '../contract/error.ts';
import { checkPath } from '../core/artifacts/check-path.ts';
import { openDownload, type Download } from '../core/artifacts/open-download.ts';
import { toRungraphError } from '../core/resilience/to-rungraph-error.ts';
import { requireSource } from '../core/sources/sources.ts';
import { toGraphQLError } from '../graphql/errors.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { decodeId } from '../graphql/ids.ts';
import { statusOf } from './http-status.ts';
import { matchesTag } from './matches-tag.ts';
import { parseRange } from './parse-range.ts';
import { readHeader } from './read-header.ts';

/** A client that takes nothing for so long has gone. */
const mostIdleMs = 60_000;

/**
 * GET /artifacts/<global id>/<path>: a file of an artifact, piece by piece as its reader takes it. The address is signed
 * (ArtifactFile.downloadUrl), so that nobody guesses one. It gives no rights: the caller must be let in, and may read the
 * artifact's project.
 */
export function addDownloads(app: FastifyInstance, gateway: Gateway): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/artifacts/*',
    config: { access: 'caller' },
    // A compressed file would have another length than its headers say.
    compress: false,
    async handler(request, reply) {
      try {
        return await answer(gateway, request, reply);
      } catch (thrown) {
        const error = toRungraphError(thrown);
        return reply.code(statusOf(error)).send({ errors: [toGraphQLError(error)] });
      }
    },
  });
}

async function answer(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id, path } = parsePlace(request.raw.url ?? '');
  gateway.links.check(id, path, signatureOf(request.query));
  const { type, source: sourceId, nativeId } = decodeId(id);
  if (type !== 'Artifact') throw new RungraphError('NOT_FOUND', `A ${type} has no files.`);
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
  });
  const header = (name: string): string | null => readHeader(request, name);
  const { rights } = request.caller;
  const { scope, sources } = await gateway.openContext({ signal: gone.signal, traceId: request.id, rights, header });
  const source = requireSource(sources, sourceId);
  const open = (range: WantedRange | null) => openDownload(scope, source, { artifactId: nativeId, path, range });

  let file = await open(parseRange(request.headers.range));
  // The client has a part of another state of the file: it gets the whole of this one.
  const condition = request.headers['if-range'];
  if (condition !== undefined && !('outOfRange' in file) && file.range !== null && file.etag !== condition) {
    file.close();
    file = await open(null);
  }
  if ('outOfRange' in file) {
    void reply.header('content-range', `bytes */${file.sizeBytes ?? '*'}`);
    const error = new RungraphError('INVALID_QUERY', 'The range begins behind the end of the file.');
    return reply.code(416).send({ errors: [toGraphQLError(error)] });
  }
  return send(request, reply, file, path);
}

/** The id and the path, each part decoded once. @throws INVALID_QUERY. */
function parsePlace(url: string): { readonly id: string; readonly path: string } {
  const [, id = '', place = ''] = /^\/artifacts\/([^/?]*)\/?([^?]*)/.exec(url) ?? [];
  try {
    const path = place.split('/').map(decodeURIComponent).join('/');
    return { id: decodeURIComponent(id), path: checkPath(path) };
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new RungraphError('INVALID_QUERY', 'The address holds a % that begins no escape.');
  }
}

function signatureOf(query: unknown): { readonly expires: unknown; readonly signature: unknown } {
  const { expires, signature }: { expires?: unknown; signature?: unknown } =
    typeof query === 'object' && query !== null ? query : {};
  return { expires, signature };
}

function send(request: FastifyRequest, reply: FastifyReply, file: Download, path: string): FastifyReply {
  const { etag, range, length, sizeBytes } = file;
  const name = path.slice(path.lastIndexOf('/') + 1);
  void reply.headers({
    'content-disposition': contentDisposition(name),
    'content-type': mime.getType(name) ?? file.contentType ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    ...(etag === null ? {} : { etag }),
  });
  if (etag !== null && matchesTag(request.headers['if-none-match'], etag)) {
    file.close();
    return reply.code(304).send();
  }
  if (length !== null) void reply.header('content-length', length);
  if (range !== null) {
    void reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${sizeBytes ?? '*'}`);
  }
  if (request.method === 'HEAD') {
    file.close();
    return reply.send();
  }
  // Node ends the connection when nothing moved on it for so long; it sets its own time when the answer is complete.
  reply.raw.setTimeout(mostIdleMs);
  return reply.send(Readable.from(file.body, { objectMode: false }));
}
