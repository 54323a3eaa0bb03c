import { resolve } from 'node:path';
import type { z } from 'zod';
import type { TlsSettings } from '../contract/tls-settings.ts';
import type { Environment } from './expand-variables.ts';
import type { cacheSettings } from './settings.ts';

/** Where and how long answers are kept. */
export interface CacheConfig {
  /** Undefined: in the memory of this process alone. */
  readonly redis: RedisConfig | undefined;
  readonly memoryMb: number;
  readonly answersMb: number;
  readonly staleMs: number;
  readonly errorMs: number;
}

export interface RedisConfig {
  readonly place:
    | { readonly kind: 'single'; readonly url: string }
    | { readonly kind: 'sentinel'; readonly urls: readonly string[]; readonly name: string }
    | { readonly kind: 'cluster'; readonly urls: readonly string[] };
  readonly tls: TlsSettings | undefined;
  readonly prefix: string;
}

/** The `cache` part of a config with what the environment adds, and files relative to the config's folder. */
export function toCacheConfig(
  settings: z.infer<typeof cacheSettings>,
  environment: Environment,
  folder: string,
): CacheConfig {
  const { prefix, redisTls, memoryMb, answersMb, staleMs, errorMs } = settings;
  const place = placeOf(settings, environment);
  const absolute = (file: string | undefined) => (file === undefined ? undefined : resolve(folder, file));
  const tls = redisTls && { ...redisTls, caFile: absolute(redisTls.caFile), certFile: absolute(redisTls.certFile) };
  return { redis: place && { place, tls, prefix }, memoryMb, answersMb, staleMs, errorMs };
}

function placeOf(
  { redisUrl, redisSentinel, redisCluster }: z.infer<typeof cacheSettings>,
  environment: Environment,
): RedisConfig['place'] | undefined {
  if (redisSentinel !== undefined) return { kind: 'sentinel', ...redisSentinel };
  if (redisCluster !== undefined) return { kind: 'cluster', urls: redisCluster };
  const url = redisUrl ?? environment['REDIS_URL'];
  return url === undefined || url === '' ? undefined : { kind: 'single', url };
}
