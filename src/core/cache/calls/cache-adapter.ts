import type { RunReader } from '../../../contract/adapter.ts';
import type { Capabilities } from '../../../contract/capabilities.ts';
import { isRungraphError, type RungraphError } from '../../../contract/error.ts';
import type { Series, SeriesRequest } from '../../../contract/series.ts';
import { mapGroups } from '../../call/map-groups.ts';
import type { SourceAdapter, SourceContext } from '../../call/source-context.ts';
import type { Lifetime } from '../stores/entry.ts';
import type { CacheStore } from '../stores/store.ts';
import { groupCaches } from './cache-groups.ts';
import { cacheRuns } from './cache-runs.ts';
import { found, openKeyedReads } from './keyed-reads.ts';
import { listsSubject, subjectPrefix, type Fingerprint } from './cache-key.ts';
import { openKnownRuns } from './known-runs.ts';
import { lifetimeOf, type KeepSettings } from './lifetimes.ts';
import type { ReadThrough } from './read-through.ts';

export interface CachedAdapterOptions {
  readonly source: string;
  /** As declared; the probe may narrow it. */
  readonly capabilities: Capabilities;
  /** Tells callers with credentials of their own apart. */
  readonly fingerprint: Fingerprint;
  readonly keep: KeepSettings;
  readonly store: CacheStore;
  readonly readThrough: ReadThrough;
  readonly now: () => number;
}

/** The same adapter, by way of the cache. Probing and open files pass by: probes have a memory of their own. */
export function cacheAdapter(adapter: SourceAdapter, options: CachedAdapterOptions): SourceAdapter {
  const { source, fingerprint, keep, store, readThrough, now } = options;
  let { listing = {} } = options.capabilities;
  const known = openKnownRuns();
  const reads = openKeyedReads(source, fingerprint, readThrough);
  const lists = lifetimeOf('lists', keep);
  const ofRun = (runId: string): Lifetime => lifetimeOf(known.hasEnded(runId) ? 'finished' : 'running', keep);
  const kept = cacheRuns(adapter, { reads, keep, known, store, now, listing: () => listing });
  const atHand = runsAtHand();
  const runs = (): typeof kept => (listing.atHand === true ? atHand : kept);

  /** Nothing is kept of runs that are at hand; an answer made of them is as good as a list. */
  function runsAtHand(): Pick<RunReader<SourceContext>, 'searchRuns' | 'getRuns'> {
    const note = ({ meter }: SourceContext): void => {
      const key = `${subjectPrefix(source, listsSubject)}runs`;
      meter.onPart?.({ key, outcome: 'HIT', freshUntil: now() + keep.fresh.lists });
    };
    return {
      async searchRuns(context, search) {
        const page = await adapter.searchRuns(context, search);
        known.learn(context.principal, null, page.runs);
        note(context);
        return page;
      },
      async getRuns(context, ids) {
        const slots = await adapter.getRuns(context, ids);
        known.learn(context.principal, null, found(slots));
        note(context);
        return slots;
      },
    };
  }

  return {
    async probe(context) {
      const answer = await adapter.probe(context);
      ({ listing = {} } = answer.capabilities);
      return answer;
    },
    close: () => adapter.close(),
    describeSearch: (search) => adapter.describeSearch(search),
    listProjects: (context, page) =>
      reads.one(context, {
        key: reads.key(context, 'listProjects', page),
        fetch: (own) => adapter.listProjects(own, page),
        lifetimeOf: () => lists,
      }),
    searchRuns: (context, search) => runs().searchRuns(context, search),
    getRuns: (context, ids) => runs().getRuns(context, ids),
    getSeries: (context, requests) =>
      reads.slots<SourceContext, SeriesRequest, Series | RungraphError>(context, {
        items: requests,
        keys: requests.map((request) => reads.key(context, 'getSeries', request, request.runId)),
        fetch: (own, some) => adapter.getSeries(own, some),
        lifetimeOf(slot, { runId }) {
          if (isRungraphError(slot)) return null;
          return lifetimeOf(known.hasEnded(runId) ? 'finishedSeries' : 'running', keep);
        },
        expected(place) {
          const request = requests[place];
          // A run that goes on changes all the time: what is kept of it is fresh for seconds anyway.
          if (request === undefined || !known.hasEnded(request.runId)) return undefined;
          return known.markOfSeries(context.principal, request);
        },
      }),
    ...mapGroups(adapter, groupCaches({ reads, keep, ofRun })),
  };
}
