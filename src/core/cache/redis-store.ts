import { Redis } from 'ioredis';
import type { Log } from '../../contract/tracker.ts';
import { decodeEntry, encodeEntry } from './codec.ts';
import { keepMs } from './entry.ts';
import type { CacheStore } from './store.ts';

export interface RedisStoreOptions {
  readonly url: string;
  /** Begins every key and channel, so that several gateways share one Redis and keep apart. */
  readonly prefix: string;
  readonly log: Log;
  readonly now?: () => number;
  /** Told of what another replica dropped. */
  readonly onDrop: (prefix: string) => void;
}

/** How long one command may take: a Redis that is slower than the trackers is no help. */
const commandMs = 100;
/** How long a Redis that failed is left alone. */
const pauseMs = 2_000;

/** Entries that replicas share. Redis slow or down is a miss, never an error, and nobody waits for it twice. */
export function openRedisStore({ url, prefix, log, now = Date.now, onDrop }: RedisStoreOptions): CacheStore {
  const common = { connectTimeout: 2_000, retryStrategy: (times: number) => Math.min(times * 100, pauseMs) };
  const quick = { commandTimeout: commandMs, enableOfflineQueue: false, maxRetriesPerRequest: 0 };
  const redis = new Redis(url, { ...common, ...quick });
  const listener = new Redis(url, { ...common, maxRetriesPerRequest: null });
  const channel = `${prefix}dropped`;
  let pausedUntil = 0;

  for (const connection of [redis, listener]) connection.on('error', noteFailure);
  listener.on('message', (_channel, dropped) => onDrop(dropped));
  void listener.subscribe(channel).catch(noteFailure);

  function noteFailure(error: unknown): void {
    if (now() > pausedUntil)
      log.warn({ detail: String(error) }, 'Redis does not answer; the memory of this process serves alone.');
    pausedUntil = now() + pauseMs;
  }

  async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (now() < pausedUntil) return otherwise;
    try {
      return await work();
    } catch (error) {
      noteFailure(error);
      return otherwise;
    }
  }

  return {
    get(keys) {
      const nothing = keys.map(() => undefined);
      return attempt(async () => {
        const found = await redis.mgetBuffer(keys.map((key) => prefix + key));
        return found.map((bytes) => (bytes === null ? undefined : decodeEntry(bytes)));
      }, nothing);
    },
    async set(entries) {
      await attempt(async () => {
        const pipeline = redis.pipeline();
        for (const [key, entry] of entries) {
          const ms = Math.ceil(keepMs(entry, now()));
          if (ms > 0) pipeline.set(prefix + key, encodeEntry(entry), 'PX', ms);
        }
        await pipeline.exec();
      }, undefined);
    },
    drop(start) {
      return attempt(async () => {
        let dropped = 0;
        for await (const keys of redis.scanStream({ match: `${escapeGlob(prefix + start)}*`, count: 1000 })) {
          const names = Array.isArray(keys) ? keys.map(String) : [];
          if (names.length > 0) dropped += await redis.unlink(...names);
        }
        await redis.publish(channel, start);
        return dropped;
      }, 0);
    },
    async close() {
      redis.disconnect();
      listener.disconnect();
      await Promise.resolve();
    },
  };
}

function escapeGlob(text: string): string {
  return text.replace(/[*?[\]\\]/g, '\\$&');
}
