import type { Num, Value } from '../contract/value.ts';

/** A number for JSON: what JSON cannot hold without loss is spelled as text. */
export function wireNumber(value: Num): number | string {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** A value for JSON; a missing one is null. */
export function wireValue(value: Value | undefined): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return wireNumber(value);
  if (value === undefined) return null;
  return Array.isArray(value) ? value.map(wireValue) : value;
}

/** Any JSON of a tracker, with its numbers spelled as everywhere. */
export function wireJson(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return wireNumber(value);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(wireJson);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wireJson(item)]));
}
