import type { CacheOutcome } from '../call/meter.ts';
import type { RedisObserver } from './redis/connection.ts';

/** Is told what the cache does, to count it. Must not throw and must not take long. */
export interface CacheObserver extends RedisObserver {
  /** A part of an answer came out of the cache, or past it. */
  cacheRead(source: string, outcome: CacheOutcome): void;
  /** A whole answer was looked for among those that are kept. */
  keptAnswer(found: boolean): void;
}
