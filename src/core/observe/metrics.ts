import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Observer } from '../../contract/observer.ts';
import { callGroups } from '../resilience/guarded-adapter.ts';
import type { BreakerState } from '../resilience/policy.ts';
import type { Sources } from '../sources/sources.ts';
import { stateOf, type SourceState } from '../sources/state.ts';

/** What Prometheus is told. */
export interface Metrics {
  readonly observer: Observer;
  /** A request of a client was answered. `route` is a pattern, not an address. */
  request(request: { readonly route: string; readonly status: number; readonly seconds: number }): void;
  readonly contentType: string;
  /** Everything in Prometheus's text format. */
  text(sources: Sources): Promise<string>;
}

/** Seconds. Kept answers take a millisecond, slow trackers the whole of a deadline. */
const buckets = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
const sourceStates: readonly SourceState[] = ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN'];
const breakerStates: readonly BreakerState[] = ['CLOSED', 'OPEN', 'HALF_OPEN'];

/** `ofProcess`: those of Node too, the event loop's lag among them. Once a process, since they watch all of it. */
export function openMetrics({ ofProcess = false }: { readonly ofProcess?: boolean } = {}): Metrics {
  const register = new Registry();
  const registers = [register];
  if (ofProcess) collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'rungraph_request_duration_seconds',
    help: 'Requests of clients, until the answer was sent.',
    labelNames: ['route', 'status'],
    buckets,
    registers,
  });
  const upstream = new Histogram({
    name: 'rungraph_upstream_call_duration_seconds',
    help: 'Requests to trackers, by what they were part of. The outcome is an HTTP status or the code of an error.',
    labelNames: ['source', 'operation', 'outcome'],
    buckets,
    registers,
  });
  const cache = new Counter({
    name: 'rungraph_cache_reads_total',
    help: 'Parts of answers, by how they came out of the cache.',
    labelNames: ['source', 'outcome'],
    registers,
  });
  const kept = new Counter({
    name: 'rungraph_kept_answers_total',
    help: 'Questions, by whether the whole answer was kept.',
    labelNames: ['outcome'],
    registers,
  });
  const states = new Gauge({
    name: 'rungraph_source_state',
    help: '1 for the state that a source is in.',
    labelNames: ['source', 'state'],
    registers,
  });
  const breakers = new Gauge({
    name: 'rungraph_breaker_state',
    help: '1 for the state that the circuit breaker of a group of calls is in.',
    labelNames: ['source', 'group', 'state'],
    registers,
  });

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
        upstream.observe({ ...labels }, seconds);
      },
      cacheRead(source, outcome) {
        cache.inc({ source, outcome });
      },
      keptAnswer(found) {
        kept.inc({ outcome: found ? 'HIT' : 'MISS' });
      },
    },
    request({ route, status, seconds }) {
      requests.observe({ route, status }, seconds);
    },
    contentType: register.contentType,
    text(sources) {
      readSources(sources);
      return register.metrics();
    },
  };
}
