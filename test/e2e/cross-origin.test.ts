import type { Gateway } from '../../src/graphql/gateway.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { cachedGateway } from '../support/cached-gateway.ts';
import { everything } from '../support/memory-adapter.ts';
import { run } from '../support/runs.ts';

// Pages of other sites: those that the config lists may ask, all others may not. Browsers say where a page is from.

const listed = 'https://dash.example.com';
const stranger = 'https://evil.example';
let gateway: Gateway | undefined;
let open: RunningServer | undefined;
let shut: RunningServer | undefined;

beforeAll(async () => {
  const runs = Array.from({ length: 60 }, (_run, index) => run(`r${String(index)}`));
  ({ gateway } = await cachedGateway({ s: { runs, capabilities: everything } }));
  open = await serve(gateway, { host: '127.0.0.1', port: 0, cors: [listed] });
  shut = await serve(gateway, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await open?.close();
  await shut?.close();
  await gateway?.close();
});

const from = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site' });
const json = { 'content-type': 'application/json' };
const page = JSON.stringify({ query: '{ runs { nodes { ref name status startedAt } } }' });
const ask = (server: RunningServer | undefined, origin: string): Promise<Response> =>
  fetch(`${server?.url ?? ''}/graphql`, { method: 'POST', headers: { ...json, ...from(origin) }, body: page });
const preflight = (server: RunningServer | undefined, origin: string): Promise<Response> =>
  fetch(`${server?.url ?? ''}/graphql`, {
    method: 'OPTIONS',
    headers: {
      ...from(origin),
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });

test('a listed page may ask, and read the answer, its id and its age', async () => {
  const before = await preflight(open, listed);
  expect(before.status).toBe(204);
  expect(before.headers.get('access-control-allow-origin')).toBe(listed);
  expect(before.headers.get('access-control-allow-headers')).toBe('content-type');
  for (const way of ['asked', 'out of the cache', 'as kept bytes']) {
    const answer = await ask(open, listed);
    expect([way, answer.status]).toEqual([way, 200]);
    expect(answer.headers.get('access-control-allow-origin')).toBe(listed);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-request-id');
    // A cache between must not give one page's answer to another one.
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    expect(await answer.text()).toContain('"ref":"s/r0"');
  }
  expect(await gateway?.metrics.text(gateway.sources)).toContain('rungraph_kept_answers_total{outcome="HIT"} 1');
});

test.each([
  ['a page that is not listed', () => open, stranger],
  ['any page, where none is listed', () => shut, listed],
])('%s is turned away, before and when it asks', async (_name, server, origin) => {
  expect((await preflight(server(), origin)).headers.get('access-control-allow-origin')).toBeNull();
  const answer = await ask(server(), origin);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});
