import type { RedisConnection } from './connection.ts';
import { redisKey } from './key.ts';

/** Numbers that replicas count together. */
export interface SharedCounts {
  /** Adds to a count that is forgotten after so long, and tells the sum; undefined while Redis does not answer. */
  add(name: string, amount: number, keepMs: number): Promise<number | undefined>;
}

/** In one step: a count without an end would stay for ever. */
const add = `
local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return sum`;

export function openSharedCounts(redis: RedisConnection): SharedCounts {
  return {
    add: (name, amount, keepMs) =>
      redis.attempt(async (connection) => {
        return Number(await connection.eval(add, 1, redisKey(redis.prefix, 'count', name), amount, keepMs));
      }, undefined),
  };
}
