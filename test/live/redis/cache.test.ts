import { Redis } from 'ioredis';
import { openMeter } from '../../../src/core/call/meter.ts';
import type { Log } from '../../../src/contract/tracker.ts';
import { openCache } from '../../../src/core/cache/open-cache.ts';
import { callContext } from '../../support/call-context.ts';
import { everything, memoryAdapter } from '../../support/memory-adapter.ts';
import { quietLog } from '../../support/quiet-scope.ts';
import { param, run } from '../../support/runs.ts';
import { startRedis, type RealRedis } from './servers.ts';

// Two gateways that share a real Redis, which is killed, frozen and flushed while they are asked.

const fresh = { lists: 5_000, running: 5_000, finished: 60_000, finishedSeries: 600_000, missing: 1_000 };
const lifetimes = { staleMs: 10_000, errorMs: 100_000 };
const runs = Array.from({ length: 500 }, (_run, index) =>
  run(`r${String(index)}`, { params: [param('lr', 2n ** 60n), param('nan', Number.NaN)] }),
);

let redis: RealRedis;
let calls = 0;

/** As long as nothing happens to Redis, what is shared is found, however busy this machine is. */
function replica(log: Log = quietLog, timeoutMs = 10_000) {
  const bare = memoryAdapter({
    runs,
    capabilities: everything,
    series: () => ({
      steps: Float64Array.of(0, 1),
      values: Float64Array.of(0.5, Number.NaN),
      timestamps: Float64Array.of(1, 2),
      epochs: Float64Array.of(0, Number.NaN),
      totalPoints: 2,
      complete: true,
    }),
    onCall: () => void (calls += 1),
  });
  const place = { kind: 'single', url: redis.url } as const;
  const settings = { redis: { place, prefix: 'live:', timeoutMs }, memoryMb: 8, answersMb: 8, ...lifetimes };
  const cache = openCache(settings, log);
  const adapter = cache.wrap(bare, { source: 's', capabilities: everything, deadlineMs: 10_000, fresh });
  const ask = async (id: string) => {
    const context = callContext({ meter: openMeter() });
    const startedAt = performance.now();
    const [found] = await adapter.getRuns(context, [id]);
    return { found, tookMs: performance.now() - startedAt, cache: context.meter.cache };
  };
  return { cache, adapter, ask };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.kill());

test('what one replica read serves the other, exactly', async () => {
  const [a, b] = [replica(), replica()];
  await wait(300);
  await a.ask('r1');
  const request = { runId: 'r1', projectId: 'p', metric: 'loss', context: null, from: null, to: null, maxPoints: null };
  const [mine] = await a.adapter.getSeries(callContext(), [request]);
  calls = 0;
  expect(await b.ask('r1')).toMatchObject({ cache: 'HIT', found: runs[1] });
  const [theirs] = await b.adapter.getSeries(callContext(), [request]);
  expect(theirs).toEqual(mine);
  expect(theirs).toHaveProperty('epochs', Float64Array.of(0, Number.NaN));
  expect(calls).toBe(0);
  await Promise.all([a.cache.close(), b.cache.close()]);
});

test('who asks while Redis is being connected to is answered, and no failure is told', async () => {
  const told: string[] = [];
  const early = replica({ info: () => undefined, warn: (_fields, message) => void told.push(message) });
  expect((await early.ask('r3')).found).toEqual({ ...runs[3], asOf: expect.any(Number) });
  await wait(300);
  expect((await early.ask('r4')).found).toEqual({ ...runs[4], asOf: expect.any(Number) });
  expect(told).toEqual([]);
  await early.cache.close();
});

test('what one replica drops is dropped in the memory of the other', async () => {
  const [a, b] = [replica(), replica()];
  await wait(300);
  await a.ask('r2');
  expect((await b.ask('r2')).cache).toBe('HIT');
  expect(await a.cache.purge('s', 'r2')).toBe(1);
  await wait(100);
  expect((await b.ask('r2')).cache).toBe('MISS');
  await Promise.all([a.cache.close(), b.cache.close()]);
});

test('a Redis that is flushed, frozen, killed and back costs no answer', async () => {
  const one = replica(quietLog, 100);
  const admin = new Redis(redis.url);
  admin.on('error', () => undefined);
  await wait(300);
  let asked = 0;
  const times: number[] = [];
  const load = async (): Promise<void> => {
    const until = Date.now() + 1_500;
    while (Date.now() < until) {
      const { found, tookMs } = await one.ask(`r${String(asked % runs.length)}`);
      expect(found).not.toBeNull();
      times.push(tookMs);
      asked += 1;
      await wait(2);
    }
  };
  await Promise.all([load(), wait(300).then(() => admin.flushall())]);
  await Promise.all([load(), wait(300).then(() => redis.freeze())]);
  redis.thaw();
  await Promise.all([load(), wait(300).then(() => redis.kill())]);
  await redis.restart();
  await wait(3_000);
  await one.ask('r499');
  await one.cache.purge('s', 'r499');
  await one.ask('r499');
  const again = replica();
  await wait(300);
  expect((await again.ask('r499')).cache).toBe('HIT');
  times.sort((a, b) => a - b);
  const p99 = times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN;
  const slowest = `p99 ${p99.toFixed(0)} ms, the slowest took ${(times.at(-1) ?? Number.NaN).toFixed(0)} ms`;
  process.stderr.write(`${String(asked)} asked, ${slowest}\n`);
  expect(asked).toBeGreaterThan(100);
  admin.disconnect();
  await Promise.all([one.cache.close(), again.cache.close()]);
});
