import { trackers } from '../../adapters/registry.ts';
import { loadConfig, type Config, type SourceConfig } from '../config/load-config.ts';
import type { AnyTracker, Log, Runtime } from '../contract/tracker.ts';
import { openDownloadLinks } from '../core/artifacts/download-links.ts';
import { openSource, type Source } from '../core/sources/source.ts';
import type { Sources } from '../core/sources/sources.ts';
import { startGateway, type Gateway } from '../graphql/gateway.ts';
import { openHttpClient } from '../kit/http-client.ts';

/** Reads a config with the trackers of the registry and the process's environment. @throws ConfigError. */
export function readConfigFile(file: string): Promise<Config> {
  return loadConfig(file, { trackers, environment: process.env });
}

/** Opens every source of a config. Nothing is asked of any of them yet. */
export function openSources(configs: readonly SourceConfig[], log: Log): Sources {
  return new Map(configs.map((config) => [config.id, toSource(config, log)]));
}

function toSource({ id, tracker, opened, deadlineMs, concurrency }: SourceConfig, log: Log): Source {
  const openHttp: Runtime['openHttp'] = (settings) => openHttpClient(settings, concurrency);
  const adapter = opened.create({ openHttp, now: Date.now, log });
  const { kind, capabilities } = tracker;
  return openSource({ id, tracker: kind, url: opened.address, deadlineMs, capabilities, adapter }, log);
}

/** A gateway over a config file. @throws ConfigError. */
export async function openGateway(file: string, log: Log): Promise<{ gateway: Gateway; config: Config }> {
  const config = await readConfigFile(file);
  const { signingKey, publicUrl } = config.server;
  const links = openDownloadLinks({ signingKey, publicUrl });
  return { gateway: await startGateway(openSources(config.sources, log), log, { links }), config };
}

export function knownTrackers(): readonly AnyTracker[] {
  return trackers;
}
