import type { Capabilities } from '../../contract/capabilities.ts';
import type { RateBudget } from '../../contract/http.ts';
import type { RedisSettings } from './redis/settings.ts';
import type { CacheObserver } from './observer.ts';
import type { Log } from '../../contract/tracker.ts';
import { openRateBudget, type Rate } from '../resilience/rate-budget.ts';
import type { SourceAdapter } from '../call/source-context.ts';
import { cacheAdapter } from './calls/cache-adapter.ts';
import { openFingerprint, sourcePrefix, subjectPrefix, listsSubject } from './calls/cache-key.ts';
import { layerStores } from './stores/layered-store.ts';
import type { FreshMs, KeepSettings } from './calls/lifetimes.ts';
import { openMemoryStore } from './stores/memory-store.ts';
import { noStore } from './stores/no-store.ts';
import { openReadThrough } from './calls/read-through.ts';
import { openRedis, type RedisConnection } from './redis/connection.ts';
import { openRedisLeases } from './redis/leases.ts';
import { openSharedBudget } from './redis/rate-budget.ts';
import { openSharedCounts, type SharedCounts } from './redis/shared-counts.ts';
import { openSharedTexts, type SharedTexts } from './redis/shared-texts.ts';
import { openRedisStore } from './redis/store.ts';
import { openReplicas, type Replicas } from './calls/replicas.ts';
import { openInvalidations, type Invalidations } from './stores/invalidations.ts';
import { openKeptAnswers, type KeptAnswers } from './answers/answer-store.ts';
import type { CacheStore } from './stores/store.ts';
import { watchStore, type StoreWatcher } from './stores/watched-store.ts';

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

export interface WrapOptions {
  readonly source: string;
  readonly capabilities: Capabilities;
  readonly deadlineMs: number;
  readonly fresh: FreshMs;
}

/** What the sources of one gateway share, with other replicas too where there is a Redis. */
export interface Cache {
  /** The adapter of a source, by way of the cache. */
  wrap(adapter: SourceAdapter, options: WrapOptions): SourceAdapter;
  /** How many requests the source's tracker may get; without a rate as many as it bears. */
  budget(source: string, rate: Rate | undefined): RateBudget;
  /** Invalidations what is kept of a source, or of one of its runs and the lists that may hold it. Answers how many entries. */
  purge(source: string, run: string | null): Promise<number>;
  /** Whole answers, told of what changes. */
  readonly answers: KeptAnswers;
  /** The store that replicas share; undefined where the memory of this process serves alone. */
  readonly redis: SharedStore | undefined;
  /** What replicas count together; undefined where each counts for itself. */
  readonly counts: SharedCounts | undefined;
  /** Texts that replicas tell one another; undefined where each keeps its own. */
  readonly texts: SharedTexts | undefined;
  close(): Promise<void>;
}

/** What is to be known of a Redis. */
export type SharedStore = Pick<RedisConnection, 'place' | 'state' | 'check'>;

interface Stores {
  readonly store: CacheStore;
  readonly replicas?: Replicas;
}

export interface CacheOptions {
  readonly now?: () => number;
  /** Is told of every read. */
  readonly observer?: CacheObserver | undefined;
  /** Shared by replicas, which then share what they keep of callers with credentials of their own. */
  readonly signingKey?: string | undefined;
  /** Keeps no answer, here or in Redis; budgets are shared all the same. */
  readonly keepsNothing?: boolean | undefined;
}

export function openCache(settings: CacheSettings, log: Log, options: CacheOptions = {}): Cache {
  const { now = Date.now, observer, signingKey, keepsNothing = false } = options;
  const fingerprint = openFingerprint(signingKey);
  const answers = openKeptAnswers(settings.answersMb * mebibyte, now);
  const invalidations = openInvalidations();
  const watchers = [invalidations, answers];
  const redis = settings.redis && openRedis(settings.redis, log, { now, observer });
  const { store: bare, replicas }: Stores = keepsNothing
    ? { store: noStore }
    : openStores({ ...settings, redis, invalidations, watchers, now });
  const store = watchStore(bare, watchers);
  return {
    answers,
    redis,
    counts: redis && openSharedCounts(redis),
    texts: redis && openSharedTexts(redis),
    wrap(adapter, { source, capabilities, deadlineMs, fresh }) {
      const { staleMs, errorMs } = settings;
      const keep: KeepSettings = { fresh, staleMs, errorMs };
      const readThrough = openReadThrough({ source, store, replicas, invalidations, observer, deadlineMs, now });
      return cacheAdapter(adapter, { source, capabilities, fingerprint, keep, store, readThrough, now });
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
    async close() {
      await store.close();
      redis?.close();
    },
  };
}

/** What stores are made of. */
interface StoreParts extends Pick<CacheSettings, 'memoryMb'> {
  readonly redis: RedisConnection | undefined;
  readonly invalidations: Invalidations;
  readonly watchers: readonly StoreWatcher[];
  readonly now: () => number;
}

function openStores({ redis, memoryMb, invalidations, watchers, now }: StoreParts): Stores {
  const memory = openMemoryStore(memoryMb * mebibyte, now);
  if (redis === undefined) return { store: memory };
  const onDrop = (start: string): void => {
    void memory.drop(start);
    for (const watcher of watchers) watcher.dropped(start);
  };
  const far = openRedisStore(redis, { now, onDrop });
  const store = layerStores(memory, far, invalidations);
  return { store, replicas: openReplicas(openRedisLeases(redis), store, now) };
}
