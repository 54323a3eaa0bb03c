import { startMlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { gridOf } from '../../../bench/support/runs.ts';
import type { RedisPlace } from '../../../src/core/cache/redis/settings.ts';
import { serveConfig } from '../../support/serve-config.ts';
import { replica, runs, wait } from './replica.ts';
import { startCluster, startRedis, type RealCluster, type RealRedis } from './servers.ts';

// Replicas that share a real Redis: of all of them one reads a key, and nobody waits for the dead.

let redis: RealRedis;
let cluster: RealCluster;

beforeAll(async () => {
  [redis, cluster] = await Promise.all([startRedis(), startCluster()]);
});
afterAll(() => Promise.all([redis.kill(), cluster.kill()]));

const places = (): [string, RedisPlace][] => [
  ['single', { kind: 'single', url: redis.url }],
  ['cluster', { kind: 'cluster', urls: cluster.urls }],
];

test('a hundred of the same questions at three replicas are one call of the tracker', async () => {
  for (const [name, place] of places()) {
    const calls: string[] = [];
    const replicas = await Promise.all([0, 1, 2].map(() => replica(place, `${name}-one:`, calls)));
    const ids = runs.map(({ nativeId }) => nativeId);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_ask, index) => replicas[index % 3]?.ask(ids) ?? Promise.reject(new Error('none'))),
    );
    for (const { slots } of answers) expect(slots).toMatchObject(runs);
    const warnings = replicas.flatMap((one) => one.warnings);
    expect({ name, calls, warnings }).toEqual({ name, calls: ['getRuns'], warnings: [] });
    await Promise.all(replicas.map(({ cache }) => cache.close()));
  }
});

test('a hundred viewers of one dashboard at three replicas are one list of runs and one of projects', async () => {
  const emulator = await startMlflowEmulator({
    port: 0,
    data: gridOf({ runs: 30, params: 2, metrics: 2, points: 1 }),
  });
  const freshMs = { lists: 60_000, running: 60_000, finished: 60_000, finishedSeries: 60_000, missing: 60_000 };
  const config = {
    server: { signingKey: 'the same for all replicas' },
    // What is shared is found, however busy this machine is.
    cache: { redisUrl: redis.url, redisTimeoutMs: 10_000 },
    sources: { team: { tracker: 'mlflow', url: emulator.url, freshMs } },
  };
  const replicas = await Promise.all([serveConfig(config), serveConfig(config), serveConfig(config)]);
  const body = JSON.stringify({ query: '{ runs(first: 20) { nodes { ref name } reports { state } } }' });
  const headers = { 'content-type': 'application/json' };
  const views = Array.from({ length: 100 }, async (_viewer, index) => {
    const answer = await fetch(`${replicas[index % 3]?.url ?? ''}/graphql`, { method: 'POST', headers, body });
    return answer.text();
  });
  for (const text of new Set(await Promise.all(views))) expect(text).toContain('"state":"OK"');
  const asked = (path: string): number => emulator.requests.filter((request) => request.path.endsWith(path)).length;
  // A probe asks for one experiment, and each replica probes.
  const probes = replicas.length;
  expect({ runs: asked('/runs/search'), projects: asked('/experiments/search') - probes }).toEqual({
    runs: 1,
    projects: 1,
  });
  await Promise.all(replicas.map((one) => one.close()));
  await emulator.close();
});

test('whoever waits for a reader that died reads by itself when the lease is over', async () => {
  const place: RedisPlace = { kind: 'single', url: redis.url };
  const calls: string[] = [];
  const dead = await replica(place, 'dead:', calls, 8_000);
  const alive = await replica(place, 'dead:', calls);
  void dead.ask(['r1']).catch(() => undefined);
  await wait(100);
  // A process that is gone renews nothing any more.
  await dead.cache.close();
  const { slots, tookMs } = await alive.ask(['r1']);
  expect(slots).toMatchObject([runs[1]]);
  expect(tookMs).toBeLessThan(5_000);
  await alive.cache.close();
});

test('what is dropped is dropped on every server of a cluster, and in the memory of the others', async () => {
  const place: RedisPlace = { kind: 'cluster', urls: cluster.urls };
  const [a, b] = await Promise.all([replica(place, 'drop:', [], 0), replica(place, 'drop:', [], 0)]);
  const ids = runs.map(({ nativeId }) => nativeId);
  await a.ask(ids);
  expect((await b.ask(ids)).cache).toBe('HIT');
  expect(await a.cache.purge('s', null)).toBe(50);
  await wait(200);
  expect((await b.ask(ids)).cache).toBe('MISS');
  await Promise.all([a.cache.close(), b.cache.close()]);
});

test('replicas share one budget', async () => {
  const place: RedisPlace = { kind: 'single', url: redis.url };
  const [a, b] = await Promise.all([replica(place, 'rate:', []), replica(place, 'rate:', [])]);
  const budgets = [a, b].map(({ cache }) => cache.budget('s', { perSecond: 10, burst: 2 }));
  const waits = [];
  for (let count = 0; count < 6; count += 1) waits.push((await budgets[count % 2]?.take(10_000)) ?? Number.NaN);
  expect(waits.slice(0, 2)).toEqual([0, 0]);
  expect(Math.max(...waits)).toBeGreaterThan(300);
  await Promise.all([a.cache.close(), b.cache.close()]);
});
