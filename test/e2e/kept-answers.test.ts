import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { RungraphError } from '../../src/contract/error.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { cachedGateway, type CachedGateway, type CachedGatewayOptions } from '../support/cached-gateway.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { param, run } from '../support/runs.ts';

const runs = Array.from({ length: 40 }, (_run, index) =>
  run(`r${String(index)}`, { params: [param('lr', index)], startedAt: index, status: 'FINISHED' }),
);
const document = `{ runs(first: 40) {
  nodes { name params { key value } }
  reports { cache upstreamCalls asOf state }
} }`;

let open: (CachedGateway & { server: RunningServer }) | undefined;

async function start(tracker: Partial<MemoryTracker> = {}, options: CachedGatewayOptions = {}) {
  const made = await cachedGateway({ s: { runs, capabilities: everything, ...tracker } }, options);
  let opened = 0;
  const gateway: Gateway = {
    ...made.gateway,
    openContext(facts) {
      opened += 1;
      return made.gateway.openContext(facts);
    },
  };
  open = { ...made, gateway, server: await serve(gateway, { host: '127.0.0.1', port: 0 }) };
  /** How many answers were made, rather than sent as kept. */
  return { ...open, contexts: () => opened };
}

afterEach(async () => {
  await open?.server.close();
  await open?.gateway.close();
  await open?.cache.close();
});

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly json: () => Answer;
}

interface Answer {
  readonly data: {
    readonly runs: { readonly reports: readonly Record<string, unknown>[]; readonly nodes: readonly unknown[] };
  };
}

function ask(query: string, headers: Record<string, string> = {}, method = 'POST'): Promise<Reply> {
  const url = `${open?.server.url ?? ''}/graphql${method === 'GET' ? `?query=${encodeURIComponent(query)}` : ''}`;
  const all = {
    ...(method === 'GET' ? { 'apollo-require-preflight': '1' } : { 'content-type': 'application/json' }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers: all }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const bytes = Buffer.concat(pieces);
        const plain = () => (response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes,
          json() {
            const answer: Answer = JSON.parse(plain().toString());
            return answer;
          },
        });
      });
    });
    sent.once('error', reject);
    sent.end(method === 'GET' ? undefined : JSON.stringify({ query }));
  });
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

test('the third answer is the second one’s bytes, and says HIT with no calls and the time of the first', async () => {
  const { clock, contexts } = await start();
  const readAt = new Date(clock.now).toISOString();
  const [first, second] = [await ask(document), await ask(document)];
  expect(first.json().data.runs.reports).toEqual([{ cache: 'MISS', upstreamCalls: 1, asOf: readAt, state: 'OK' }]);
  expect(second.json().data.runs.reports).toEqual([{ cache: 'HIT', upstreamCalls: 0, asOf: readAt, state: 'OK' }]);
  const before = contexts();
  clock.now += 4_000;
  const third = await ask(document);
  expect(third.bytes.equals(second.bytes)).toBe(true);
  expect([third.headers['content-type'], third.status]).toEqual([second.headers['content-type'], 200]);
  expect(contexts()).toBe(before);
});

