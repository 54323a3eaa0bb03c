import { trackers } from '../../adapters/registry.ts';
import { readConfig } from '../../src/config/load-config.ts';
import type { ComparingSettings } from '../../src/core/compare/comparing-settings.ts';

/** What a config with these keys says of comparisons. */
export function comparingOf(keys: Readonly<Record<string, unknown>>): ComparingSettings {
  const config = { ...keys, sources: { s: { tracker: 'mlflow', url: 'http://127.0.0.1:1' } } };
  return readConfig(JSON.stringify(config), 'test.yaml', { trackers, environment: {} }).comparing;
}
