import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { trackers } from '../../adapters/registry.ts';
import { configSchema, sourceSchema, type JsonSchema } from '../../src/config/json-schema.ts';
import { renderConfigPage } from '../../tools/config-page.ts';

// docs/configuration.md has every key of the config, with its default.

const place = new URL('../../docs/configuration.md', import.meta.url);
const page = readFileSync(place, 'utf8');

test('the page is what the schema makes it', async () => {
  const options = await resolveConfig(place);
  expect(page).toBe(await format(renderConfigPage(trackers), { ...options, parser: 'markdown' }));
});

function keysOf({ properties = {}, oneOf = [] }: JsonSchema, path: readonly string[] = []): readonly string[] {
  const own = Object.entries(properties).flatMap(([key, member]) => {
    const at = [...path, key];
    return [at.join('.'), ...keysOf(member, at)];
  });
  return [...own, ...oneOf.flatMap((branch) => keysOf(branch, path))];
}

test('every key is on it', () => {
  const { properties = {} } = configSchema(trackers);
  const { server = {}, auth = {}, limits = {}, exports = {}, cache = {}, sources = {} } = properties;
  expect(sources['additionalProperties']).toEqual({ oneOf: trackers.map(sourceSchema) });
  const ofSources = trackers.flatMap((tracker) => keysOf(sourceSchema(tracker)));
  const keys = [
    ...keysOf(server),
    ...keysOf(auth),
    ...keysOf(limits),
    ...keysOf(exports),
    ...keysOf(cache),
    ...ofSources,
  ].filter((key) => key !== 'tracker');
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => !page.includes(`| \`${key}\``))).toEqual([]);
});
