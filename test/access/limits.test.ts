import { setTimeout as sleep } from 'node:timers/promises';
import type { Adapter } from '../../src/contract/adapter.ts';
import { withModels } from '../support/access/two-projects.ts';
import { openRequestRate } from '../../src/server/limits/request-rate.ts';
import type { SharedCounts } from '../../src/core/cache/redis/shared-counts.ts';
import { serveTwoProjects, type ServedProjects } from '../support/access/serve-two-projects.ts';
import { at } from '../support/json-at.ts';

let open: ServedProjects | undefined;

afterEach(async () => {
  await open?.close();
});

const limits = { requestsPerMinute: 5, concurrent: 10, bodyKb: 64 };
const question = '/graphql?query={__typename}';

test('a caller that sends too much is told which limit, its value and when to ask again; others go on', async () => {
  open = await serveTwoProjects({ limits });
  const statuses: number[] = [];
  for (let sent = 0; sent < 7; sent += 1) statuses.push((await open.fetchAs('read', question)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  const refused = await open.fetchAs('read', question);
  const waitS = Number(refused.headers.get('retry-after'));
  expect(waitS).toBeGreaterThan(0);
  expect(waitS).toBeLessThanOrEqual(60);
  const body: unknown = await refused.json();
  expect(at(body, 'errors', 0, 'extensions', 'code')).toBe('RATE_LIMITED');
  expect(at(body, 'errors', 0, 'message')).toMatch(/^limits\.requestsPerMinute: you may send 5 requests a minute/);
  expect((await open.fetchAs('admin', question)).status).toBe(200);
  expect((await open.fetchAs('read', '/health/live')).status).toBe(200);
});

test('an answer that has not changed costs nothing', async () => {
  open = await serveTwoProjects({ limits });
  const asked = '/graphql?query={runs{nodes{ref}}}';
  for (const _round of [1, 2]) await (await open.fetchAs('read', asked)).text();
  const etag = (await open.fetchAs('read', asked)).headers.get('etag') ?? '';
  for (let sent = 0; sent < 20; sent += 1) {
    expect((await open.fetchAs('read', asked, { headers: { 'if-none-match': etag } })).status).toBe(304);
  }
});

test('the owner of the machine has no limit, and who comes by a proxy has', async () => {
  open = await serveTwoProjects({ limits, auth: { keys: [] } });
  for (let sent = 0; sent < 8; sent += 1) expect((await open.fetchAs(null, question)).status).toBe(200);
  await open.close();
  open = await serveTwoProjects({ limits, auth: { keys: [], anonymous: { scopes: ['read:*'] } } });
  const headers = { 'x-forwarded-for': '10.0.0.7' };
  const statuses: number[] = [];
  for (let sent = 0; sent < 6; sent += 1) statuses.push((await open.fetchAs(null, question, { headers })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
});

test('who guesses keys is stopped, and nobody else', async () => {
  open = await serveTwoProjects({ limits: { ...limits, requestsPerMinute: 1000 } });
  const { server } = open;
  const guess = async () =>
    (await fetch(`${server.url}${question}`, { headers: { authorization: `Bearer rg_${String(Math.random())}` } }))
      .status;
  const statuses = await Promise.all(Array.from({ length: 130 }, guess));
  expect(statuses.filter((status) => status === 401)).toHaveLength(100);
  expect(statuses.filter((status) => status === 429)).toHaveLength(30);
  expect((await open.fetchAs('read', question)).status).toBe(200);
});

test('a body beyond the limit is refused before it is read', async () => {
  open = await serveTwoProjects({ limits });
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: `{ __typename } #${'x'.repeat(70 * 1024)}` });
  expect((await open.fetchAs('read', '/graphql', { method: 'POST', headers, body })).status).toBe(413);
});

test('so many requests at a time, and no more', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let waiting = 0;
  const wrap = (adapter: Adapter): Adapter => ({
    ...withModels(adapter),
    async getRuns(context, ids) {
      waiting += 1;
      await held;
      return adapter.getRuns(context, ids);
    },
  });
  open = await serveTwoProjects({ limits: { ...limits, requestsPerMinute: 100, concurrent: 3 } }, { wrap });
  const own = open;
  const ask = (id: number) => own.fetchAs('admin', `/graphql?query={run(id:"lab/r${String(id)}"){name}}`);
  const asked = [1, 2, 3].map(ask);
  while (waiting < 3) await sleep(5);
  const refused = await ask(4);
  expect(refused.status).toBe(429);
  expect(JSON.stringify(await refused.json())).toContain(
    'limits.concurrent: 3 requests of yours are under way, and 3 are allowed',
  );
  release();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await ask(5)).status).toBe(200);
});

describe('counting', () => {
  const shared = (): SharedCounts => {
    const sums = new Map<string, number>();
    return {
      add(name, amount) {
        sums.set(name, (sums.get(name) ?? 0) + amount);
        return Promise.resolve(sums.get(name));
      },
    };
  };
  const granted = async (takes: readonly (Promise<number> | number)[]) => {
    const waits: number[] = [];
    for (const take of takes) waits.push(await take);
    return waits.filter((waitS) => waitS === 0).length;
  };

  test('replicas that share a count give out the limit together, and a new minute gives it again', async () => {
    const clock = { now: 60_000_000 };
    const counts = shared();
    const [one, other] = [1, 2].map(() => openRequestRate(1_000, counts, () => clock.now));
    const takes = () => Array.from({ length: 1_500 }, (_take, at) => (at % 2 === 0 ? one : other)?.take('a') ?? 1);
    const first = await granted(takes());
    expect(first).toBeLessThanOrEqual(1_000);
    expect(first).toBeGreaterThanOrEqual(990);
    expect(await granted(takes())).toBe(1_000 - first);
    clock.now += 60_000;
    expect(await granted(takes())).toBeGreaterThanOrEqual(990);
  });

  test('without the shared count each counts for itself', async () => {
    const gone: SharedCounts = { add: () => Promise.resolve(undefined) };
    const rate = openRequestRate(50, gone, () => 60_000_000);
    expect(await granted(Array.from({ length: 80 }, () => rate.take('a')))).toBe(50);
    expect(await granted([rate.take('b')])).toBe(1);
  });
});
