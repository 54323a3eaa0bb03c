import { openMeter } from '../../../src/core/call/meter.ts';
import type { RedisPlace } from '../../../src/core/cache/redis/settings.ts';
import { openCache } from '../../../src/core/cache/open-cache.ts';
import { callContext } from '../../support/call-context.ts';
import { everything, memoryAdapter } from '../../support/memory-adapter.ts';
import { quietLog } from '../../support/quiet-scope.ts';
import { param, run } from '../../support/runs.ts';

const fresh = { lists: 5_000, running: 5_000, finished: 60_000, finishedSeries: 600_000, missing: 1_000 };
export const runs = Array.from({ length: 50 }, (_run, index) =>
  run(`r${String(index)}`, { params: [param('lr', index)] }),
);

export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Nothing serves for longer than this: every question goes by way of Redis. */
export const briefly = { fresh: { ...fresh, finished: 20 }, staleMs: 0, errorMs: 20, timeoutMs: 100 };
/** What is shared is found, however busy this machine is. */
const patient = { fresh, staleMs: 10_000, errorMs: 100_000, timeoutMs: 10_000 };

/** A replica whose tracker takes its time, and counts its calls in `calls`. */
export async function replica(place: RedisPlace, prefix: string, calls: string[], tookMs = 150, lifetimes = patient) {
  const bare = memoryAdapter({
    runs,
    capabilities: everything,
    async onCall(method) {
      calls.push(method);
      await wait(tookMs);
    },
  });
  const { staleMs, errorMs, timeoutMs } = lifetimes;
  const settings = { redis: { place, prefix, timeoutMs }, memoryMb: 8, answersMb: 8, staleMs, errorMs };
  const warnings: string[] = [];
  const warn = (fields: object, message: string): void => {
    warnings.push(`${message} ${JSON.stringify(fields)}`);
  };
  const cache = openCache(settings, { ...quietLog, warn });
  const adapter = cache.wrap(bare, {
    source: 's',
    capabilities: everything,
    deadlineMs: 20_000,
    fresh: lifetimes.fresh,
  });
  // Connections to all servers of a cluster take a while, and on a busy machine a while longer.
  await wait(place.kind === 'cluster' ? 4_000 : 1_500);
  const ask = async (ids: readonly string[]) => {
    const context = callContext({ meter: openMeter() });
    const startedAt = performance.now();
    const slots = await adapter.getRuns(context, ids);
    return { slots, tookMs: performance.now() - startedAt, cache: context.meter.cache };
  };
  return { cache, adapter, ask, warnings };
}
