import type { Json } from '../../../../src/contract/value.ts';
import { isObject, type JsonObject } from '../json.ts';

/**
 * A row of history as the server keeps it: nested objects become dotted keys, media stay whole. Of two that lead to one
 * key the plainer one has it, whatever order the SDK sends them in. What the hosted service does there is not known.
 */
export function flattenRow(row: JsonObject): JsonObject {
  const flat: { [key: string]: Json } = {};
  for (const [key, value] of plainerLast(row)) flatten(key, value, flat);
  return flat;
}

function flatten(key: string, value: Json, flat: { [key: string]: Json }): void {
  if (!isObject(value) || '_type' in value || Object.keys(value).length === 0) {
    flat[key] = value;
    return;
  }
  for (const [name, item] of plainerLast(value)) flatten(`${key}.${name}`, item, flat);
}

function plainerLast(object: JsonObject): readonly (readonly [string, Json])[] {
  const members = Object.entries(object);
  return members.some(([, value]) => isObject(value)) ? members.sort(([a], [b]) => a.length - b.length) : members;
}
