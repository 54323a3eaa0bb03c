import { LRUCache } from 'lru-cache';
import type { Projection } from '../../../contract/projection.ts';
import type { Run, RunStatus } from '../../../contract/run.ts';
import type { SeriesRequest } from '../../../contract/series.ts';
import type { Mark } from '../stores/entry.ts';
import { covers } from './covers.ts';
import { hasEnded } from './lifetimes.ts';
import { markOfRun, markOfSeries } from './marks.ts';

/** Where runs lie in the cache: in a page of a search, or alone. */
export interface Whereabouts {
  readonly key: string;
  readonly projection: Projection;
  /** When it was read, in epoch milliseconds. */
  readonly readAt: number;
}

/**
 * What reads of a source have shown of its runs: which have ended, how they were last seen, and which kept answers hold
 * them. What is forgotten here is asked again, and nothing else.
 */
export interface KnownRuns {
  learn(principal: string | null, at: Whereabouts | null, runs: readonly Run[]): void;
  hasEnded(nativeId: string): boolean;
  /** Answers that hold the run with everything that is selected, the newest first. */
  find(principal: string | null, nativeId: string, wanted: Projection): readonly Whereabouts[];
  /** How the run was last seen; undefined where it was not. */
  mark(principal: string | null, nativeId: string): Mark | undefined;
  markOfSeries(principal: string | null, series: SeriesName): Mark | undefined;
}

type SeriesName = Pick<SeriesRequest, 'runId' | 'metric' | 'context'>;

interface LastSeen {
  readonly readAt: number;
  readonly mark: Mark;
  readonly status: RunStatus;
  readonly endedAt: number | null;
  /** Lives as long as the answer that holds it is kept. */
  readonly run: WeakRef<Run>;
}

const mostRuns = 50_000;
const mostPlaces = 4;

export function openKnownRuns(): KnownRuns {
  const ended = new LRUCache<string, true>({ max: mostRuns });
  const places = new LRUCache<string, readonly Whereabouts[]>({ max: mostRuns });
  const seen = new LRUCache<string, LastSeen>({ max: mostRuns });
  const nameOf = (principal: string | null, id: string): string => `${principal ?? ''}\n${id}`;

  function note(name: string, run: Run, readAt: number): void {
    const before = seen.get(name);
    if (before !== undefined && before.readAt > readAt) return;
    const { status, endedAt } = run;
    seen.set(name, { readAt, mark: markOfRun(run), status, endedAt, run: new WeakRef(run) });
  }

  return {
    learn(principal, at, runs) {
      for (const run of runs) {
        if (hasEnded(run.status)) ended.set(run.nativeId, true);
        else ended.delete(run.nativeId);
        if (at === null) continue;
        const name = nameOf(principal, run.nativeId);
        note(name, run, at.readAt);
        const others = (places.get(name) ?? []).filter(({ key }) => key !== at.key);
        places.set(name, [at, ...others].sort((a, b) => b.readAt - a.readAt).slice(0, mostPlaces));
      }
    },
    hasEnded: (nativeId) => ended.has(nativeId),
    find(principal, nativeId, wanted) {
      const known = places.get(nameOf(principal, nativeId)) ?? [];
      return known.filter(({ projection }) => covers(projection, wanted));
    },
    mark: (principal, nativeId) => seen.get(nameOf(principal, nativeId))?.mark,
    markOfSeries(principal, { runId, metric, context }) {
      const last = seen.get(nameOf(principal, runId));
      const run = last?.run.deref();
      if (run !== undefined) return markOfSeries(run, metric, context);
      return last && [last.status, last.endedAt];
    },
  };
}