test('kept bytes come compressed where the client takes that, the same as plain', async () => {
  await start();
  await ask(document);
  const plain = await ask(document);
  const packed = await ask(document, { 'accept-encoding': 'gzip, deflate' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
  expect((await ask(document, { 'accept-encoding': 'gzip;q=0' })).bytes.equals(plain.bytes)).toBe(true);
});

test('an answer is made again when a part is no longer fresh', async () => {
  const { clock, calls } = await start();
  await ask(document);
  await ask(document);
  clock.now += 5_001;
  const [report] = (await ask(document)).json().data.runs.reports;
  expect(report).toMatchObject({ cache: 'STALE' });
  await settle();
  expect(calls.filter((method) => method === 'searchRuns')).toHaveLength(2);
});

test.each([
  ['a purge', `mutation { purge(source: "s") { entries } }`, {}],
  ['a read that passes the cache', document, { 'cache-control': 'no-cache' }],
])('%s drops it', async (_name, query, headers) => {
  const { calls } = await start();
  await ask(document);
  await ask(document);
  await ask(query, headers);
  const before = calls.length;
  const [report] = (await ask(document)).json().data.runs.reports;
  expect(report).toMatchObject({ state: 'OK' });
  const after = await ask(document);
  expect(after.json().data.runs.reports[0]).toMatchObject({ cache: 'HIT' });
  expect(calls.length - before).toBeLessThanOrEqual(2);
});

test('no-cache is answered by the tracker', async () => {
  const { calls } = await start();
  await ask(document);
  await ask(document);
  const before = calls.length;
  const [report] = (await ask(document, { 'cache-control': 'no-cache' })).json().data.runs.reports;
  expect(report).toMatchObject({ cache: 'BYPASS' });
  expect(calls.length).toBeGreaterThan(before);
});

test('errors, partial answers, and what is known of a source at this moment are never kept', async () => {
  let down = false;
  const failing = {
    onCall: (method: string) => {
      if (down && method === 'searchRuns') throw new RungraphError('FORBIDDEN', 'no');
    },
  };
  const { contexts } = await start(failing);
  const state = '{ runs(first: 1) { nodes { source { state } } } }';
  for (let count = 0; count < 3; count += 1) await ask(state);
  const nothing = '{ __typename }';
  for (let count = 0; count < 3; count += 1) await ask(nothing);
  down = true;
  const other = '{ runs(first: 2) { nodes { name } } }';
  for (let count = 0; count < 3; count += 1) expect((await ask(other)).bytes.toString()).toContain('FORBIDDEN');
  expect(contexts()).toBe(9);
});

test('GET says which answer it is, and 304 where the client has it', async () => {
  await start();
  await ask(document, {}, 'GET');
  const second = await ask(document, {}, 'GET');
  const { etag } = second.headers;
  expect(etag).toMatch(/^"[\w-]+"$/);
  for (let count = 0; count < 2; count += 1) {
    const again = await ask(document, { 'if-none-match': `W/"x", ${String(etag)}` }, 'GET');
    expect([again.status, again.bytes.length, again.headers['etag']]).toEqual([304, 0, etag]);
  }
  expect((await ask(document, { 'if-none-match': '"x"' }, 'GET')).status).toBe(200);
});

test('fetch adds no-cache to a question that names its answer: the trackers are not asked for that', async () => {
  const { calls, server } = await start();
  await ask(document, {}, 'GET');
  const { etag } = (await ask(document, {}, 'GET')).headers;
  const before = calls.length;
  const url = `${server.url}/graphql?query=${encodeURIComponent(document)}`;
  const headers = { 'apollo-require-preflight': '1', 'if-none-match': String(etag) };
  expect((await fetch(url, { headers })).status).toBe(304);
  expect(calls.length).toBe(before);
});

test('callers with credentials of their own never share an answer', async () => {
  const mine = (context: { principal: string | null }) => [
    run('r', { params: [param('owner', context.principal ?? '')] }),
  ];
  await start(
    {},
    {
      callerHeader: 'x-token',
      wrap: (adapter) => ({
        ...adapter,
        searchRuns: (context) => Promise.resolve({ runs: mine(context), next: null }),
      }),
    },
  );
  const owner = '{ runs { nodes { param(key: "owner") { value } } } }';
  for (let count = 0; count < 4; count += 1) {
    for (const token of ['alice', 'bob']) {
      expect((await ask(owner, { 'x-token': token })).json().data.runs.nodes).toEqual([{ param: { value: token } }]);
    }
  }
  const without = (await ask(owner)).bytes.toString();
  expect(without).toContain('Send your credentials for s in the header x-token.');
});

test('a body that is no JSON is refused as ever', async () => {
  const { server } = await start();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  expect(response.status).toBe(400);
});
