import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { trackers } from '../../adapters/registry.ts';
import { configSchema, type JsonSchema } from '../../src/config/json-schema.ts';
import { cacheSettings, commonSettings, serverSettings } from '../../src/config/settings.ts';

// Editors show what a key is when it is left out, and so does the page of all keys.

/** Every value of a settings object that a config may leave out, by its path. */
function leaves(value: unknown, path: readonly string[] = []): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path.join('.'), value]];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}

function defaultsIn(schema: JsonSchema, path: readonly string[] = []): readonly (readonly [string, unknown])[] {
  const own = 'default' in schema ? leaves(schema['default'], path) : [];
  const members = Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    return defaultsIn(member, [...path, key]);
  });
  return [...own, ...members];
}

const sorted = (list: readonly (readonly [string, unknown])[]) => Object.fromEntries(list);
const { properties = {} } = configSchema(trackers);
const common = z.object(commonSettings.shape);

test.each<[string, JsonSchema | undefined, unknown]>([
  ['server', properties['server'], serverSettings.parse({})],
  ['cache', properties['cache'], cacheSettings.parse({})],
])('every default of %s is in its schema', (_name, schema, parsed) => {
  expect(sorted(defaultsIn(schema ?? {}))).toEqual(sorted(leaves(parsed)));
});

test('every default of a source is in the schema of its tracker', () => {
  const { tracker: _kind, ...parsed } = common.parse({ tracker: 'any' });
  const kinds = properties['sources']?.['additionalProperties'];
  const schemas = typeof kinds === 'object' && kinds !== null && 'oneOf' in kinds ? kinds.oneOf : [];
  expect(schemas).toHaveLength(trackers.length);
  for (const schema of Array.isArray(schemas) ? schemas : []) {
    expect(sorted(defaultsIn(schema))).toMatchObject(sorted(leaves(parsed)));
  }
});

test('the schema that is packed says the same', () => {
  const file: unknown = JSON.parse(readFileSync(new URL('../../rungraph.schema.json', import.meta.url), 'utf8'));
  expect(file).toEqual(JSON.parse(JSON.stringify(configSchema(trackers))));
});
