import { isJsonList, type Json, type Value } from '../../src/contract/value.ts';
import { flattenKeys } from '../../src/kit/flatten-keys.ts';

export type JsonObject = { readonly [key: string]: Json };

export interface Flat {
  readonly values: readonly (readonly [key: string, value: Value])[];
  /** What has no value: objects without anything in them, and what lies under a key that was there already. */
  readonly others: JsonObject;
}

/** Nested objects under keys joined with dots. What `stops` holds for is left whole, among the others. */
export function flatten(object: JsonObject, stops: (value: JsonObject, key: string) => boolean = () => false): Flat {
  const { values, others } = flattenKeys<Json>(Object.entries(object), {
    scalar: (item) => (item === null || typeof item !== 'object' ? item : undefined),
    list: (item) => (isJsonList(item) ? item : undefined),
    members: (item, key) => (isJsonObject(item) && !stops(item, key) ? Object.entries(item) : undefined),
  });
  return { values, others: Object.fromEntries(others) };
}

/** Whether what a JSON text held is an object. Its members are JSON, since they come from there. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
