import { resolve } from 'node:path';
import type { z } from 'zod';
import type { RedisPlace, RedisSettings } from '../core/cache/redis/settings.ts';
import type { Environment } from './expand-variables.ts';
import type { cacheSettings } from './settings.ts';

/** Where and how long answers are kept. */
export interface CacheConfig {
  /** Undefined: in the memory of this process alone. */
  readonly redis: RedisSettings | undefined;
  readonly memoryMb: number;
  readonly answersMb: number;
  readonly staleMs: number;
  readonly errorMs: number;
}

/** The `cache` part of a config with what the environment adds, and files relative to the config's folder. */
export function toCacheConfig(
  settings: z.infer<typeof cacheSettings>,
  environment: Environment,
  folder: string,
): CacheConfig {
  const { prefix, redisTls, redisTimeoutMs: timeoutMs, memoryMb, answersMb, staleMs, errorMs } = settings;
  const place = placeOf(settings, environment);
  const absolute = (file: string | undefined) => (file === undefined ? undefined : resolve(folder, file));
  const tls = redisTls && { ...redisTls, caFile: absolute(redisTls.caFile), certFile: absolute(redisTls.certFile) };
  return { redis: place && { place, tls, prefix, timeoutMs }, memoryMb, answersMb, staleMs, errorMs };
}

function placeOf(
  { redisUrl, redisSentinel, redisCluster }: z.infer<typeof cacheSettings>,
  environment: Environment,
): RedisPlace | undefined {
  if (redisSentinel !== undefined) return { kind: 'sentinel', ...redisSentinel };
  if (redisCluster !== undefined) return { kind: 'cluster', urls: redisCluster };
  const url = redisUrl ?? environment['REDIS_URL'];
  return url === undefined || url === '' ? undefined : { kind: 'single', url };
}
