import { createHash, randomUUID } from 'node:crypto';
import type { Leases } from '../stores/leases.ts';
import type { RedisConnection } from './connection.ts';
import { redisKey } from './key.ts';

/** A replica that died in the middle of a read keeps the others from it no longer than this. */
const leaseMs = 3_000;

const release = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;
const renew = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;

/** Leases in a Redis that replicas share: one for each set of keys that is read together. Without Redis everybody gets one. */
export function openRedisLeases(redis: RedisConnection): Leases {
  const lockOf = (keys: readonly string[]): string => {
    return redisKey(redis.prefix, 'lock', createHash('sha256').update(keys.join('\n')).digest('base64url'));
  };

  return {
    async claim(keys) {
      const [lock, holder] = [lockOf(keys), randomUUID()];
      const fence = await redis.attempt(async (connection) => {
        if ((await connection.set(lock, holder, 'PX', leaseMs, 'NX')) === null) return null;
        return connection.incr(redisKey(redis.prefix, 'fence', 'all'));
      }, undefined);
      if (fence === null) return null;
      if (fence === undefined) return { fence, release: () => undefined };
      const say = (script: string, ...rest: number[]): void => {
        void redis.attempt((connection) => connection.eval(script, 1, lock, holder, ...rest), undefined);
      };
      const renewal = setInterval(() => {
        say(renew, leaseMs);
      }, leaseMs / 3).unref();
      return {
        fence,
        release() {
          clearInterval(renewal);
          say(release);
        },
      };
    },

    async isHeld(keys) {
      return (await redis.attempt((connection) => connection.exists(lockOf(keys)), 0)) > 0;
    },
  };
}
