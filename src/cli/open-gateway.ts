import { trackers } from '../../adapters/registry.ts';
import { loadConfig, type Config, type SourceConfig } from '../config/load-config.ts';
import type { AnyTracker, Log, Runtime } from '../contract/tracker.ts';
import { openSource, type Source } from '../core/sources/source.ts';
import type { Sources } from '../core/sources/sources.ts';
import { startGateway, type Gateway } from '../graphql/gateway.ts';
import { openHttpClient } from '../kit/http-client.ts';
import { cacheFolder } from './cache-folder.ts';

/** Reads a config with the trackers of the registry and the process's environment. @throws ConfigError. */
export function readConfigFile(file: string): Promise<Config> {
  return loadConfig(file, { trackers, environment: process.env });
}

/** Opens every source of a config. Nothing is asked of any of them yet. Without a folder they keep nothing on disk. */
export function openSources(configs: readonly SourceConfig[], log: Log, cache?: string): Sources {
  return new Map(configs.map((config) => [config.id, toSource(config, log, cache)]));
}

function toSource(config: SourceConfig, log: Log, cache: string | undefined): Source {
  const { id, tracker, opened, deadlineMs, concurrency } = config;
  const openHttp: Runtime['openHttp'] = (settings) => openHttpClient(settings, concurrency);
  const adapter = opened.create({
    openHttp,
    now: Date.now,
    log,
    ...(cache === undefined ? {} : { cacheFolder: cache }),
  });
  const { kind, capabilities } = tracker;
  return openSource({ id, tracker: kind, url: opened.address, deadlineMs, capabilities, adapter }, log);
}

/** A gateway over a config file. @throws ConfigError. */
export async function openGateway(file: string, log: Log): Promise<{ gateway: Gateway; config: Config }> {
  const config = await readConfigFile(file);
  return { gateway: await startGateway(openSources(config.sources, log, cacheFolder()), log), config };
}

export function knownTrackers(): readonly AnyTracker[] {
  return trackers;
}
