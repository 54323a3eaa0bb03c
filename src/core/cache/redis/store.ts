import { decodeEntry, encodeEntry } from '../stores/codec.ts';
import { keepMs } from '../stores/entry.ts';
import type { RedisConnection } from './connection.ts';
import { redisKey } from './key.ts';
import type { CacheStore } from '../stores/store.ts';

const droppedChannel = 'dropped';

/**
 * Writes a value unless one that was read under a later lease is there: a reader that was stopped in the middle of a read and
 * comes back must not put old data over new.
 */
const setFenced = `
if tonumber(redis.call('GET', KEYS[2]) or '0') > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[4])
return 1`;

/** Fences only have to outlive reads that began before them. */
const fenceMs = 3_600_000;

export interface RedisStoreOptions {
  readonly now?: () => number;
  /** Told of what another replica dropped. */
  readonly onDrop: (prefix: string) => void;
}

/** Entries that replicas share. Redis slow or down is a miss, never an error, and nobody waits for it twice. */
export function openRedisStore(redis: RedisConnection, { now = Date.now, onDrop }: RedisStoreOptions): CacheStore {
  const nameOf = (key: string): string => redisKey(redis.prefix, 'entry', key);
  redis.subscribe(droppedChannel, onDrop);

  return {
    get(keys) {
      return redis.attempt(
        async (connection) => {
          const found = await Promise.all(keys.map((key) => connection.getBuffer(nameOf(key))));
          return found.map((bytes) => (bytes === null ? undefined : decodeEntry(bytes)));
        },
        keys.map(() => undefined),
      );
    },

    async set(entries, fence) {
      await redis.attempt(async (connection) => {
        await Promise.all(
          entries.map(async ([key, entry]) => {
            const ms = Math.ceil(keepMs(entry, now()));
            if (ms <= 0) return;
            if (fence === undefined) await connection.set(nameOf(key), encodeEntry(entry), 'PX', ms);
            else {
              const keys = [nameOf(key), redisKey(redis.prefix, 'fence', key)];
              await connection.eval(setFenced, 2, ...keys, fence, encodeEntry(entry), ms, fenceMs);
            }
          }),
        );
      }, undefined);
    },

    drop(start) {
      return redis.attempt(async (connection) => {
        let dropped = 0;
        const match = `${escapeGlob(redisKey(redis.prefix, 'entry', start).replace(/\}$/, ''))}*`;
        for (const server of redis.servers()) {
          for await (const keys of server.scanStream({ match, count: 1000 })) {
            const names = Array.isArray(keys) ? keys.map(String) : [];
            const counts = await Promise.all(names.map((name) => connection.unlink(name)));
            dropped += counts.reduce((sum, count) => sum + count, 0);
          }
        }
        redis.publish(droppedChannel, start);
        return dropped;
      }, 0);
    },

    // The connection serves others too, and is closed where it was opened.
    close: () => Promise.resolve(),
  };
}

function escapeGlob(text: string): string {
  return text.replace(/[*?[\]\\]/g, '\\$&');
}
