import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpanKind, context, propagation, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { trackers } from '../../adapters/registry.ts';
import { openGateway } from '../../src/cli/open-gateway.ts';
import { serve } from '../../src/server/serve.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { quietLog } from '../support/quiet-scope.ts';
import { run } from '../support/runs.ts';
import { startRungraph } from './command.ts';

const tracker = trackers.find(({ emulate }) => emulate !== undefined);
const folder = mkdtempSync(join(tmpdir(), 'rungraph-operations-'));
const config = join(folder, 'rungraph.yaml');
let emulator: Awaited<ReturnType<NonNullable<NonNullable<typeof tracker>['emulate']>>> | undefined;

beforeAll(async () => {
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
  const up = JSON.stringify({ tracker: tracker?.kind, ...emulator?.source });
  const down = JSON.stringify({ tracker: tracker?.kind, url: 'http://127.0.0.1:1' });
  writeFileSync(config, `server: { port: 0, drainMs: 3000 }\nsources:\n  up: ${up}\n  down: ${down}\n`);
});

afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function served() {
  const { gateway } = await openGateway(config, quietLog);
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server.close();
      await gateway.close();
    },
  };
}

const headers = { 'content-type': 'application/json' };

async function ask(url: string, query: string, more: Record<string, string> = {}): Promise<void> {
  const body = JSON.stringify({ query });
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { ...headers, ...more }, body });
  expect(answer.status).toBe(200);
  await answer.text();
}

const page = '{ runs(first: 3, sources: ["up"]) { nodes { name } } }';

test('/metrics counts requests, calls of trackers, what the cache did, and how sources and their breakers are', async () => {
  await using gateway = await served();
  await ask(gateway.url, page);
  await ask(gateway.url, page);
  await ask(gateway.url, page);
  await ask(gateway.url, '{ runs(first: 3, sources: ["down"]) { nodes { name } } }');
  const answer = await fetch(`${gateway.url}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const valueOf = (line: string): number =>
    Number(
      text
        .split('\n')
        .find((own) => own.startsWith(line))
        ?.split(' ')
        .at(-1),
    );
  expect(valueOf('rungraph_request_duration_seconds_count{route="/graphql",status="200"}')).toBe(4);
  const call = 'rungraph_upstream_call_duration_seconds_count{source="up",operation="searchRuns",outcome="200"}';
  expect(valueOf(call)).toBe(1);
  expect(text).toMatch(
    /rungraph_upstream_call_duration_seconds_count\{source="down",operation="probe",outcome="UNAVAILABLE"\} \d/,
  );
  expect(valueOf('rungraph_request_duration_seconds_sum{route="/graphql",status="200"}')).toBeGreaterThan(0.001);
  expect(valueOf(call.replace('_count{', '_sum{'))).toBeGreaterThan(0);
  // The page, and the list of projects that the tracker wants to be told.
  expect(valueOf('rungraph_cache_reads_total{source="up",outcome="MISS"}')).toBe(2);
  expect(valueOf('rungraph_cache_reads_total{source="up",outcome="HIT"}')).toBe(1);
  expect(valueOf('rungraph_kept_answers_total{outcome="HIT"}')).toBe(1);
  expect(valueOf('rungraph_source_state{source="up",state="UP"}')).toBe(1);
  expect(valueOf('rungraph_source_state{source="down",state="DOWN"}')).toBe(1);
  expect(valueOf('rungraph_breaker_state{source="up",group="runs",state="CLOSED"}')).toBe(1);
  expect(valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
});

test('with OpenTelemetry in the process, calls of trackers are spans below the request that caused them', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  try {
    await using gateway = await served();
    await ask(gateway.url, page, { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    const spans = exporter.getFinishedSpans();
    const request = spans.find(({ kind, name }) => kind === SpanKind.SERVER && name === 'POST /graphql');
    const search = spans.find(({ name }) => name === 'up searchRuns');
    expect(request?.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(request?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(search?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
    expect(search?.attributes).toMatchObject({ 'rungraph.source': 'up', 'http.response.status_code': 200 });
  } finally {
    trace.disable();
    context.disable();
    propagation.disable();
    await provider.shutdown();
  }
});

test('told to stop, the gateway says so first, goes on answering, and ends in peace', async () => {
  const command = startRungraph(['serve', '--config', config]);
  const [, url = ''] = await command.until(/ at (http:\S+)\/graphql/);
  await ask(url, page);
  command.child.kill('SIGTERM');
  let status = 200;
  for (let asked = 0; asked < 100 && status === 200; asked += 1) {
    const ready = await fetch(`${url}/health/ready`);
    status = ready.status;
    if (status === 503) expect(await ready.json()).toMatchObject({ status: 'stopping' });
  }
  expect(status).toBe(503);
  await ask(url, page);
  const { code } = await command.ended;
  expect(code).toBe(0);
});

test('a question under way is answered before the server stops, and who only connected is not waited for', async () => {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let reached = (): void => undefined;
  const asked = new Promise<void>((resolve) => (reached = resolve));
  const slow = {
    runs: [run('r1', {})],
    capabilities: everything,
    async onCall(method: string) {
      if (method !== 'searchRuns') return;
      reached();
      await held;
    },
  };
  const gateway = await memoryGateway({ slow });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  const silent = connect(Number(new URL(server.url).port), '127.0.0.1');
  const cut = new Promise((resolve) => silent.once('close', resolve));
  const answer = ask(server.url, '{ runs(first: 1) { nodes { name } } }');
  await asked;
  const closed = server.close();
  await cut;
  letGo();
  await answer;
  await closed;
  await gateway.close();
});

test('a client that leaves before the answer is counted as such', async () => {
  const slow = { runs: [], capabilities: everything, onCall: () => new Promise<void>(() => undefined) };
  const gateway = await memoryGateway({ slow });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  const leaving = new AbortController();
  const body = JSON.stringify({ query: '{ runs(first: 1) { nodes { name } } }' });
  const { signal } = leaving;
  const answer = fetch(`${server.url}/graphql`, { method: 'POST', headers, body, signal });
  const left = expect(answer).rejects.toThrow();
  while (!(await gateway.metrics.text(gateway.sources)).includes('status="aborted"')) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    leaving.abort();
  }
  await left;
  await server.close();
  await gateway.close();
});

test('what does not end within the grace is cut off', async () => {
  let reached = (): void => undefined;
  const asked = new Promise<void>((resolve) => (reached = resolve));
  const stuck = {
    runs: [],
    capabilities: everything,
    onCall: (method: string) => {
      if (method !== 'searchRuns') return Promise.resolve();
      reached();
      return new Promise<void>(() => undefined);
    },
  };
  const gateway = await memoryGateway({ stuck });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0, graceMs: 50 });
  const answer = ask(server.url, '{ runs(first: 1) { nodes { name } } }');
  const refused = expect(answer).rejects.toThrow();
  await asked;
  await server.close();
  await refused;
  await gateway.close();
});
