import type { Adapter } from '../../src/contract/adapter.ts';
import type { AliasSettings } from '../../src/core/keys/alias-settings.ts';
import { openCache, type Cache } from '../../src/core/cache/open-cache.ts';
import { assembleSource } from '../../src/assemble/assemble-source.ts';
import { usualComparing, type ComparingSettings } from '../../src/core/compare/comparing-settings.ts';
import { startGateway, type Answer, type Gateway } from '../../src/graphql/gateway.ts';
import { memoryAdapter, type MemoryTracker } from './memory-adapter.ts';
import { quietLog } from './quiet-scope.ts';
import { testTracker } from './test-tracker.ts';

export const fresh = { lists: 5_000, running: 5_000, finished: 60_000, finishedSeries: 600_000, missing: 1_000 };

export interface CachedGateway {
  readonly gateway: Gateway;
  readonly cache: Cache;
  /** The gateway's time, in epoch milliseconds. */
  readonly clock: { now: number };
  /** Methods called at trackers, in order. */
  readonly calls: string[];
  /** The data of an answer that has no errors. */
  ask(document: string): Promise<Answer['data']>;
  close(): Promise<void>;
}

export interface CachedGatewayOptions {
  readonly callerHeader?: string;
  readonly cache?: Partial<Parameters<typeof openCache>[0]>;
  readonly deadlineMs?: number;
  readonly comparing?: ComparingSettings;
  readonly aliases?: AliasSettings;
  readonly wrap?: (adapter: Adapter) => Adapter;
}

/** A gateway as `rungraph serve` builds it, over trackers in memory, with a clock that the test moves. */
export async function cachedGateway(
  trackers: Readonly<Record<string, MemoryTracker>>,
  {
    callerHeader,
    cache: more,
    deadlineMs = 15_000,
    comparing = usualComparing,
    aliases,
    wrap = (adapter) => adapter,
  }: CachedGatewayOptions = {},
): Promise<CachedGateway> {
  const clock = { now: Date.now() };
  const calls: string[] = [];
  const settings = { memoryMb: 32, answersMb: 8, staleMs: 10_000, errorMs: 100_000, ...more };
  const cache = openCache(settings, quietLog, { now: () => clock.now });
  const opening = Object.entries(trackers).map(async ([id, tracker]) => {
    const bare = memoryAdapter({
      ...tracker,
      async onCall(method, context, search) {
        if (method !== 'probe') calls.push(method);
        await tracker.onCall?.(method, context, search);
      },
    });
    const kind = testTracker(wrap(bare), tracker.capabilities);
    const plan = { id, tracker: kind, opened: kind.open({}), deadlineMs, concurrency: 4, freshMs: fresh, callerHeader };
    return [id, await assembleSource(plan, { log: quietLog, cache, aliases })] as const;
  });
  const sources = await Promise.all(opening);
  const gateway = await startGateway(new Map(sources), quietLog, {
    now: () => clock.now,
    answers: cache.answers,
    comparing,
  });
  return {
    ...{ gateway, cache, clock, calls },
    async ask(document) {
      const { data, errors } = await gateway.execute(document);
      expect(errors).toBeUndefined();
      return data;
    },
    async close() {
      await gateway.close();
      await cache.close();
    },
  };
}
