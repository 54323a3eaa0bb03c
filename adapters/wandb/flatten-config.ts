import type { Json, Value } from '../../src/contract/value.ts';

export type JsonObject = { readonly [key: string]: Json };

export interface Flat {
  readonly values: readonly (readonly [key: string, value: Value])[];
  /** What has no value: objects without anything in them, and what lies under a key that was there already. */
  readonly others: JsonObject;
}

/**
 * Nested objects under keys joined with dots. A list is one value, unless there is an object in it: then its places are
 * keys. What `stops` holds for is left whole, among the others.
 */
export function flatten(object: JsonObject, stops: (value: JsonObject) => boolean = () => false): Flat {
  const values = new Map<string, Value>();
  const others: [string, Json][] = [];

  function visit(key: string, value: Json): void {
    const plain = valueOf(value);
    if (plain !== undefined && !values.has(key)) values.set(key, plain);
    else if (plain !== undefined) others.push([key, value]);
    else if (isList(value)) value.forEach((item, index) => visit(`${key}.${index}`, item));
    else if (isJsonObject(value) && Object.keys(value).length > 0 && !stops(value)) visitAll(`${key}.`, value);
    else others.push([key, value]);
  }

  function visitAll(prefix: string, inner: JsonObject): void {
    for (const [key, value] of Object.entries(inner)) visit(prefix + key, value);
  }

  visitAll('', object);
  return { values: [...values], others: Object.fromEntries(others) };
}

/** A scalar, or a list of nothing but scalars and such lists. */
function valueOf(value: Json): Value | undefined {
  if (value === null || typeof value !== 'object') return value;
  if (!isList(value)) return undefined;
  const items = value.map(valueOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether what a JSON text held is an object. Its members are JSON, since they come from there. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
