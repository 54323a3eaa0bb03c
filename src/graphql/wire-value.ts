import type { Num, Value } from '../contract/value.ts';
import { mostDepth } from '../core/rows/too-deep.ts';
import { untold } from './untold.ts';

/** A number for JSON: what JSON cannot hold without loss is spelled as text. */
export function wireNumber(value: Num): number | string {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** A value for JSON; a missing one is null. @throws like wireJson. */
export function wireValue(value: Value | undefined): unknown {
  return wireJson(value);
}

/** Any JSON of a tracker, with its numbers spelled as everywhere. @throws an untold error where it is nested too deep. */
export function wireJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return wireNumber(value);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (depth === mostDepth) throw untold(`What the tracker told here is nested deeper than ${mostDepth} levels.`);
  if (Array.isArray(value)) return value.map((item) => wireJson(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wireJson(item, depth + 1)]));
}
