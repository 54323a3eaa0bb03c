import fastifyCors from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Lets scripts of pages of these origins read answers, with what their visitors' browsers send along. Nobody, if empty. */
export async function addCors(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await app.register(fastifyCors, {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST'],
    credentials: true,
    exposedHeaders: [
      'x-request-id',
      'etag',
      'content-disposition',
      'content-range',
      'rungraph-cost',
      'rungraph-incomplete',
      'retry-after',
    ],
    maxAge: 600,
  });
}

/**
 * A page of another site must not use a visitor's browser to ask trackers, unless the config lists its origin: browsers
 * say so themselves, and no other client sends the header. A page that is not listed could not read the answer anyway.
 */
export function refuseCrossSite(origins: readonly string[]) {
  const listed = new Set(origins);
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const { origin } = request.headers;
    if (request.headers['sec-fetch-site'] !== 'cross-site' || (origin !== undefined && listed.has(origin))) {
      done();
      return;
    }
    const message = 'Pages of other sites may not ask this gateway, except for those that server.cors lists.';
    void reply.code(403).send({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] });
  };
}

/** Headers that a page of another site cannot send without asking the server first (Fetch, CORS-preflight). */
const asking = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name', 'graphql-require-preflight'];

/** An image or a link of any page sends a GET with the visitor's cookies, but none of these headers. */
export function refuseSimpleGet(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { method, headers } = request;
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  if (method !== 'GET' || isJson || asking.some((name) => headers[name] !== undefined)) {
    done();
    return;
  }
  const message = `Questions by GET need one of these headers, which pages of other sites cannot send: content-type: application/json, ${asking.join(', ')}.`;
  void reply.code(400).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}
