import { resolve } from 'node:path';
import type { JsonSchema } from './json-schema.ts';

/** Makes file names absolute: those under keys that their schema marks as files, relative to the config's folder. */
export function resolveFiles(data: unknown, schema: JsonSchema, folder: string): unknown {
  if (schema['file'] === true) {
    if (typeof data === 'string') return resolve(folder, data);
    return Array.isArray(data) ? data.map((item: unknown) => resolveFiles(item, schema, folder)) : data;
  }
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches !== undefined) return branches.reduce((known, branch) => resolveFiles(known, branch, folder), data);
  if (schema.properties === undefined || typeof data !== 'object' || data === null) return data;
  const { properties } = schema;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const member = properties[key];
      return [key, member === undefined ? value : resolveFiles(value, member, folder)];
    }),
  );
}
