import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, Redis } from 'ioredis';
import type { Log } from '../../../contract/tracker.ts';

/** CONNECTING: it has neither answered nor failed yet. */
export interface RedisState {
  readonly state: 'CONNECTING' | 'UP' | 'DOWN';
  /** Why it is down, in the words of Redis or of the network; null where it is not. */
  readonly message: string | null;
}

export interface RedisCheck extends RedisState {
  readonly latencyMs: number;
}

/** How Redis does. The log learns when it goes and when it is back. */
export interface RedisHealth {
  readonly answered: () => void;
  readonly failed: (error: unknown) => void;
  readonly state: () => RedisState;
  /** Asks it now: whether a connection comes about, and how long it takes to answer. */
  readonly check: (redis: Redis | Cluster) => Promise<RedisCheck>;
}

/** Connecting takes 2 s at most; a cluster is found out about by several connections. */
const checkMs = 5_000;
const lookMs = 20;

export function openRedisHealth(log: Log, now: () => number): RedisHealth {
  let current: RedisState = { state: 'CONNECTING', message: null };
  let since = now();

  function turn(next: RedisState): void {
    const last = current.state;
    current = next;
    if (next.state === last) return;
    const seconds = Math.round((now() - since) / 1000);
    since = now();
    if (next.state === 'DOWN') {
      log.warn({ detail: next.message }, 'Redis does not answer; the memory of this process serves alone.');
    } else if (last === 'DOWN') log.warn({ seconds }, 'Redis answers again.');
  }

  const state = (): RedisState => current;
  const answered = (): void => {
    turn({ state: 'UP', message: null });
  };
  const failed = (error: unknown): void => {
    turn({ state: 'DOWN', message: error instanceof Error ? error.message : String(error) });
  };

  return {
    answered,
    failed,
    state,
    async check(redis) {
      const until = performance.now() + checkMs;
      while (redis.status !== 'ready' && state().state !== 'DOWN' && performance.now() < until) await sleep(lookMs);
      const startedAt = performance.now();
      if (redis.status !== 'ready') failed(state().message ?? 'no connection came about');
      else await redis.ping().then(answered, failed);
      return { ...state(), latencyMs: Math.round(performance.now() - startedAt) };
    },
  };
}
