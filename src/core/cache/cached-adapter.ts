import type { Adapter, RunPage, RunSearch } from '../../contract/adapter.ts';
import type { CallContext } from '../../contract/context.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Run, RunStatus } from '../../contract/run.ts';
import type { Series, SeriesRequest } from '../../contract/series.ts';
import type { Lifetime } from './entry.ts';
import { cacheKey, listsSubject } from './keys.ts';
import { hasEnded, lifetimeOf, type KeepSettings } from './lifetimes.ts';
import type { ReadThrough } from './read-through.ts';

export interface CachedAdapterOptions {
  readonly source: string;
  readonly keep: KeepSettings;
  readonly readThrough: ReadThrough;
}

/** The same adapter, by way of the cache. Probing, project lists and open files pass by: they have memories of their own. */
export function cacheAdapter(adapter: Adapter, { source, keep, readThrough }: CachedAdapterOptions): Adapter {
  const known = openStatuses();

  async function readList<T>(
    context: CallContext,
    method: string,
    asked: unknown,
    fetch: (context: CallContext) => Promise<T>,
    lifetime: (value: T) => Lifetime | null,
  ): Promise<T> {
    const [value] = await readThrough<T>(context, {
      keys: [cacheKey(source, listsSubject, context.principal, method, asked)],
      fetch: async (own) => [await fetch(own)],
      lifetimeOf: lifetime,
    });
    return value as T;
  }

  const lifetimeOfRun = (slot: Run | RungraphError | null): Lifetime | null => {
    if (slot === null) return lifetimeOf('missing', keep);
    if (isRungraphError(slot) || isBroken(slot)) return null;
    return lifetimeOf(hasEnded(slot.status) ? 'finished' : 'running', keep);
  };

  return {
    ...adapter,

    async searchRuns(context: CallContext, search: RunSearch): Promise<RunPage> {
      if (adapter.runsAtHand) {
        const page = await adapter.searchRuns(context, search);
        known.learn(page.runs);
        return page;
      }
      const asked = { search, projection: context.projection };
      const page = await readList(
        context,
        'searchRuns',
        asked,
        (own) => adapter.searchRuns(own, search),
        ({ runs }) => (runs.some(isBroken) ? null : lifetimeOf('lists', keep)),
      );
      known.learn(page.runs);
      return page;
    },

    async getRuns(context, ids) {
      if (adapter.runsAtHand) {
        const slots = await adapter.getRuns(context, ids);
        known.learn(slots.flatMap((slot) => (slot === null || isRungraphError(slot) ? [] : [slot])));
        return slots;
      }
      const { principal, projection } = context;
      const slots = await readThrough<Run | RungraphError | null>(context, {
        keys: ids.map((id) => cacheKey(source, id, principal, 'getRuns', projection)),
        fetch: (own, places) =>
          adapter.getRuns(
            own,
            places.map((place) => ids[place] ?? ''),
          ),
        lifetimeOf: lifetimeOfRun,
      });
      known.learn(slots.flatMap((slot) => (slot === null || isRungraphError(slot) ? [] : [slot])));
      return slots;
    },

    getSeries(context, requests) {
      return readThrough<Series | RungraphError>(context, {
        keys: requests.map((request) => cacheKey(source, request.runId, context.principal, 'getSeries', request)),
        fetch: (own, places) => adapter.getSeries(own, pick(requests, places)),
        lifetimeOf(slot, place) {
          if (isRungraphError(slot)) return null;
          const ended = known.hasEnded(requests[place]?.runId ?? '');
          return lifetimeOf(ended ? 'finishedSeries' : 'running', keep);
        },
      });
    },
  };
}

function pick(requests: readonly SeriesRequest[], places: readonly number[]): readonly SeriesRequest[] {
  return places.flatMap((place) => requests[place] ?? []);
}

/** Runs of which a part could not be read: the error is passed on, and never kept. */
function isBroken({ tags, params, metrics }: Run): boolean {
  return isRungraphError(tags) || isRungraphError(params) || isRungraphError(metrics);
}

/** Which runs are known to have ended; a series request does not say. */
function openStatuses() {
  const ended = new Set<string>();
  const most = 100_000;
  return {
    learn(runs: readonly { readonly nativeId: string; readonly status: RunStatus }[]): void {
      if (ended.size > most) ended.clear();
      for (const { nativeId, status } of runs) {
        if (hasEnded(status)) ended.add(nativeId);
        else ended.delete(nativeId);
      }
    },
    hasEnded: (nativeId: string): boolean => ended.has(nativeId),
  };
}
