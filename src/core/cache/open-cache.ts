import type { Adapter } from '../../contract/adapter.ts';
import type { RateBudget } from '../../contract/http.ts';
import type { RedisSettings } from '../../contract/redis-settings.ts';
import type { Observer } from '../../contract/observer.ts';
import type { Log } from '../../contract/tracker.ts';
import { openRateBudget, type Rate } from '../resilience/rate-budget.ts';
import { cacheAdapter } from './cached-adapter.ts';
import { sourcePrefix, subjectPrefix, listsSubject } from './keys.ts';
import { layerStores } from './layered-store.ts';
import type { FreshMs, KeepSettings } from './lifetimes.ts';
import { openMemoryStore } from './memory-store.ts';
import { openReadThrough } from './read-through.ts';
import { openRedis, type RedisConnection } from './redis-connection.ts';
import { openRedisLeases } from './redis-leases.ts';
import { openSharedBudget } from './redis-rate-budget.ts';
import { openRedisStore } from './redis-store.ts';
import { openReplicas, type Replicas } from './replicas.ts';
import { openDrops, type Drops } from './drops.ts';
import { openKeptAnswers, type KeptAnswers } from './kept-answers.ts';
import type { CacheStore } from './store.ts';
import { watchStore, type StoreWatcher } from './watched-store.ts';

const mebibyte = 1024 * 1024;

/** How answers of trackers are kept. */
export interface CacheSettings {
  /** Undefined: the memory of this process alone. */
  readonly redis?: RedisSettings | undefined;
  readonly memoryMb: number;
  /** The most that whole answers take, beside `memoryMb`. */
  readonly answersMb: number;
  readonly staleMs: number;
  readonly errorMs: number;
}

/** What the sources of one gateway share, with other replicas too where there is a Redis. */
export interface Cache {
  /** The adapter of a source, by way of the cache. */
  wrap(source: string, adapter: Adapter, options: { deadlineMs: number; fresh: FreshMs }): Adapter;
  /** How many requests the source's tracker may get; without a rate as many as it bears. */
  budget(source: string, rate: Rate | undefined): RateBudget;
  /** Drops what is kept of a source, or of one of its runs and the lists that may hold it. Answers how many entries. */
  purge(source: string, run: string | null): Promise<number>;
  /** Whole answers, told of what changes. */
  readonly answers: KeptAnswers;
  close(): Promise<void>;
}

interface Stores {
  readonly store: CacheStore;
  readonly replicas?: Replicas;
  readonly redis?: RedisConnection;
}

export interface CacheOptions {
  readonly now?: () => number;
  /** Is told of every read. */
  readonly observer?: Observer | undefined;
}

export function openCache(settings: CacheSettings, log: Log, { now = Date.now, observer }: CacheOptions = {}): Cache {
  const answers = openKeptAnswers(settings.answersMb * mebibyte, now);
  const drops = openDrops();
  const watchers = [drops, answers];
  const { store: bare, replicas, redis } = openStores(settings, drops, watchers, log, now);
  const store = watchStore(bare, watchers);
  return {
    answers,
    wrap(source, adapter, { deadlineMs, fresh }) {
      const { staleMs, errorMs } = settings;
      const keep: KeepSettings = { fresh, staleMs, errorMs };
      const readThrough = openReadThrough({ source, store, replicas, drops, observer, deadlineMs, now });
      return cacheAdapter(adapter, { source, keep, store, readThrough, now });
    },
    budget(source, rate) {
      const own = openRateBudget(rate, now);
      return redis === undefined || rate === undefined ? own : openSharedBudget(redis, source, rate, own);
    },
    async purge(source, run) {
      if (run === null) return store.drop(sourcePrefix(source));
      const parts = [subjectPrefix(source, run), subjectPrefix(source, listsSubject)];
      const dropped = await Promise.all(parts.map((prefix) => store.drop(prefix)));
      return dropped.reduce((sum, count) => sum + count, 0);
    },
    close: () => store.close(),
  };
}

function openStores(
  { redis: place, memoryMb }: CacheSettings,
  drops: Drops,
  watchers: readonly StoreWatcher[],
  log: Log,
  now: () => number,
): Stores {
  const memory = openMemoryStore(memoryMb * mebibyte, now);
  if (place === undefined) return { store: memory };
  const redis = openRedis(place, log, now);
  const onDrop = (start: string): void => {
    void memory.drop(start);
    for (const watcher of watchers) watcher.dropped(start);
  };
  const far = openRedisStore(redis, { now, onDrop });
  const store = layerStores(memory, far, drops);
  return { redis, store, replicas: openReplicas(openRedisLeases(redis), store, now) };
}
