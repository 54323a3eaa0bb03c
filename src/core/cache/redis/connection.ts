import { Cluster, type Redis } from 'ioredis';
import type { Log } from '../../../contract/tracker.ts';
import { commonOptions, connect } from './connect.ts';
import { openRedisHealth, type RedisCheck, type RedisState } from './health.ts';
import { placeOf, type RedisSettings } from './settings.ts';

/** A Redis that may be slow, full or gone: it is asked while it answers, and left alone for a while when it does not. */
export interface RedisConnection {
  /** Where it is, without credentials. */
  readonly place: string;
  readonly prefix: string;
  /** What `work` brings; `otherwise` where Redis does not answer in time. */
  attempt<T>(work: (redis: Redis | Cluster) => Promise<T>, otherwise: T): Promise<T>;
  /** The servers that hold keys, for commands that ask one server alone. */
  servers(): readonly Redis[];
  publish(channel: string, message: string): void;
  subscribe(channel: string, told: (message: string) => void): void;
  /** How it did of late. Asks nobody. */
  state(): RedisState;
  /** Asks it now, and waits for the connection. Never throws. */
  check(): Promise<RedisCheck>;
  close(): void;
}

/** Is told of every attempt that was made, to count it. Must not throw and must not take long. */
export interface RedisObserver {
  redisCall(call: { readonly outcome: 'answered' | 'failed'; readonly seconds: number }): void;
}

export interface RedisOptions {
  readonly now?: () => number;
  readonly observer?: RedisObserver | undefined;
}

/** How long a Redis that failed is left alone. */
const pauseMs = 2_000;

export function openRedis(settings: RedisSettings, log: Log, options: RedisOptions = {}): RedisConnection {
  const { now = Date.now, observer } = options;
  const { prefix } = settings;
  const common = commonOptions(settings);
  const redis = connect(settings.place, {
    ...common,
    commandTimeout: settings.timeoutMs,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // Commands of one moment become one message; to each server of a cluster its own.
    enableAutoPipelining: true,
  });
  const listener = connect(settings.place, { ...common, maxRetriesPerRequest: null });
  const health = openRedisHealth(log, now);
  let pausedUntil = 0;

  redis.on('ready', () => {
    health.answered();
    pausedUntil = 0;
  });
  redis.on('error', noteFailure);
  // It fails together with the other one, which tells.
  listener.on('error', () => undefined);

  function noteFailure(error: unknown): void {
    health.failed(error);
    pausedUntil = now() + pauseMs;
  }

  async function attempt<T>(work: (redis: Redis | Cluster) => Promise<T>, otherwise: T): Promise<T> {
    // While it connects nothing has failed yet; what fails then is told by the connection itself.
    if (now() < pausedUntil || redis.status !== 'ready') return otherwise;
    const startedAt = performance.now();
    const told = (outcome: 'answered' | 'failed'): void => {
      observer?.redisCall({ outcome, seconds: (performance.now() - startedAt) / 1000 });
    };
    try {
      const answer = await work(redis);
      told('answered');
      health.answered();
      return answer;
    } catch (error) {
      told('failed');
      noteFailure(error);
      return otherwise;
    }
  }

  return {
    place: placeOf(settings.place),
    prefix,
    attempt,
    servers: () => (redis instanceof Cluster ? redis.nodes('master') : [redis]),
    publish(channel, message) {
      void attempt((connection) => connection.publish(prefix + channel, message), 0);
    },
    subscribe(channel, told) {
      listener.on('message', (from: string, message: string) => {
        if (from === prefix + channel) told(message);
      });
      void listener.subscribe(prefix + channel).catch((error: unknown) => {
        log.warn({ detail: String(error) }, 'What other replicas drop from Redis is not heard here.');
      });
    },
    state: health.state,
    check: () => health.check(redis),
    close() {
      redis.disconnect();
      listener.disconnect();
    },
  };
}
