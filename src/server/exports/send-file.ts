import type { FastifyReply, FastifyRequest } from 'fastify';
import { RungraphError } from '../../contract/error.ts';
import { toGraphQLError } from '../../graphql/errors.ts';
import { matchesTag } from '../matches-tag.ts';
import { parseRange } from '../parse-range.ts';
import type { KeptFile, KeptFiles } from './kept-files.ts';

/** A finished file, whole or a range of it (RFC 9110, 14): `bytes=0-99`, `bytes=100-` and `bytes=-100`. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  files: KeptFiles,
  file: KeptFile,
): Promise<FastifyReply> {
  const { size, etag, headers } = file;
  void reply.headers({ ...headers, etag, 'accept-ranges': 'bytes', 'cache-control': 'private, no-cache' });
  if (matchesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const range = wantedRange(request, file);
  if (range === 'none') {
    void reply.header('content-range', `bytes */${size}`).header('content-type', 'application/json; charset=utf-8');
    void reply.removeHeader('content-disposition').removeHeader('etag');
    const error = new RungraphError('INVALID_QUERY', 'The range begins behind the end of the file.');
    return reply.code(416).send({ errors: [toGraphQLError(error)] });
  }
  void reply.header('content-length', range === null ? size : range.to - range.from + 1);
  if (range !== null) void reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${size}`);
  return request.method === 'HEAD' ? reply.send() : reply.send(await files.open(file, range));
}

/** Null for the whole file; `none` for a range that holds nothing of it. */
function wantedRange(
  { headers }: FastifyRequest,
  { size, etag }: KeptFile,
): { readonly from: number; readonly to: number } | null | 'none' {
  const condition = headers['if-range'];
  // The client has a part of another state of the file: it gets the whole of this one.
  if (condition !== undefined && condition !== etag) return null;
  const range = parseRange(headers.range);
  if (range === null) return null;
  if ('last' in range) return { from: Math.max(0, size - range.last), to: size - 1 };
  if (range.from >= size) return 'none';
  return { from: range.from, to: Math.min(range.to ?? size - 1, size - 1) };
}
