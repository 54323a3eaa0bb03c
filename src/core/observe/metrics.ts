import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { CallObserver } from '../../contract/observer.ts';
import type { CacheObserver } from '../cache/observer.ts';
import type { SharedStore } from '../cache/open-cache.ts';
import { callGroups } from '../resilience/guard-adapter.ts';
import type { BreakerState } from '../resilience/policy.ts';
import type { Sources } from '../sources/sources.ts';
import { stateOf, type SourceState } from '../sources/state.ts';

/** What Prometheus is told. */
export interface Metrics {
  readonly observer: CallObserver & CacheObserver;
  /** A request of a client ended. `route` is a pattern, not an address; `aborted` where the client left before the answer. */
  request(request: { readonly route: string; readonly status: number | 'aborted'; readonly seconds: number }): void;
  readonly contentType: string;
  /** Everything in Prometheus's text format. */
  text(sources: Sources, redis?: Pick<SharedStore, 'state'>): Promise<string>;
}

/** Seconds. Kept answers take a millisecond, slow trackers the whole of a deadline. */
const buckets = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
const sourceStates: readonly SourceState[] = ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN'];
const breakerStates: readonly BreakerState[] = ['CLOSED', 'OPEN', 'HALF_OPEN'];

/** `ofProcess`: those of Node too, the event loop's lag among them. Once a process, since they watch all of it. */
export function openMetrics({ ofProcess = false }: { readonly ofProcess?: boolean } = {}): Metrics {
  const register = new Registry();
  if (ofProcess) collectDefaultMetrics({ register });
  const described = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => {
    return { name: `rungraph_${name}`, help, labelNames, registers: [register] };
  };
  const answered = 'Requests of clients, until the answer was sent or its reader gone.';
  const asked =
    'Requests to trackers, by what they were part of. The outcome is an HTTP status or the code of an error.';
  const requests = new Histogram({
    ...described('request_duration_seconds', answered, 'route', 'status'),
    buckets,
  });
  const upstream = new Histogram({
    ...described('upstream_call_duration_seconds', asked, 'source', 'operation', 'outcome'),
    buckets,
  });
  const cache = new Counter(
    described('cache_reads_total', 'Parts of answers, by how they came out of the cache.', 'source', 'outcome'),
  );
  const kept = new Counter(
    described('kept_answers_total', 'Questions, by whether the whole answer was kept.', 'outcome'),
  );
  const states = new Gauge(described('source_state', '1 for the state that a source is in.', 'source', 'state'));
  const breakers = new Gauge(
    described(
      'breaker_state',
      '1 for the state of the circuit breaker of a group of calls.',
      'source',
      'group',
      'state',
    ),
  );
  const redisCalls = new Histogram({
    ...described('redis_call_duration_seconds', 'What was asked of Redis; it failed or answered.', 'outcome'),
    buckets,
  });
  const redisUp = new Gauge({
    ...described('redis_up', '1 while Redis answers. Left out where there is none.'),
    registers: [],
  });

  function readRedis({ state }: Pick<SharedStore, 'state'>): void {
    register.registerMetric(redisUp);
    redisUp.set(Number(state().state === 'UP'));
  }

  function readSources(sources: Sources): void {
    for (const [id, source] of sources) {
      const own = stateOf(source, source.probe.state());
      for (const state of sourceStates) states.set({ source: id, state }, Number(state === own));
      const open = source.health?.breakers();
      if (open === undefined) continue;
      for (const group of callGroups) {
        for (const state of breakerStates) {
          breakers.set({ source: id, group, state }, Number(state === open[group]));
        }
      }
    }
  }

  return {
    observer: {
      upstreamCall({ seconds, ...labels }) {
        upstream.observe(labels, seconds);
      },
      cacheRead(source, outcome) {
        cache.inc({ source, outcome });
      },
      keptAnswer(found) {
        kept.inc({ outcome: found ? 'HIT' : 'MISS' });
      },
      redisCall({ outcome, seconds }) {
        redisCalls.observe({ outcome }, seconds);
      },
    },
    request({ route, status, seconds }) {
      requests.observe({ route, status }, seconds);
    },
    contentType: register.contentType,
    text(sources, redis) {
      readSources(sources);
      if (redis !== undefined) readRedis(redis);
      return register.metrics();
    },
  };
}
