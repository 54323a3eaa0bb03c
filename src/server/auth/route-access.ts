import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { RungraphError, isRungraphError } from '../../contract/error.ts';
import { toRungraphError } from '../../core/resilience/to-rungraph-error.ts';
import { toGraphQLError } from '../../graphql/errors.ts';
import type { NoteBadCredential } from '../limits/add-limits.ts';
import { statusOf } from '../http-status.ts';
import { stranger } from './caller.ts';
import type { Identify } from './identify.ts';

/**
 * Who may use a route: anybody (`open`), callers that may read or administer something (`caller`), or those that may
 * administer everything (`admin`). What a caller sees of an answer is up to the rights that its handler opens the
 * context with.
 */
export type RouteAccess = 'open' | 'caller' | 'admin';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route says who may use it; the server does not start with one that does not. */
    access?: RouteAccess;
  }
}

/** A route as it was registered. */
export interface KnownRoute {
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess;
}

/** Knows who asks, before anything else is done, and keeps routes for those that may use them. Tells which there are. */
export function addAccess(
  app: FastifyInstance,
  identify: Identify,
  noteBad: NoteBadCredential,
): () => readonly KnownRoute[] {
  app.decorateRequest('caller');
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  app.addHook('onReady', (done) => {
    const silent = routes.find(({ config, method }) => config?.access === undefined && method !== 'OPTIONS');
    const why =
      silent && `The route ${String(silent.method)} ${silent.url} does not say who may use it: config.access.`;
    done(why === undefined ? undefined : new Error(why));
  });
  app.addHook('onRequest', async (request, reply) => {
    request.caller = stranger;
    const access = request.routeOptions.config.access ?? 'open';
    try {
      // Probes of health and pages need nobody's name, and a bad credential does not stop them.
      request.caller = await identify(request).catch(async (error: unknown) => {
        if (access === 'open') return stranger;
        if (isRungraphError(error) && error.code === 'UNAUTHENTICATED') await noteBad(request);
        throw error;
      });
      check(request, access);
    } catch (thrown) {
      await refuse(reply, thrown);
    }
  });
  return () =>
    routes.flatMap(({ method, url, config }) =>
      [method].flat().map((name) => ({ method: name, url, access: config?.access ?? 'open' })),
    );
}

/** @throws UNAUTHENTICATED for strangers, FORBIDDEN for others. */
function check({ caller: { rights, known } }: FastifyRequest, access: RouteAccess): void {
  if (access === 'open' || (access === 'caller' && rights.id !== '') || rights.mayEverywhere('admin')) return;
  if (!known) {
    const message = 'Say who you are: send your key or token as Authorization: Bearer <key or token>.';
    throw new RungraphError('UNAUTHENTICATED', message);
  }
  const wanted = access === 'admin' ? 'the scope admin:*' : 'a scope of this gateway, such as read:*';
  throw new RungraphError('FORBIDDEN', `This needs ${wanted}, which your key or token does not have.`);
}

async function refuse(reply: FastifyReply, thrown: unknown): Promise<FastifyReply> {
  const error = toRungraphError(thrown);
  const status = statusOf(error);
  // RFC 6750, section 3.
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="rungraph"');
  if (error.retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  return reply.code(status).send({ errors: [toGraphQLError(error)] });
}
