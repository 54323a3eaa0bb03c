import { openDownloadLinks, type LinkSettings } from '../core/artifacts/download-links.ts';
import type { ComparingSettings } from '../core/compare/comparing-settings.ts';
import type { DocumentLimits } from '../graphql/limits.ts';
import { startGateway, type Gateway } from '../graphql/gateway.ts';
import { openSources, type AssemblyOptions, type SourcesPlan } from './open-sources.ts';
import { readDocuments, type DocumentsPlan } from './read-documents.ts';

/** What a config says of a gateway. */
export interface GatewayPlan extends SourcesPlan {
  /** The usual ones, if left out. */
  readonly comparing?: ComparingSettings;
  readonly server: Pick<LinkSettings, 'signingKey' | 'publicUrl'> & {
    readonly profile?: 'production' | undefined;
    readonly federation?: boolean | undefined;
  };
  /** The usual ones, if left out. */
  readonly limits?: DocumentLimits | undefined;
  /** Clients may ask any document, if left out. */
  readonly documents?: DocumentsPlan | undefined;
}

/** A gateway as its users run it, with everything that its sources share. Asks no tracker. */
export async function assembleGateway(plan: GatewayPlan, options: AssemblyOptions): Promise<Gateway> {
  const { log } = options;
  const { signingKey, publicUrl } = plan.server;
  const trusted = plan.documents && (await readDocuments(plan.documents));
  const { sources, cache, metrics } = await openSources(plan, options);
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
