import { trackers } from '../../adapters/registry.ts';
import { loadConfig, type Config, type SourceConfig } from '../config/load-config.ts';
import type { AnyTracker, Log, Runtime } from '../contract/tracker.ts';
import { openDownloadLinks } from '../core/artifacts/download-links.ts';
import { openCache, type Cache } from '../core/cache/open-cache.ts';
import { openSource, type Source } from '../core/sources/source.ts';
import type { Sources } from '../core/sources/sources.ts';
import { startGateway, type Gateway } from '../graphql/gateway.ts';
import { openHttpClient } from '../kit/http-client.ts';
import { cacheFolder } from './cache-folder.ts';

/** Reads a config with the trackers of the registry and the process's environment. @throws ConfigError. */
export function readConfigFile(file: string): Promise<Config> {
  return loadConfig(file, { trackers, environment: process.env });
}

/**
 * Opens every source of a config. Nothing is asked of any of them yet. Without a cache they are always
 * asked, and without a folder they keep nothing on disk.
 */
export function openSources(configs: readonly SourceConfig[], log: Log, cache?: Cache, folder?: string): Sources {
  return new Map(configs.map((config) => [config.id, toSource(config, log, cache, folder)]));
}

function toSource(config: SourceConfig, log: Log, cache: Cache | undefined, folder: string | undefined): Source {
  const { id, tracker, opened, deadlineMs, concurrency, freshMs: fresh } = config;
  const openHttp: Runtime['openHttp'] = (settings) => openHttpClient(settings, concurrency);
  const kept = folder === undefined ? {} : { cacheFolder: folder };
  const bare = opened.create({ openHttp, now: Date.now, log, ...kept });
  const adapter = fresh === undefined ? bare : (cache?.wrap(id, bare, { deadlineMs, fresh }) ?? bare);
  const { kind, capabilities } = tracker;
  const settings = { id, tracker: kind, url: opened.address, deadlineMs, capabilities, adapter };
  return openSource({ ...settings, ...(cache && { purge: (run) => cache.purge(id, run) }) }, log);
}

/** A gateway over a config file. @throws ConfigError. */
export async function openGateway(file: string, log: Log): Promise<{ gateway: Gateway; config: Config }> {
  const config = await readConfigFile(file);
  const cache = openCache(config.cache, log);
  const { signingKey, publicUrl } = config.server;
  const links = openDownloadLinks({ signingKey, publicUrl });
  const gateway = await startGateway(openSources(config.sources, log, cache, cacheFolder()), log, { links });
  const close = async (): Promise<void> => {
    await gateway.close();
    await cache.close();
  };
  return { gateway: { ...gateway, close }, config };
}

export function knownTrackers(): readonly AnyTracker[] {
  return trackers;
}
