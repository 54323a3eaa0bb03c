import type { Json, Num, Value } from '../../src/contract/value.ts';
import { parseJson } from '../../src/kit/parse-json.ts';
import { isJsonObject, type JsonObject } from './flatten-config.ts';

/** A JSON text that holds an object; what holds none is none. Its NaN are bare and its long integers exact. */
export function readObject(text: string | null | undefined): JsonObject {
  if (text === null || text === undefined || text === '') return {};
  const value = parseJson(text);
  return isJsonObject(value) ? value : {};
}

/** Times without a zone are UTC. */
export function timeOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}

/** Text that is the name of a number that JSON cannot say is that number. */
export function toNum(value: Value | Json | undefined): Num | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}

export function isMedia(value: JsonObject): boolean {
  return typeof value['_type'] === 'string';
}
