import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRungraphError } from '../contract/error.ts';
import type { Log } from '../contract/tracker.ts';
import type { RequestContext } from '../graphql/context.ts';
import { toGraphQLError } from '../graphql/errors.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { checkNesting } from '../graphql/limits.ts';
import { refuseCrossSite, refuseSimpleGet } from './cross-origin.ts';
import { refuseMethod } from './error-answers.ts';
import { questionIn } from './question-in.ts';
import { refuseUntrusted } from './refuse-untrusted.ts';
import { reuseAnswers } from './reuse-answers.ts';
import { wantsNothingKept } from './question-of.ts';
import { readHeader } from './read-header.ts';

/** GraphQL over HTTP at /graphql. Pages of these origins may ask although they are of other sites. */
export function addGraphql(
  app: FastifyInstance,
  gateway: Gateway,
  { origins, log }: { readonly origins: readonly string[]; readonly log: Log | undefined },
): void {
  const { trusted } = gateway;
  const preHandler = [...(trusted === undefined ? [] : [refuseUntrusted(trusted, log)]), refuseNesting];
  void app.register((scope, _options, done) => {
    // Before the body is looked at: kept answers are sent from there.
    scope.addHook('onRequest', refuseCrossSite(origins));
    if (gateway.isProduction) scope.addHook('onRequest', refuseSimpleGet);
    // Forms of pages send text, and need nobody's leave for it.
    scope.removeContentTypeParser('text/plain');
    const reuse = reuseAnswers(scope, gateway);
    const handler = fastifyApolloHandler<RequestContext>(gateway.apollo, {
      context: async (request: FastifyRequest, reply: FastifyReply) => {
        const context = await openContext(gateway, request, reply);
        reuse.note(request, context);
        return context;
      },
    });
    const config = { access: 'caller' as const };
    scope.route({ method: ['GET', 'POST'], url: '/graphql', config, preHandler, handler });
    scope.route({
      method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: '/graphql',
      config,
      handler: refuseMethod(['GET', 'POST']),
    });
    done();
  });
}

function openContext(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gateway.openContext({
    signal: gone.signal,
    traceId: request.id,
    noCache: wantsNothingKept(request),
    rights: request.caller.rights,
    header: (name) => readHeader(request, name),
  });
}

function refuseNesting(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { query, variables } = questionIn(request);
  try {
    checkNesting(query, variables);
    done();
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    void reply.code(400).send({ errors: [toGraphQLError(error)] });
  }
}
