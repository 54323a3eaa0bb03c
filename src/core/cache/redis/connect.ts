import { readFileSync } from 'node:fs';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisPlace, RedisSettings } from './settings.ts';

/** Options that this project sets. */
export type Options = Omit<RedisOptions, 'replyMapping'>;

/** How long a command waits for a cluster that is changing, each of its few times. */
const failoverMs = 20;
/** The longest wait before another try to connect. */
const longestWaitMs = 2_000;

/** Options of every connection to this place. */
export function commonOptions(settings: RedisSettings): Options {
  return { connectTimeout: 2_000, retryStrategy: again, ...tlsOptions(settings) };
}

/** Connects, again and again where that fails. The caller listens to errors. */
export function connect(place: RedisPlace, options: Options): Redis | Cluster {
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
  return Math.min(times * 100, longestWaitMs);
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
