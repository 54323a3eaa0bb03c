import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Log } from '../contract/tracker.ts';

/**
 * Codes of requests that never become a question, beside those of the contract and of the GraphQL server.
 * docs/errors.md lists all of them.
 */
export type RequestCode = 'BAD_REQUEST' | 'INVALID_QUERY' | 'NOT_FOUND' | 'INTERNAL';

/** Every error of this server has the form that GraphQL gives errors, so that clients read one alone. */
export function errorBody(code: RequestCode, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}

/** What goes wrong before and beside questions: addresses, methods, bodies, and mistakes of ours. */
export function addErrorAnswers(app: FastifyInstance, log: Log | undefined): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(errorBody('BAD_REQUEST', error.message));
    log?.warn({ traceId: request.id, detail: error.stack }, 'A request failed.');
    return reply.code(status).send(errorBody('INTERNAL', 'Rungraph failed to handle this; the log has the details.'));
  });
  app.setNotFoundHandler(({ method, url }, reply) => {
    const path = url.replace(/\?.*/, '').slice(0, 200);
    return reply
      .code(404)
      .send(errorBody('NOT_FOUND', `There is nothing at ${method} ${path}; GraphQL is at /graphql.`));
  });
}

/** Methods that GraphQL is not asked by. */
export function refuseMethod(methods: readonly string[]) {
  return ({ method }: { readonly method: string }, reply: FastifyReply): FastifyReply => {
    const message = `${method} asks nothing here: use ${methods.join(' or ')}.`;
    return reply.code(405).header('allow', methods.join(', ')).send(errorBody('BAD_REQUEST', message));
  };
}

/** What is no HTTP at all: the connection gets an answer, and is closed. */
export function answerBadHttp(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const [status, message] = badHttp[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
    const body = JSON.stringify(errorBody('BAD_REQUEST', message));
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-type: application/json`;
    socket.write(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}

const badHttp: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too long.'],
};
