import { serverAudits } from 'graphql-http';
import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { RungraphError } from '../../src/contract/error.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { param, run } from '../support/runs.ts';

const runs = Array.from({ length: 50 }, (_run, index) =>
  run(`r${String(index)}`, { params: [param('lr', index)], startedAt: index }),
);
let gateway: Gateway | undefined;
let server: RunningServer | undefined;
let aborted = 0;

beforeAll(async () => {
  const down = () => {
    throw new RungraphError('UNAVAILABLE', 'the connection was refused');
  };
  gateway = await memoryGateway({
    good: { runs, capabilities: everything },
    bad: { runs: [], capabilities: everything, onCall: down },
    slow: {
      runs: [],
      capabilities: everything,
      onCall: (method, { signal }) => {
        if (method !== 'searchRuns') return undefined;
        signal.addEventListener('abort', () => (aborted += 1));
        return new Promise(() => undefined);
      },
    },
  });
  server = await serve(gateway, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server?.close();
  await gateway?.close();
});

const at = (path: string): string => `${server?.url ?? ''}${path}`;
const json = { 'content-type': 'application/json' };
const post = (query: unknown, headers: Record<string, string> = json, more: object = {}): Promise<Response> =>
  fetch(at('/graphql'), { method: 'POST', headers, body: JSON.stringify({ query, ...more }) });

test('GraphQL over HTTP: every audit of graphql-http passes', async () => {
  const audits = serverAudits({ url: () => at('/graphql'), fetchFn: fetch });
  const failed: string[] = [];
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status !== 'ok') failed.push(`${audit.id} ${audit.name}: ${result.reason}`);
  }
  expect(audits.length).toBeGreaterThan(50);
  expect(failed).toEqual([]);
});

test('GET asks too, and cannot change anything', async () => {
  const query = new URLSearchParams({
    query: 'query ($n: Int) { runs(first: $n, sources: ["good"]) { nodes { ref } } }',
    variables: '{"n":1}',
  });
  const answer = await fetch(at(`/graphql?${query.toString()}`));
  expect(await answer.json()).toEqual({ data: { runs: { nodes: [{ ref: 'good/r49' }] } } });
  const mutation = await fetch(at('/graphql?query=mutation%7Bpurge(source:%22good%22)%7D'));
  expect(mutation.status).toBe(405);
});

test('a page of another site is turned away, the same site is not', async () => {
  expect((await post('{ __typename }', { ...json, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await post('{ __typename }', { ...json, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
});

test('a body that is no JSON, no object, or too large is refused with a message and no stack', async () => {
  for (const [body, status] of [
    ['{', 400],
    ['[]', 400],
    ['"x"', 400],
    [`{"query":"${'x'.repeat(5_000_000)}"}`, 413],
  ] as const) {
    const answer = await fetch(at('/graphql'), { method: 'POST', headers: json, body });
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toMatch(/\n? {4}at /);
  }
});

test('nesting without end is refused before it is parsed', async () => {
  const answer = await post(`{ runs(filter: ${'{not:'.repeat(5000)}{}${'}'.repeat(5000)}) { totalCount } }`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_QUERY' } }] });
});

test('answers are compressed for who asks for it', async () => {
  const body = JSON.stringify({ query: '{ runs(sources: ["good"]) { nodes { id ref params { key value } } } }' });
  const raw = await new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
    const sent = request(
      at('/graphql'),
      { method: 'POST', headers: { ...json, 'accept-encoding': 'gzip' } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ encoding: answer.headers['content-encoding'], bytes: Buffer.concat(chunks) }));
      },
    );
    sent.on('error', reject).end(body);
  });
  expect(raw.encoding).toBe('gzip');
  expect(JSON.parse(gunzipSync(raw.bytes).toString())).toMatchObject({ data: { runs: { nodes: { length: 50 } } } });
});

test('health: live at once, ready once every source was probed, whatever came out, with each one’s state', async () => {
  expect(await (await fetch(at('/health/live'))).json()).toEqual({ status: 'live' });
  const ready = await fetch(at('/health/ready'));
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({
    status: 'ready',
    sources: {
      good: { tracker: 'memory', state: 'UP', version: '1' },
      bad: { tracker: 'memory', state: 'DOWN', code: 'UNAVAILABLE', message: 'the connection was refused' },
      slow: { tracker: 'memory', state: 'UP', version: '1' },
    },
  });
});

test('a client that hangs up ends what was asked for it', async () => {
  const controller = new AbortController();
  const asked = fetch(at('/graphql'), {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ query: '{ runs(sources: ["slow"]) { totalCount } }' }),
    signal: controller.signal,
  });
  setTimeout(() => controller.abort(), 50);
  await expect(asked).rejects.toThrow('aborted');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(aborted).toBe(1);
});

test('one bad source does not slow or harm the others', async () => {
  const answer = await post(
    '{ runs(sources: ["good", "bad"], first: 1) { nodes { ref } reports { source { name } state code } } }',
  );
  expect(await answer.json()).toEqual({
    data: {
      runs: {
        nodes: [{ ref: 'good/r49' }],
        reports: [
          { source: { name: 'good' }, state: 'OK', code: null },
          { source: { name: 'bad' }, state: 'FAILED', code: 'UNAVAILABLE' },
        ],
      },
    },
    extensions: {
      incomplete: [{ source: 'bad', state: 'FAILED', code: 'UNAVAILABLE', message: 'the connection was refused' }],
    },
  });
});
