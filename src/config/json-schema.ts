import { z } from 'zod';
import type { AnyTracker } from '../contract/tracker.ts';
import { exportSettings } from './export-settings.ts';
import { limitSettings } from './limit-settings.ts';
import { authSettings } from './auth-settings.ts';
import { computeSettings, conventionsSettings, directionsSettings, keysSettings } from './comparing-settings.ts';
import { cacheSettings, commonSettings, serverSettings, sourceId } from './settings.ts';

/** A JSON Schema as far as it is looked into here. */
export interface JsonSchema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly required?: readonly string[];
  readonly [member: string]: unknown;
}

/** The keys of a source of one tracker: its own and those that every source has. */
export function sourceSchema(tracker: AnyTracker): JsonSchema {
  const own = toSchema(tracker.settings);
  const common = toSchema(commonSettings);
  return {
    type: 'object',
    title: tracker.title,
    properties: { ...common.properties, tracker: { const: tracker.kind }, ...own.properties },
    required: ['tracker', ...(own.required ?? [])],
    additionalProperties: false,
  };
}

/** The whole config file, for editors. */
export function configSchema(trackers: readonly AnyTracker[]): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Rungraph configuration',
    type: 'object',
    properties: {
      server: toSchema(serverSettings),
      auth: toSchema(authSettings),
      limits: toSchema(limitSettings),
      exports: toSchema(exportSettings),
      cache: toSchema(cacheSettings),
      keys: toSchema(keysSettings),
      directions: toSchema(directionsSettings),
      compute: toSchema(computeSettings),
      conventions: toSchema(conventionsSettings),
      sources: {
        type: 'object',
        description: 'The trackers to read, by an id of your choice.',
        propertyNames: toSchema(sourceId),
        additionalProperties: { oneOf: trackers.map(sourceSchema) },
      },
    },
    required: ['sources'],
    additionalProperties: false,
  };
}

function toSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest }: Record<string, unknown> = {
    ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: keepDefault }),
  };
  return rest;
}

/** zod leaves out the default of what it transforms on the way in, such as a number that may be written as text. */
function keepDefault({
  zodSchema,
  jsonSchema,
}: {
  readonly zodSchema: z.core.$ZodType;
  readonly jsonSchema: object;
}): void {
  const { def } = zodSchema._zod;
  if ('defaultValue' in def) Object.assign(jsonSchema, { default: def.defaultValue });
}
