import type { Adapter } from '../../contract/adapter.ts';
import type { Log } from '../../contract/tracker.ts';
import { cacheAdapter } from './cached-adapter.ts';
import { sourcePrefix, subjectPrefix, listsSubject } from './keys.ts';
import { layerStores } from './layered-store.ts';
import type { FreshMs, KeepSettings } from './lifetimes.ts';
import { openMemoryStore } from './memory-store.ts';
import { openReadThrough } from './read-through.ts';
import { openRedisStore } from './redis-store.ts';
import type { CacheStore } from './store.ts';

/** How answers of trackers are kept. */
export interface CacheSettings {
  /** Undefined: the memory of this process alone. */
  readonly redisUrl?: string | undefined;
  readonly prefix: string;
  readonly memoryMb: number;
  readonly staleMs: number;
  readonly errorMs: number;
}

/** What the sources of one gateway share. */
export interface Cache {
  /** The adapter of a source, by way of the cache. */
  wrap(source: string, adapter: Adapter, options: { deadlineMs: number; fresh: FreshMs }): Adapter;
  /** Drops what is kept of a source, or of one of its runs and the lists that may hold it. Answers how many entries. */
  purge(source: string, run: string | null): Promise<number>;
  close(): Promise<void>;
}

export function openCache(settings: CacheSettings, log: Log, now: () => number = Date.now): Cache {
  const memory = openMemoryStore(settings.memoryMb * 1024 * 1024, now);
  const store = withRedis(memory, settings, log, now);
  return {
    wrap(source, adapter, { deadlineMs, fresh }) {
      const { staleMs, errorMs } = settings;
      const keep: KeepSettings = { fresh, staleMs, errorMs };
      return cacheAdapter(adapter, { source, keep, readThrough: openReadThrough({ source, store, deadlineMs, now }) });
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

function withRedis(memory: CacheStore, settings: CacheSettings, log: Log, now: () => number): CacheStore {
  const { redisUrl: url, prefix } = settings;
  if (url === undefined) return memory;
  return layerStores(memory, openRedisStore({ url, prefix, log, now, onDrop: (start) => void memory.drop(start) }));
}
