import { Redis } from 'ioredis';
import type { RedisPlace } from '../../../src/core/cache/redis/settings.ts';
import { briefly, replica, runs, wait } from './replica.ts';
import { startWatchedRedis } from './sentinel.ts';
import { startCluster, startRedis } from './servers.ts';

// What happens to a Redis in the middle of load, and to nobody who asks.

interface Load {
  readonly times: readonly number[];
}

/** Asks one run after the other for a while; every answer must be right. */
async function load(one: Awaited<ReturnType<typeof replica>>, ms: number): Promise<Load> {
  const times: number[] = [];
  const until = Date.now() + ms;
  for (let at = 0; Date.now() < until; at = (at + 1) % runs.length) {
    const wanted = runs[at];
    if (wanted === undefined) throw new Error('no such run');
    const { slots, tookMs } = await one.ask([wanted.nativeId]);
    // The cache adds when it was read.
    expect(slots).toMatchObject([wanted]);
    times.push(tookMs);
    await wait(2);
  }
  return { times };
}

function slowest(loads: readonly Load[]): string {
  return `${Math.max(...loads.flatMap(({ times }) => times)).toFixed(0)} ms`;
}

test('Sentinel makes the replica the primary: nobody goes without an answer, and what is kept is shared again', async () => {
  const redis = await startWatchedRedis();
  const place: RedisPlace = { kind: 'sentinel', name: redis.name, urls: redis.urls };
  const before = redis.primary();
  const one = await replica(place, 'watched:', [], 0, briefly);
  const steady = await load(one, 1_000);
  const [during] = await Promise.all([load(one, 6_000), wait(300).then(() => redis.killPrimary())]);
  expect(redis.primary()).not.toBe(before);
  process.stderr.write(`failover: the slowest took ${slowest([steady])} before, ${slowest([during])} during\n`);
  const third = await replica(place, 'watched:', [], 0);
  await third.ask(['r7']);
  const calls: string[] = [];
  const two = await replica(place, 'watched:', calls, 0);
  expect(await two.ask(['r7'])).toMatchObject({ slots: [runs[7]], cache: 'HIT' });
  expect(calls).toEqual([]);
  await Promise.all([one, two, third].map(({ cache }) => cache.close()));
  await redis.kill();
});

test('a cluster that loses a server costs no answer', async () => {
  const cluster = await startCluster();
  const one = await replica({ kind: 'cluster', urls: cluster.urls }, 'lost:', [], 0, briefly);
  const steady = await load(one, 1_000);
  const [during] = await Promise.all([load(one, 4_000), wait(300).then(() => cluster.killOne())]);
  process.stderr.write(`cluster: the slowest took ${slowest([steady])} before, ${slowest([during])} during\n`);
  await one.cache.close();
  await cluster.kill();
});

test('a Redis that is full forgets what was not asked for lately, and every answer is right', async () => {
  const redis = await startRedis(['--maxmemory', '4mb', '--maxmemory-policy', 'allkeys-lru']);
  const place: RedisPlace = { kind: 'single', url: redis.url };
  const admin = new Redis(redis.url);
  const one = await replica(place, 'full:', [], 0, briefly);
  const filling = async (): Promise<void> => {
    for (let at = 0; at < 600; at += 1) await admin.set(`full:other:${String(at)}`, 'x'.repeat(20_000));
  };
  await Promise.all([load(one, 2_000), filling()]);
  const stats = await admin.info('stats');
  expect(Number(/evicted_keys:(\d+)/.exec(stats)?.[1])).toBeGreaterThan(100);
  // A second replica has nothing in memory: it finds what is left, and asks for the rest.
  const two = await replica(place, 'full:', [], 0);
  await load(two, 1_000);
  admin.disconnect();
  await Promise.all([one.cache.close(), two.cache.close()]);
  await redis.kill();
});

test('a Redis that is full and refuses to write is no reason to fail', async () => {
  const redis = await startRedis(['--maxmemory', '1mb', '--maxmemory-policy', 'noeviction']);
  const one = await replica({ kind: 'single', url: redis.url }, 'refuses:', [], 0, briefly);
  await load(one, 1_500);
  await one.cache.close();
  await redis.kill();
});
