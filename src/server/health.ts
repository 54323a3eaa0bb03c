import type { FastifyInstance } from 'fastify';
import type { Gateway } from '../graphql/gateway.ts';
import type { Source } from '../core/sources/source.ts';

/**
 * /health/live says that the process answers. /health/ready is 200 once every source has been probed, whatever came out:
 * a tracker that is down is no reason to take the others away. Its body says how each one is.
 */
export function addHealth(app: FastifyInstance, { sources }: Gateway): void {
  let ready = false;
  app.addHook('onListen', () => {
    const probes = [...sources.values()].map((source) => source.probe.answer().catch(() => undefined));
    void Promise.all(probes).then(() => (ready = true));
  });

  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', (_request, reply) => {
    const states = Object.fromEntries([...sources].map(([id, source]) => [id, stateOf(source)]));
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'probing', sources: states });
  });
}

function stateOf({ tracker, probe }: Source): Readonly<Record<string, unknown>> {
  const state = probe.state();
  switch (state.kind) {
    case 'unknown':
      return { tracker, state: 'UNKNOWN' };
    case 'known':
      return { tracker, state: 'UP', version: state.answer.version };
    case 'failed':
      return { tracker, state: 'DOWN', code: state.error.code, message: state.error.message };
  }
}
