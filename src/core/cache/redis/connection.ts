import { readFileSync } from 'node:fs';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisPlace, RedisSettings } from './settings.ts';
import type { Log } from '../../../contract/tracker.ts';

/** Options that this project sets. */
type Options = Omit<RedisOptions, 'replyMapping'>;

/** A Redis that may be slow, full or gone: it is asked while it answers, and left alone for a while when it does not. */
export interface RedisConnection {
  readonly prefix: string;
  /** What `work` brings; `otherwise` where Redis does not answer in time. */
  attempt<T>(work: (redis: Redis | Cluster) => Promise<T>, otherwise: T): Promise<T>;
  /** The servers that hold keys, for commands that ask one server alone. */
  servers(): readonly Redis[];
  publish(channel: string, message: string): void;
  subscribe(channel: string, told: (message: string) => void): void;
  close(): void;
}

/** How long one command may take: a Redis that is slower than the trackers is no help. */
const commandMs = 100;
/** How long a command waits for a cluster that is changing, each of its few times. */
const failoverMs = 20;
/** How long a Redis that failed is left alone. */
const pauseMs = 2_000;

export function openRedis(settings: RedisSettings, log: Log, now: () => number = Date.now): RedisConnection {
  const { prefix } = settings;
  const common: Options = { connectTimeout: 2_000, retryStrategy: again, ...tlsOptions(settings) };
  const redis = connect(settings.place, {
    ...common,
    commandTimeout: commandMs,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // Commands of one moment become one message; to each server of a cluster its own.
    enableAutoPipelining: true,
  });
  const listener = connect(settings.place, { ...common, maxRetriesPerRequest: null });
  let pausedUntil = 0;

  for (const connection of [redis, listener]) connection.on('error', noteFailure);

  function noteFailure(error: unknown): void {
    if (now() > pausedUntil)
      log.warn({ detail: String(error) }, 'Redis does not answer; the memory of this process serves alone.');
    pausedUntil = now() + pauseMs;
  }

  async function attempt<T>(work: (redis: Redis | Cluster) => Promise<T>, otherwise: T): Promise<T> {
    // While it connects nothing has failed yet; what fails then is told by the connection itself.
    if (now() < pausedUntil || redis.status !== 'ready') return otherwise;
    try {
      return await work(redis);
    } catch (error) {
      noteFailure(error);
      return otherwise;
    }
  }

  return {
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
      void listener.subscribe(prefix + channel).catch(noteFailure);
    },
    close() {
      redis.disconnect();
      listener.disconnect();
    },
  };
}

function connect(place: RedisPlace, options: Options): Redis | Cluster {
  switch (place.kind) {
    case 'single':
      return new Redis(place.url, options);
    case 'sentinel': {
      const [first] = place.urls.map((url) => new URL(url));
      return new Redis({
        ...options,
        name: place.name,
        sentinels: place.urls.map((url) => hostOf(new URL(url), 26_379)),
        ...credentials(first),
        ...(options.tls === undefined ? {} : { sentinelTLS: options.tls, enableTLSForSentinelMode: true }),
      });
    }
    case 'cluster': {
      const [first] = place.urls.map((url) => new URL(url));
      const { enableOfflineQueue = true, enableAutoPipelining = false, ...perServer } = options;
      return new Cluster(
        place.urls.map((url) => hostOf(new URL(url), 6_379)),
        {
          enableOfflineQueue,
          enableAutoPipelining,
          clusterRetryStrategy: again,
          // A server that is gone is not waited for: what it held is read from the tracker.
          maxRedirections: 3,
          retryDelayOnFailover: failoverMs,
          retryDelayOnClusterDown: failoverMs,
          // A cluster under TLS is certified for its names: they must not be looked up here.
          ...(options.tls === undefined ? {} : { dnsLookup: (address, found) => found(null, address) }),
          redisOptions: { ...perServer, ...credentials(first) },
        },
      );
    }
  }
}

/** How long to wait before another try to connect, in milliseconds. */
function again(times: number): number {
  return Math.min(times * 100, pauseMs);
}

function hostOf({ hostname, port }: URL, usual: number): { host: string; port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}

/** The servers behind Sentinel, and those of a cluster, share what the first address says. */
function credentials(url: URL | undefined): Options {
  const username = decodeURIComponent(url?.username ?? '');
  const password = decodeURIComponent(url?.password ?? '');
  return { ...(username === '' ? {} : { username }), ...(password === '' ? {} : { password }) };
}

function tlsOptions({ place, tls }: RedisSettings): Pick<Options, 'tls'> {
  const urls = place.kind === 'single' ? [place.url] : place.urls;
  if (tls === undefined && !urls.some((url) => url.startsWith('rediss:'))) return {};
  const pair = tls?.certFile === undefined ? undefined : readFileSync(tls.certFile);
  return {
    tls: {
      ...(tls?.caFile === undefined ? {} : { ca: readFileSync(tls.caFile) }),
      ...(pair === undefined ? {} : { cert: pair, key: pair }),
      ...(tls?.rejectUnauthorized === undefined ? {} : { rejectUnauthorized: tls.rejectUnauthorized }),
    },
  };
}
