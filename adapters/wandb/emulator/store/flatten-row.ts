import type { Json } from '../../../../src/contract/value.ts';
import { isObject, type JsonObject } from '../json.ts';

/** A row of history as the server keeps it: nested objects become dotted keys, media stay whole. */
export function flattenRow(row: JsonObject): JsonObject {
  const flat: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(row)) flatten(key, value, flat);
  return flat;
}

function flatten(key: string, value: Json, flat: { [key: string]: Json }): void {
  if (!isObject(value) || '_type' in value || Object.keys(value).length === 0) {
    flat[key] = value;
    return;
  }
  for (const [name, item] of Object.entries(value)) flatten(`${key}.${name}`, item, flat);
}
