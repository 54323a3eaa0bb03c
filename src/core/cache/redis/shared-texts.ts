import type { RedisConnection } from './connection.ts';
import { redisKey } from './key.ts';

/** Texts that replicas tell one another. Losing one costs a question more. */
export interface SharedTexts {
  /** Undefined where there is none, or while Redis does not answer. */
  get(name: string): Promise<string | undefined>;
  set(name: string, text: string, keepMs: number): Promise<void>;
}

export function openSharedTexts(redis: RedisConnection): SharedTexts {
  const keyOf = (name: string): string => redisKey(redis.prefix, 'text', name);
  return {
    get: (name) => redis.attempt(async (connection) => (await connection.get(keyOf(name))) ?? undefined, undefined),
    set: (name, text, keepMs) =>
      redis.attempt(async (connection) => {
        await connection.set(keyOf(name), text, 'PX', keepMs);
      }, undefined),
  };
}
