import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRungraphError } from '../contract/error.ts';
import type { RequestContext } from '../graphql/context.ts';
import { toGraphQLError } from '../graphql/errors.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { checkNesting } from '../graphql/limits.ts';
import { reuseAnswers } from './reuse-answers.ts';
import { wantsNothingKept } from './question-of.ts';
import { readHeader } from './read-header.ts';

/** GraphQL over HTTP at /graphql. */
export function addGraphql(app: FastifyInstance, gateway: Gateway): void {
  void app.register((scope, _options, done) => {
    // Before the body is looked at: kept answers are sent from there.
    scope.addHook('onRequest', refuseCrossSite);
    const reuse = reuseAnswers(scope, gateway);
    const handler = fastifyApolloHandler<RequestContext>(gateway.apollo, {
      context: (request: FastifyRequest, reply: FastifyReply) => {
        const context = openContext(gateway, request, reply);
        reuse.note(request, context);
        return Promise.resolve(context);
      },
    });
    scope.route({ method: ['GET', 'POST'], url: '/graphql', preHandler: refuseNesting, handler });
    done();
  });
}

function openContext(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): RequestContext {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gateway.openContext({
    signal: gone.signal,
    traceId: request.id,
    noCache: wantsNothingKept(request),
    header: (name) => readHeader(request, name),
  });
}

/**
 * A page of another site must not use a visitor's browser to ask trackers: browsers say so themselves, and no other
 * client sends the header. Reading an answer across origins is not possible in any case, since no CORS header is sent.
 */
function refuseCrossSite(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (request.headers['sec-fetch-site'] !== 'cross-site') {
    done();
    return;
  }
  const error = { message: 'Pages of other sites may not ask this gateway.', extensions: { code: 'FORBIDDEN' } };
  void reply.code(403).send({ errors: [error] });
}

function refuseNesting(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { query, variables } = { ...partsOf(request.query), ...partsOf(request.body) };
  try {
    checkNesting(query, variables);
    done();
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    void reply.code(400).send({ errors: [toGraphQLError(error)] });
  }
}

function partsOf(request: unknown): { readonly query?: unknown; readonly variables?: unknown } {
  return typeof request === 'object' && request !== null ? request : {};
}
