import { randomUUID } from 'node:crypto';
import type { Json } from '../contract/value.ts';

/**
 * JSON as trackers write it: the bare tokens NaN, Infinity and -Infinity are numbers, and integers beyond 2^53 become
 * bigints instead of losing digits. Everything else is JSON.parse, and costs no more than it.
 * @throws SyntaxError like JSON.parse.
 */
export function parseJson(text: string): Json {
  if (!mayHoldSpecials(text)) return plainJson(text);
  let found = false;
  const marked = text.replace(token, (match) => {
    if (!isSpecial(match)) return match;
    found = true;
    return `"${mark}${match}"`;
  });
  return found ? plainJson(marked, restore) : plainJson(text);
}

/** Cannot be guessed by whoever wrote the text, so that no string of theirs is taken for a number. */
const mark = `rungraph-${randomUUID()}:`;
const token = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)\b|-?\d[\d.eE+-]*/gs;
const longInteger = /(?:^|[^\d.])\d{16,}/;

function plainJson(text: string, reviver?: (key: string, value: unknown) => unknown): Json {
  const parsed: Json = JSON.parse(text, reviver);
  return parsed;
}

function mayHoldSpecials(text: string): boolean {
  return text.includes('NaN') || text.includes('Infinity') || longInteger.test(text);
}

function isSpecial(match: string): boolean {
  if (match.startsWith('"')) return false;
  if (match.endsWith('N') || match.endsWith('y')) return true;
  return match.length >= 16 && /^-?\d+$/.test(match) && !Number.isSafeInteger(Number(match));
}

function restore(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith(mark)) return value;
  const literal = value.slice(mark.length);
  return /\d/.test(literal) ? BigInt(literal) : Number(literal);
}
