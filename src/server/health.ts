import type { FastifyInstance } from 'fastify';
import type { Gateway } from '../graphql/gateway.ts';
import type { Drain } from './drain.ts';
import type { RedisState } from '../core/cache/redis/health.ts';
import type { Source } from '../core/sources/source.ts';
import { stateOf } from '../core/sources/state.ts';

/**
 * /health/live says that the process answers. /health/ready is 200 once every source has been probed, whatever came out:
 * a tracker that is down is no reason to take the others away, nor is Redis. Its body says how each one is, to callers that may
 * administer it. A server that is told to
 * stop is not ready any more.
 */
export function addHealth(app: FastifyInstance, { sources, redis }: Gateway, drain: Drain): void {
  let ready = false;
  app.addHook('onListen', () => {
    const probes = [...sources.values()].map((source) => source.probe.answer().catch(() => undefined));
    void Promise.all(probes).then(() => (ready = true));
  });

  app.get('/health/live', open, () => ({ status: 'live' }));
  app.get('/health/ready', open, ({ caller: { rights } }, reply) => {
    const own = [...sources].filter(([id]) => rights.mayAll('admin', id));
    const states = own.length === 0 ? {} : { sources: Object.fromEntries(own.map(([id, one]) => [id, describe(one)])) };
    const store = redis !== undefined && rights.mayEverywhere('admin') ? { redis: told(redis.state()) } : {};
    const status = drain.stopping() ? 'stopping' : ready ? 'ready' : 'probing';
    return reply.code(status === 'ready' ? 200 : 503).send({ status, ...states, ...store });
  });
}

const open = { config: { access: 'open' as const } };

function told({ state, message }: RedisState): Readonly<Record<string, unknown>> {
  return { state, ...(message === null ? {} : { message }) };
}

function describe(source: Source): Readonly<Record<string, unknown>> {
  const { tracker, probe, health } = source;
  const found = probe.state();
  const state = stateOf(source, found);
  const failure = found.kind === 'failed' ? found.error : (health?.failure() ?? null);
  const open = Object.entries(health?.breakers() ?? {}).filter(([, breaker]) => breaker !== 'CLOSED');
  return {
    tracker,
    state,
    ...(found.kind === 'known' ? { version: found.answer.version } : {}),
    ...(failure === null ? {} : { code: failure.code, message: failure.message }),
    ...(open.length === 0 ? {} : { breakers: Object.fromEntries(open) }),
  };
}
