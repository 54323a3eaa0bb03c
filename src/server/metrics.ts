import { SpanKind, SpanStatusCode, context, propagation, trace, type Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Gateway } from '../graphql/gateway.ts';

/**
 * /metrics, for Prometheus, and a span for every request where the process has OpenTelemetry set up: spans of requests
 * to trackers hang below it.
 */
export function addMetrics(app: FastifyInstance, { metrics, sources }: Gateway): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  const tracer = trace.getTracer('rungraph');

  app.addHook('onRequest', (request, _reply, done) => {
    const parent = propagation.extract(context.active(), request.headers);
    const attributes = { 'http.request.method': request.method, 'rungraph.request_id': request.id };
    const span = tracer.startSpan(
      `${request.method} ${routeOf(request)}`,
      { kind: SpanKind.SERVER, attributes },
      parent,
    );
    spans.set(request, span);
    context.with(trace.setSpan(parent, span), done);
  });

  app.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    metrics.request({ route: routeOf(request), status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    done();
  });

  app.get('/metrics', async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.text(sources));
  });
}

/** The pattern of an address, so that there are as many as routes. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}
