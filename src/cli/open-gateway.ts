import { assembleGateway } from '../assemble/assemble-gateway.ts';
import type { Config } from '../config/load-config.ts';
import type { Log } from '../contract/tracker.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { cacheFolder } from './cache-folder.ts';
import { readConfigFile } from './read-config.ts';

/** A gateway over a config file. @throws ConfigError. */
export async function openGateway(file: string, log: Log): Promise<{ gateway: Gateway; config: Config }> {
  const config = await readConfigFile(file);
  return { gateway: await assembleGateway(config, { log, folder: cacheFolder(), ofProcess: true }), config };
}
