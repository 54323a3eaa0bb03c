import { trackers } from '../../adapters/registry.ts';
import { loadConfig, type Config } from '../config/load-config.ts';

/** Reads a config with the trackers of the registry and the process's environment. @throws ConfigError. */
export function readConfigFile(file: string): Promise<Config> {
  return loadConfig(file, { trackers, environment: process.env });
}
