import type { Adapter } from '../contract/adapter.ts';
import type { CallObserver } from '../contract/observer.ts';
import type { AnyTracker, Log, OpenTracker, Runtime } from '../contract/tracker.ts';
import { permitAdapter } from '../core/access/permit-adapter.ts';
import type { FreshMs } from '../core/cache/calls/lifetimes.ts';
import type { Cache } from '../core/cache/open-cache.ts';
import { openKeyMemory, type KeysCaller } from '../core/keys/known-keys.ts';
import { aliasAdapter } from '../core/keys/alias-adapter.ts';
import { noAliases, type AliasSettings } from '../core/keys/alias-settings.ts';
import { openCollisions } from '../core/keys/collisions.ts';
import { aliasesOf } from '../core/keys/source-aliases.ts';
import { learnKeys } from '../core/keys/learn-keys.ts';
import type { PolicyOptions } from '../core/resilience/policy.ts';
import { guardAdapter } from '../core/resilience/guard-adapter.ts';
import type { Rate } from '../core/resilience/rate-budget.ts';
import { rememberByCaller } from '../core/sources/caller-memory.ts';
import { openSource, type Source, type SourceSettings } from '../core/sources/source.ts';
import type { Sources } from '../core/sources/sources.ts';
import type { SourceAdapter } from '../core/call/source-context.ts';
import { openSocketClient } from '../kit/socket-client.ts';
import { openHttp } from './http-layers.ts';

/** One source as a config names it. */
export interface SourcePlan {
  readonly id: string;
  readonly tracker: Pick<AnyTracker, 'kind' | 'capabilities'>;
  readonly opened: OpenTracker;
  readonly deadlineMs: number;
  readonly concurrency: number;
  readonly attemptMs?: number | undefined;
  /** As many requests as the tracker bears, if left out. */
  readonly rate?: Rate | undefined;
  readonly callerHeader?: string | undefined;
  readonly freshMs: FreshMs;
  /** How long the source is left alone after many failures in a row: a second at first, if left out. */
  readonly openMs?: PolicyOptions['openMs'];
}

/** What sources share. */
export interface SharedParts {
  readonly log: Log;
  readonly cache: Cache;
  /** Without one, requests to trackers are not counted. */
  readonly observer?: CallObserver | undefined;
  /** Keys that mean the same; none, if left out. */
  readonly aliases?: AliasSettings | undefined;
  /** Without a folder, nothing is kept on disk. */
  readonly folder?: string | undefined;
}

/** A source on its way: its adapter, and what its layers have to say. */
type Assembled = Pick<SourceSettings, 'health' | 'purge' | 'keysOf' | 'collisions' | 'aliases'> & {
  readonly adapter: SourceAdapter;
};
type Layer = (assembled: Assembled, plan: SourcePlan, shared: SharedParts) => Assembled;

/** What stands between a question and an adapter, innermost first. */
const layers: readonly Layer[] = [
  ({ adapter }, { id, openMs }, { log }) => guardAdapter(adapter, { source: id, log, ...(openMs && { openMs }) }),
  // Inside the cache: what comes out of it was noted when it came in.
  ({ adapter, ...rest }) => {
    const { keysOf, learn } = rememberKeys();
    return { ...rest, keysOf, adapter: learn(adapter) };
  },
  ({ adapter, ...rest }, { id, tracker, deadlineMs, freshMs }, { cache }) => ({
    ...rest,
    adapter: cache.wrap(adapter, { source: id, capabilities: tracker.capabilities, deadlineMs, fresh: freshMs }),
    purge: (run) => cache.purge(id, run),
  }),
  // Outside the cache, which holds what trackers tell; keys are then noted under the names that answers bear.
  (assembled, { id }, { aliases: settings = noAliases }) => {
    const aliases = aliasesOf(settings, id);
    if (aliases === null) return assembled;
    const { keysOf, learn } = rememberKeys();
    const collisions = openCollisions();
    const adapter = learn(aliasAdapter(assembled.adapter, aliases, collisions));
    return { ...assembled, keysOf, collisions: collisions.list, aliases, adapter };
  },
  // Outside the cache: its entries are shared by all callers, and who may see one is asked each time.
  ({ adapter, ...rest }) => ({ ...rest, adapter: permitAdapter(adapter) }),
];

/** Notes the keys of what an adapter brings, and tells them to those who may see their projects. */
function rememberKeys() {
  const memoryOf = rememberByCaller(openKeyMemory);
  return {
    keysOf: ({ principal, projects }: KeysCaller) => memoryOf(principal).of(projects),
    learn: (adapter: SourceAdapter) => learnKeys(adapter, memoryOf),
  };
}

/** Puts a source together: its adapter behind every layer. Asks nobody. */
export async function assembleSource(plan: SourcePlan, shared: SharedParts): Promise<Source> {
  const bare: Adapter = await plan.opened.create(runtimeOf(plan, shared));
  const assembled = layers.reduce((inner, layer) => layer(inner, plan, shared), { adapter: bare });
  const { id, tracker, opened, deadlineMs, callerHeader } = plan;
  const { kind } = tracker;
  const { capabilities } = tracker;
  const settings = { id, tracker: kind, url: opened.address, deadlineMs, capabilities, callerHeader, ...assembled };
  return openSource(settings, shared.log);
}

export async function assembleSources(plans: readonly SourcePlan[], shared: SharedParts): Promise<Sources> {
  const sources = await Promise.all(plans.map((plan) => assembleSource(plan, shared)));
  return new Map(sources.map((source) => [source.id, source]));
}

function runtimeOf({ id, concurrency, attemptMs, rate }: SourcePlan, shared: SharedParts): Runtime {
  const { cache, folder, observer, log } = shared;
  const budget = cache.budget(id, rate);
  return {
    openHttp: (settings) => openHttp(settings, { source: id, concurrency, attemptMs, budget, observer }),
    openSocket: openSocketClient,
    now: Date.now,
    log,
    ...(folder === undefined ? {} : { cacheFolder: folder }),
  };
}
