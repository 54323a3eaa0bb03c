import type { Json } from '../../../src/contract/value.ts';
import { compareTexts } from './compare-texts.ts';

/** Canonical JSON text: no spaces, keys by code point, integers exact, numbers that JSON lacks as quoted words. */
export function jsonText(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
  if (isArray(value)) return `[${value.map((item) => jsonText(item)).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => compareTexts(a, b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jsonText(member)}`).join(',')}}`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
