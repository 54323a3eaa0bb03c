import { randomUUID } from 'node:crypto';
import type { Leases } from './leases.ts';
import type { RedisConnection } from './redis-connection.ts';
import { redisKey } from './redis-key.ts';

/** A replica that died in the middle of a read keeps the others from it no longer than this. */
const leaseMs = 3_000;
/** Fences only have to outlive reads that began before them. */
const fenceMs = 86_400_000;

/** Takes a lock that is free, and a number higher than those of all who held it before. */
const claim = `
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
local fence = redis.call('INCR', KEYS[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return fence`;

const release = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;
const renew = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;

/** Leases on keys that are being read, in a Redis that replicas share. Without Redis everybody gets all of them. */
export function openRedisLeases(redis: RedisConnection): Leases {
  const lockOf = (key: string): string => redisKey(redis.prefix, 'lock', key);

  return {
    async claim(keys) {
      const holder = randomUUID();
      const answers = await redis.attempt(
        (connection) =>
          Promise.all(
            keys.map(async (key) => {
              const names = [lockOf(key), redisKey(redis.prefix, 'fence', key)];
              return Number(await connection.eval(claim, 2, ...names, holder, leaseMs, fenceMs));
            }),
          ),
        undefined,
      );
      if (answers === undefined) return { fences: new Map(keys.map((key) => [key, undefined])), release: nothing };
      const held = keys.flatMap((key, index) => ((answers[index] ?? 0) > 0 ? [[key, answers[index]] as const] : []));
      const each = (script: string, ...rest: number[]): void => {
        void redis.attempt(async (connection) => {
          await Promise.all(held.map(([key]) => connection.eval(script, 1, lockOf(key), holder, ...rest)));
        }, undefined);
      };
      const renewal = setInterval(() => {
        each(renew, leaseMs);
      }, leaseMs / 3).unref();
      return {
        fences: new Map(held),
        release() {
          clearInterval(renewal);
          each(release);
        },
      };
    },

    held(keys) {
      return redis.attempt(
        async (connection) => {
          const found = await Promise.all(keys.map((key) => connection.exists(lockOf(key))));
          return found.map((count) => count > 0);
        },
        keys.map(() => false),
      );
    },
  };
}

function nothing(): void {
  // There is nothing to give back.
}
