import { trackers } from '../../adapters/registry.ts';
import { loadConfig, type Config, type SourceConfig } from '../config/load-config.ts';
import type { Observer } from '../contract/observer.ts';
import type { AnyTracker, Log, Runtime } from '../contract/tracker.ts';
import { openDownloadLinks } from '../core/artifacts/download-links.ts';
import { openCache, type Cache } from '../core/cache/open-cache.ts';
import { guardAdapter } from '../core/resilience/guarded-adapter.ts';
import { openRateBudget } from '../core/resilience/rate-budget.ts';
import { openMetrics } from '../core/observe/metrics.ts';
import { openSource, type Source } from '../core/sources/source.ts';
import type { Sources } from '../core/sources/sources.ts';
import { startGateway, type Gateway } from '../graphql/gateway.ts';
import { openHttpClient } from '../kit/http-client.ts';
import { observeClient } from '../kit/observed-client.ts';
import { paceClient } from '../kit/paced-client.ts';
import { cacheFolder } from './cache-folder.ts';

/** Reads a config with the trackers of the registry and the process's environment. @throws ConfigError. */
export function readConfigFile(file: string): Promise<Config> {
  return loadConfig(file, { trackers, environment: process.env });
}

/** What sources share; a part that is left out is not used. */
export interface SharedParts {
  /** Without a cache, trackers are always asked. */
  readonly cache?: Cache | undefined;
  /** Without one, nothing is counted. */
  readonly observer?: Observer | undefined;
  /** Without a folder, nothing is kept on disk. */
  readonly folder?: string | undefined;
}

/** Opens every source of a config, each behind its guard. Nothing is asked of any of them yet. */
export function openSources(configs: readonly SourceConfig[], log: Log, shared: SharedParts = {}): Sources {
  return new Map(configs.map((config) => [config.id, toSource(config, log, shared)]));
}

function toSource(config: SourceConfig, log: Log, shared: SharedParts): Source {
  const { id, tracker, opened, deadlineMs, callerHeader, freshMs: fresh } = config;
  const { cache } = shared;
  const { adapter: guarded, health } = guardAdapter(opened.create(runtimeOf(config, log, shared)), {
    source: id,
    log,
  });
  const adapter = fresh === undefined ? guarded : (cache?.wrap(id, guarded, { deadlineMs, fresh }) ?? guarded);
  const { kind, capabilities } = tracker;
  const settings = { id, tracker: kind, url: opened.address, deadlineMs, capabilities, adapter, health, callerHeader };
  return openSource({ ...settings, ...(cache && { purge: (run) => cache.purge(id, run) }) }, log);
}

function runtimeOf(config: SourceConfig, log: Log, { cache, folder, observer }: SharedParts): Runtime {
  const { id, concurrency, attemptMs, rate } = config;
  const budget = cache?.budget(id, rate) ?? openRateBudget(rate);
  return {
    openHttp: (settings) => {
      const client = observeClient(openHttpClient(settings, concurrency), id, observer);
      return paceClient(client, { source: id, concurrency, attemptMs, budget });
    },
    now: Date.now,
    log,
    ...(folder === undefined ? {} : { cacheFolder: folder }),
  };
}

/** A gateway over a config file. @throws ConfigError. */
export async function openGateway(file: string, log: Log): Promise<{ gateway: Gateway; config: Config }> {
  const config = await readConfigFile(file);
  const metrics = openMetrics({ ofProcess: true });
  const { observer } = metrics;
  const cache = openCache(config.cache, log, { observer });
  const { signingKey, publicUrl } = config.server;
  const links = openDownloadLinks({ signingKey, publicUrl });
  const sources = openSources(config.sources, log, { cache, folder: cacheFolder(), observer });
  const gateway = await startGateway(sources, log, { metrics, links, answers: cache.answers });
  const close = async (): Promise<void> => {
    await gateway.close();
    await cache.close();
  };
  return { gateway: { ...gateway, close }, config };
}

export function knownTrackers(): readonly AnyTracker[] {
  return trackers;
}
