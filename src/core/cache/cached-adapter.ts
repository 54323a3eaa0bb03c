import type { Adapter, RunPage, RunReader } from '../../contract/adapter.ts';
import type { CallContext } from '../../contract/context.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Run } from '../../contract/run.ts';
import type { Series, SeriesRequest } from '../../contract/series.ts';
import { cacheGroups } from './cached-groups.ts';
import type { Entry, Lifetime } from './entry.ts';
import { found, openKeptReads } from './kept-reads.ts';
import { listsSubject, subjectPrefix, type Fingerprint } from './keys.ts';
import { openKnownRuns } from './known-runs.ts';
import { hasEnded, lifetimeOf, type KeepSettings } from './lifetimes.ts';
import type { ReadThrough } from './read-through.ts';
import { readSeries } from './series-tail.ts';
import type { CacheStore } from './store.ts';

export interface CachedAdapterOptions {
  readonly source: string;
  /** Tells callers with credentials of their own apart. */
  readonly fingerprint: Fingerprint;
  readonly keep: KeepSettings;
  readonly store: CacheStore;
  readonly readThrough: ReadThrough;
  readonly now: () => number;
}

/** The same adapter, by way of the cache. Probing, project lists and open files pass by: they have memories of their own. */
export function cacheAdapter(adapter: Adapter, options: CachedAdapterOptions): Adapter {
  const { source, fingerprint, keep, store, readThrough, now } = options;
  const known = openKnownRuns();
  const reads = openKeptReads(source, fingerprint, readThrough);
  const missing = lifetimeOf('missing', keep);
  const ofRun = (runId: string): Lifetime => lifetimeOf(known.hasEnded(runId) ? 'finished' : 'running', keep);

  const lifetimeOfRun = (slot: Run | RungraphError | null): Lifetime | null => {
    if (slot === null) return missing;
    if (isRungraphError(slot) || isBroken(slot)) return null;
    return lifetimeOf(hasEnded(slot.status) ? 'finished' : 'running', keep);
  };

  /** Runs that other kept answers hold with all that is selected here. */
  async function elsewhere({ principal, projection }: CallContext, ids: readonly string[]) {
    const keys = ids.map((id) => known.find(principal, id, projection));
    const entries = new Map<string, Entry | undefined>();
    const wanted = [...new Set(keys.flat())];
    if (wanted.length > 0) (await store.get(wanted)).forEach((entry, index) => entries.set(wanted[index] ?? '', entry));
    return ids.map((id, index): Entry | undefined => {
      for (const key of keys[index] ?? []) {
        const entry = entries.get(key);
        const run = entry === undefined ? undefined : runIn(entry.value, id);
        const lifetime = run === undefined ? null : lifetimeOfRun(run);
        if (entry !== undefined && lifetime !== null) return { value: run, readAt: entry.readAt, lifetime };
      }
      return undefined;
    });
  }

  /** What came out of the cache as it was is known already. */
  const learnt = new WeakSet<RunPage | Run>();
  function learn(
    { principal, projection }: CallContext,
    value: RunPage | Run,
    key: string,
    runs: readonly Run[],
  ): void {
    if (learnt.has(value)) return;
    learnt.add(value);
    known.learn(principal, { key, projection }, runs);
  }

  const kept: Pick<RunReader, 'searchRuns' | 'getRuns'> = {
    async searchRuns(context, search) {
      const { projection } = context;
      const key = reads.key(context, 'searchRuns', { search, projection });
      const page = await reads.one(
        context,
        key,
        (own) => adapter.searchRuns(own, search),
        ({ runs }) => (runs.some(isBroken) ? null : lifetimeOf('lists', keep)),
      );
      learn(context, page, key, page.runs);
      return page;
    },

    async getRuns(context, ids) {
      const keys = ids.map((id) => reads.key(context, 'getRuns', context.projection, id));
      const slots = await reads.slots<string, Run | RungraphError | null>(context, {
        items: ids,
        keys,
        fetch: (own, some) => adapter.getRuns(own, some),
        lifetimeOf: lifetimeOfRun,
        elsewhere: (some) => elsewhere(context, some),
      });
      slots.forEach((slot, place) => {
        const key = keys[place];
        if (slot !== null && !isRungraphError(slot) && key !== undefined) learn(context, slot, key, [slot]);
      });
      return slots;
    },
  };

  /** Nothing is kept of runs that are at hand; an answer made of them is as good as a list. */
  const noteAtHand = ({ meter }: CallContext): void => {
    const key = `${subjectPrefix(source, listsSubject)}runs`;
    meter.onPart?.({ key, outcome: 'HIT', freshUntil: now() + keep.fresh.lists });
  };
  const atHand: typeof kept = {
    async searchRuns(context, search) {
      const page = await adapter.searchRuns(context, search);
      known.learn(context.principal, null, page.runs);
      noteAtHand(context);
      return page;
    },
    async getRuns(context, ids) {
      const slots = await adapter.getRuns(context, ids);
      known.learn(context.principal, null, found(slots));
      noteAtHand(context);
      return slots;
    },
  };

  return {
    ...adapter,
    ...(adapter.runsAtHand === true ? atHand : kept),
    ...cacheGroups(adapter, { reads, keep, ofRun }),
    getSeries: (context, requests) =>
      reads.slots<SeriesRequest, Series | RungraphError>(context, {
        items: requests,
        keys: requests.map((request) => reads.key(context, 'getSeries', request, request.runId)),
        fetch: (own, some, old) => readSeries(adapter, own, some, old),
        lifetimeOf(slot, { runId }) {
          if (isRungraphError(slot)) return null;
          return lifetimeOf(known.hasEnded(runId) ? 'finishedSeries' : 'running', keep);
        },
      }),
  };
}

/** The run in a kept page or by itself. Keys hold the contract's version, so that values have its shapes. */
function runIn(value: unknown, nativeId: string): Run | undefined {
  const held = value as Run | RunPage | null;
  if (held === null) return undefined;
  if ('runs' in held) return held.runs.find((run) => run.nativeId === nativeId);
  return held.nativeId === nativeId ? held : undefined;
}

/** Runs of which a part could not be read: the error is passed on, and never kept. */
function isBroken({ tags, params, metrics }: Run): boolean {
  return isRungraphError(tags) || isRungraphError(params) || isRungraphError(metrics);
}
