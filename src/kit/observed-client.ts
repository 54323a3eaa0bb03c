import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { UpstreamContext } from '../contract/context.ts';
import { isRungraphError } from '../contract/error.ts';
import type { HttpClient, HttpRequest } from '../contract/http.ts';
import type { CallObserver } from '../contract/observer.ts';

/** The same client. Every request is counted, and is a span where the process has OpenTelemetry set up. */
export function observeClient(client: HttpClient, source: string, observer: CallObserver | undefined): HttpClient {
  // Looks for the provider at every span, so that one that is registered later is used too.
  const tracer = trace.getTracer('rungraph');

  async function watch<T extends { readonly status: number }>(
    { operation }: UpstreamContext,
    { method }: HttpRequest,
    call: () => Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    // Paths and queries hold names of people's projects and runs, so that they stay out of traces.
    const attributes = { 'rungraph.source': source, 'rungraph.operation': operation, 'http.request.method': method };
    const span = tracer.startSpan(`${source} ${operation}`, { kind: SpanKind.CLIENT, attributes });
    let outcome = 'INTERNAL';
    try {
      const answer = await call();
      outcome = String(answer.status);
      span.setAttribute('http.response.status_code', answer.status);
      if (answer.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
      return answer;
    } catch (error) {
      if (isRungraphError(error)) outcome = error.code;
      span.setAttribute('error.type', outcome);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
      observer?.upstreamCall({ source, operation, outcome, seconds: (performance.now() - startedAt) / 1000 });
    }
  }

  return {
    send: (context, request) => watch(context, request, () => client.send(context, request)),
    open: (context, request) => watch(context, request, () => client.open(context, request)),
    close: () => {
      client.close();
    },
  };
}
