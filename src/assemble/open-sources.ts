import type { Log } from '../contract/tracker.ts';
import { openCache, type Cache, type CacheSettings } from '../core/cache/open-cache.ts';
import type { AliasSettings } from '../core/keys/alias-settings.ts';
import { openMetrics, type Metrics } from '../core/observe/metrics.ts';
import type { Sources } from '../core/sources/sources.ts';
import { assembleSources, type SourcePlan } from './assemble-source.ts';

/** What a config says of its sources, and of what they share. */
export interface SourcesPlan {
  readonly sources: readonly SourcePlan[];
  readonly cache: CacheSettings;
  /** Keys that mean the same; none, if left out. */
  readonly aliases?: AliasSettings;
  readonly server: { readonly signingKey?: string | undefined };
}

export interface AssemblyOptions {
  readonly log: Log;
  /** Where adapters keep what can be had again; nowhere, if left out. */
  readonly folder?: string;
  /** Whether metrics of the process are counted too, which they can be once a process. */
  readonly ofProcess?: boolean;
  /** For a process that reads everything once: no answer is kept, here or in Redis. */
  readonly keepsNothing?: boolean;
}

export interface OpenSources {
  readonly sources: Sources;
  readonly cache: Cache;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

/** Sources as users read them, with everything that they share. Needs no GraphQL, and asks no tracker. */
export async function openSources(plan: SourcesPlan, options: AssemblyOptions): Promise<OpenSources> {
  const { log, folder, ofProcess = false, keepsNothing } = options;
  const metrics = openMetrics({ ofProcess });
  const { observer } = metrics;
  const cache = openCache(plan.cache, log, { observer, signingKey: plan.server.signingKey, keepsNothing });
  const sources = await assembleSources(plan.sources, { log, cache, folder, observer, aliases: plan.aliases });
  return {
    sources,
    cache,
    metrics,
    async close() {
      await Promise.all([...sources.values()].map((source) => source.adapter.close()));
      await cache.close();
    },
  };
}
