import type { RunPage, RunReader } from '../../../contract/adapter.ts';
import type { Listing } from '../../../contract/capabilities.ts';
import { isRungraphError, type RungraphError } from '../../../contract/error.ts';
import { allKeys, type KeyPart, type KeySelection, type Projection } from '../../../contract/projection.ts';
import type { Run } from '../../../contract/run.ts';
import type { SourceContext } from '../../call/source-context.ts';
import { ageOf, type Entry, type Lifetime } from '../stores/entry.ts';
import type { CacheStore } from '../stores/store.ts';
import { canonicalProjection } from './covers.ts';
import type { KeyedReads } from './keyed-reads.ts';
import { openKnownPages } from './known-pages.ts';
import type { KnownRuns } from './known-runs.ts';
import { hasEnded, lifetimeOf, type KeepSettings } from './lifetimes.ts';
import { markOfRun } from './marks.ts';
import type { KeyedEntry } from './read-through.ts';

export interface RunCacheOptions {
  readonly reads: KeyedReads;
  readonly keep: KeepSettings;
  readonly known: KnownRuns;
  readonly store: CacheStore;
  readonly now: () => number;
  /** What pages of the tracker bring beside what is selected. */
  readonly listing: () => Listing;
}

type RunCalls = Pick<RunReader<SourceContext>, 'searchRuns' | 'getRuns'>;
type Slot = Run | RungraphError | null;

/** Pages of runs and runs by id, each kept once and given to every question that selects no more than it holds. */
export function cacheRuns(adapter: RunCalls, options: RunCacheOptions): RunCalls {
  const { reads, keep, known, store, now, listing } = options;
  const pages = openKnownPages();
  const missing = lifetimeOf('missing', keep);

  const lifetimeOfRun = (slot: Slot): Lifetime | null => {
    if (slot === null) return missing;
    if (isRungraphError(slot) || isBroken(slot)) return null;
    return lifetimeOf(hasEnded(slot.status) ? 'finished' : 'running', keep);
  };

  /** The newest fresh copy of each run that is newer than its own entry, or all that there is. */
  async function newerCopies(
    { principal, projection }: SourceContext,
    ids: readonly string[],
    own: readonly (Entry | undefined)[],
  ): Promise<readonly (KeyedEntry | undefined)[]> {
    const candidates = ids.map((id, at) => {
      const [ownReadAt, places] = [own[at]?.readAt ?? 0, known.find(principal, id, projection)];
      return places.filter(({ readAt }) => readAt > ownReadAt).map(({ key }) => key);
    });
    const keys = [...new Set(candidates.flat())];
    const entries = new Map(
      (keys.length === 0 ? [] : await store.get(keys)).map((entry, at) => [keys[at] ?? '', entry]),
    );
    return ids.map((id, at) => {
      for (const key of candidates[at] ?? []) {
        const entry = entries.get(key);
        const run = entry && runIn(entry.value, id);
        const lifetime = run && lifetimeOfRun(run);
        if (entry === undefined || run === undefined || !lifetime || entry.readAt <= (own[at]?.readAt ?? 0)) continue;
        const copy: Entry = { value: run, readAt: entry.readAt, lifetime, mark: markOfRun(run) };
        if (ageOf(copy, now()) === 'fresh') return { key, entry: copy };
      }
      return undefined;
    });
  }

  /** What came out of the cache as it was is known already. */
  const learnt = new WeakSet<RunPage | Run>();
  function learn(principal: string | null, projection: Projection, value: RunPage | Run, key: string): void {
    if (learnt.has(value)) return;
    learnt.add(value);
    const runs = 'runs' in value ? value.runs : [value];
    const [first] = runs;
    if (first !== undefined) known.learn(principal, { key, projection, readAt: first.asOf ?? now() }, runs);
  }

  return {
    async searchRuns(asked, search) {
      const projection = canonicalProjection(widen(asked.projection, listing()));
      const context = { ...asked, projection };
      const key = reads.key(context, 'searchRuns', { search, projection });
      const question = reads.key(context, 'searchRuns', search);
      const served = { byWider: false };
      const page = await reads.one(context, {
        key,
        async fetch(own) {
          const found = await adapter.searchRuns(own, search);
          return { ...found, runs: found.runs.map((run) => stamp(run, now())) };
        },
        lifetimeOf: ({ runs }) => (runs.some(isBroken) ? null : lifetimeOf('lists', keep)),
        elsewhere: async ([own]) => {
          if (own !== undefined && ageOf(own, now()) === 'fresh') return [undefined];
          const wider = pages.find(question, projection);
          const found = wider.length === 0 ? [] : await store.get(wider);
          const at = found.findIndex((entry) => entry !== undefined && ageOf(entry, now()) === 'fresh');
          const entry = found[at];
          served.byWider = entry !== undefined;
          return [entry && { key: wider[at] ?? '', entry }];
        },
      });
      // Where a wider page serves, nothing lies under this key.
      if (!served.byWider) pages.note(question, { key, projection });
      learn(context.principal, projection, page, key);
      return page;
    },

    async getRuns(asked, ids) {
      const context = { ...asked, projection: canonicalProjection(asked.projection) };
      const { principal, projection } = context;
      const keys = ids.map((id) => reads.key(context, 'getRuns', projection, id));
      const slots = await reads.slots<SourceContext, string, Slot>(context, {
        items: ids,
        keys,
        async fetch(own, some) {
          const found = await adapter.getRuns(own, some);
          return found.map((slot) => (slot === null || isRungraphError(slot) ? slot : stamp(slot, now())));
        },
        lifetimeOf: lifetimeOfRun,
        elsewhere: (own) => newerCopies(context, ids, own),
        expected: (place) => known.mark(principal, ids[place] ?? ''),
        markOf: (slot) => (slot === null || isRungraphError(slot) ? undefined : markOfRun(slot)),
      });
      slots.forEach((slot, place) => {
        if (slot !== null && !isRungraphError(slot)) learn(principal, projection, slot, keys[place] ?? '');
      });
      return slots;
    },
  };
}

/** All that comes anyway is asked for, so that one page serves every selection. */
function widen(projection: Projection, { always = [], onceAny = [] }: Listing): Projection {
  const ofPart = (part: KeyPart): KeySelection => {
    const { all, keys, prefixes } = projection[part];
    const isAny = all || keys.length + prefixes.length > 0;
    return always.includes(part) || (isAny && onceAny.includes(part)) ? allKeys : projection[part];
  };
  return { ...projection, params: ofPart('params'), metrics: ofPart('metrics'), tags: ofPart('tags') };
}

function stamp(run: Run, asOf: number): Run {
  return { ...run, asOf };
}

/** The run in a kept page or by itself. Keys hold the contract's version, so that values have its shapes. */
function runIn(value: unknown, nativeId: string): Run | undefined {
  const held = value as Run | RunPage | null;
  if (held === null) return undefined;
  if ('runs' in held) return held.runs.find((run) => run.nativeId === nativeId);
  return held.nativeId === nativeId ? held : undefined;
}

/** Runs with a part that could not be read: the error is passed on, and never kept. */
function isBroken({ tags, params, metrics }: Run): boolean {
  return isRungraphError(tags) || isRungraphError(params) || isRungraphError(metrics);
}
