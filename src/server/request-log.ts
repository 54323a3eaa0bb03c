import type { FastifyInstance } from 'fastify';
import type { Log } from '../contract/tracker.ts';
import { readHeader } from './read-header.ts';

/** One line of the log for each request, when its answer was sent or its reader had gone. */
export function addRequestLog(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now();
    const { method, id: traceId, ip: caller } = request;
    const route = request.routeOptions.url ?? 'none';
    // A proxy says for whom it asks; anybody can say so.
    const forwardedFor = readHeader(request, 'x-forwarded-for')?.slice(0, 200);
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.statusCode : 'aborted';
      const ms = Math.round(performance.now() - startedAt);
      const { name: who } = request.caller;
      log.info(
        { method, route, status, ms, traceId, caller, who, ...(forwardedFor && { forwardedFor }) },
        'A request.',
      );
    });
    done();
  });
}
