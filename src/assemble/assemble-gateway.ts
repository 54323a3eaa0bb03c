import type { Log } from '../contract/tracker.ts';
import { openDownloadLinks, type LinkSettings } from '../core/artifacts/download-links.ts';
import type { ComparingSettings } from '../core/compare/comparing-settings.ts';
import { openCache, type CacheSettings } from '../core/cache/open-cache.ts';
import type { AliasSettings } from '../core/keys/alias-settings.ts';
import { openMetrics } from '../core/observe/metrics.ts';
import type { DocumentLimits } from '../graphql/limits.ts';
import { startGateway, type Gateway } from '../graphql/gateway.ts';
import { readDocuments, type DocumentsPlan } from './read-documents.ts';
import { assembleSources, type SourcePlan } from './assemble-source.ts';

/** What a config says of a gateway. */
export interface GatewayPlan {
  readonly sources: readonly SourcePlan[];
  readonly cache: CacheSettings;
  /** The usual ones, if left out. */
  readonly comparing?: ComparingSettings;
  /** Keys that mean the same; none, if left out. */
  readonly aliases?: AliasSettings;
  readonly server: Pick<LinkSettings, 'signingKey' | 'publicUrl'> & {
    readonly profile?: 'production' | undefined;
    readonly federation?: boolean | undefined;
  };
  /** The usual ones, if left out. */
  readonly limits?: DocumentLimits | undefined;
  /** Clients may ask any document, if left out. */
  readonly documents?: DocumentsPlan | undefined;
}

export interface AssemblyOptions {
  readonly log: Log;
  /** Where adapters keep what can be had again; nowhere, if left out. */
  readonly folder?: string;
  /** Whether metrics of the process are counted too, which they can be once a process. */
  readonly ofProcess?: boolean;
}

/** A gateway as its users run it, with everything that its sources share. Asks no tracker. */
export async function assembleGateway(plan: GatewayPlan, options: AssemblyOptions): Promise<Gateway> {
  const { log, folder, ofProcess = false } = options;
  const { signingKey, publicUrl } = plan.server;
  const trusted = plan.documents && (await readDocuments(plan.documents));
  const metrics = openMetrics({ ofProcess });
  const { observer } = metrics;
  const cache = openCache(plan.cache, log, { observer, signingKey });
  const sources = assembleSources(plan.sources, { log, cache, folder, observer, aliases: plan.aliases });
  const links = openDownloadLinks({ signingKey, publicUrl });
  const gateway = await startGateway(sources, log, {
    metrics,
    links,
    answers: cache.answers,
    redis: cache.redis,
    counts: cache.counts,
    limits: plan.limits,
    texts: cache.texts,
    trusted,
    isProduction: plan.server.profile === 'production',
    federation: plan.server.federation ?? false,
    ...(plan.comparing === undefined ? {} : { comparing: plan.comparing }),
  });
  return {
    ...gateway,
    async close() {
      await gateway.close();
      await cache.close();
    },
  };
}
