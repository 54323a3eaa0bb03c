import { trackers } from '../../adapters/registry.ts';
import { assembleGateway } from '../assemble/assemble-gateway.ts';
import { loadConfig, type Config } from '../config/load-config.ts';
import type { Log } from '../contract/tracker.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { cacheFolder } from './cache-folder.ts';

/** Reads a config with the trackers of the registry and the process's environment. @throws ConfigError. */
export function readConfigFile(file: string): Promise<Config> {
  return loadConfig(file, { trackers, environment: process.env });
}

/** A gateway over a config file. @throws ConfigError. */
export async function openGateway(file: string, log: Log): Promise<{ gateway: Gateway; config: Config }> {
  const config = await readConfigFile(file);
  return { gateway: await assembleGateway(config, { log, folder: cacheFolder(), ofProcess: true }), config };
}
