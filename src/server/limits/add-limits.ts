import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RungraphError } from '../../contract/error.ts';
import type { SharedCounts } from '../../core/cache/redis/shared-counts.ts';
import { toGraphQLError } from '../../graphql/errors.ts';
import { openRequestRate } from './request-rate.ts';

export interface RequestLimits {
  readonly requestsPerMinute: number;
  readonly concurrent: number;
}

/** Bad credentials are guesses, or a client that asks in vain again and again. */
const badPerMinute = 100;

/** A credential that is not good was sent from this address: 429 once there were too many. */
export type NoteBadCredential = (request: FastifyRequest) => Promise<void>;

/** Counts wrong credentials by address. @throws RATE_LIMITED. */
export function openBadCredentials(shared: SharedCounts | undefined): NoteBadCredential {
  const rate = openRequestRate(badPerMinute, shared);
  return async ({ ip }) => {
    const waitS = await rate.take(`bad ${ip}`);
    if (waitS === 0) return;
    const message = `More than ${badPerMinute} credentials a minute from ${ip} were not good. Ask again in ${waitS} s with one that is.`;
    throw new RungraphError('RATE_LIMITED', message, { retryAfterMs: waitS * 1000 });
  };
}

/**
 * Refuses requests of callers that send too many, before their bodies are read. Comes after the hook that says who asks. Open
 * routes and the owner of the machine have no limit.
 */
export function addLimits(app: FastifyInstance, limits: RequestLimits, shared: SharedCounts | undefined): void {
  const { requestsPerMinute, concurrent } = limits;
  const rate = openRequestRate(requestsPerMinute, shared);
  const underWay = new Map<string, number>();
  const counted = new WeakSet<FastifyRequest>();

  function begin({ raw }: FastifyReply, name: string): void {
    underWay.set(name, (underWay.get(name) ?? 0) + 1);
    raw.once('close', () => {
      const left = (underWay.get(name) ?? 1) - 1;
      if (left > 0) underWay.set(name, left);
      else underWay.delete(name);
    });
  }

  app.addHook('onRequest', async (request, reply) => {
    const { name, local } = request.caller;
    const access = request.routeOptions.config.access ?? 'open';
    if (access === 'open' || local) return;
    const now = underWay.get(name) ?? 0;
    if (now >= concurrent) {
      const message = `limits.concurrent: ${now} requests of yours are under way, and ${concurrent} are allowed. Wait for some of them.`;
      await refuse(reply, message, 1);
      return;
    }
    const waitS = await rate.take(name);
    if (waitS > 0) {
      const message = `limits.requestsPerMinute: you may send ${requestsPerMinute} requests a minute, and have sent them. Ask again in ${waitS} s; one document may ask for several things, and an unchanged answer (304) costs nothing.`;
      await refuse(reply, message, waitS);
      return;
    }
    counted.add(request);
    begin(reply, name);
  });

  app.addHook('onResponse', (request, reply, done) => {
    if (reply.statusCode === 304 && counted.has(request)) rate.giveBack(request.caller.name);
    done();
  });
}

function refuse(reply: FastifyReply, message: string, waitS: number): FastifyReply {
  const error = new RungraphError('RATE_LIMITED', message, { retryAfterMs: waitS * 1000 });
  return reply
    .code(429)
    .header('retry-after', waitS)
    .send({ errors: [toGraphQLError(error)] });
}
