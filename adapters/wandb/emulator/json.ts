import type { Json } from '../../../src/contract/value.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';

export type JsonObject = { readonly [key: string]: Json };

export function isJson(value: unknown): value is Json {
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === 'object') return Object.values(value).every(isJson);
  return ['number', 'bigint', 'string', 'boolean'].includes(typeof value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that a text spells, with bare NaN and long integers; empty where it spells none. */
export function readObject(text: string | null | undefined): JsonObject {
  const value: unknown = text === null || text === undefined || text === '' ? {} : parseJson(text);
  return isJson(value) && isObject(value) ? value : {};
}

/** JSON proper cannot say NaN and the infinities: there they are text, as the backend sends them. */
export function toProperJson(value: Json): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toProperJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toProperJson(item)]));
}
