import { SpanKind, SpanStatusCode, context, propagation, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Gateway } from '../graphql/gateway.ts';

/**
 * /metrics, for Prometheus, and a span for every request where the process has OpenTelemetry set up: spans of requests
 * to trackers hang below it.
 */
export function addMetrics(app: FastifyInstance, { metrics, sources, redis }: Gateway): void {
  const tracer = trace.getTracer('rungraph');

  app.addHook('onRequest', (request, reply, done) => {
    const route = routeOf(request);
    const startedAt = performance.now();
    const parent = propagation.extract(context.active(), request.headers);
    const attributes = { 'http.request.method': request.method, 'rungraph.request_id': request.id };
    const span = tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    // Comes after the last byte and also where the client has gone, which no hook for answers is told of.
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.statusCode : 'aborted';
      span.setAttribute('http.response.status_code', status);
      if (status === 'aborted' || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      metrics.request({ route, status, seconds: (performance.now() - startedAt) / 1000 });
    });
    context.with(trace.setSpan(parent, span), done);
  });

  app.get('/metrics', { config: { access: 'admin' } }, async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.text(sources, redis));
  });
}

/** The pattern of an address, so that there are as many as routes. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}
