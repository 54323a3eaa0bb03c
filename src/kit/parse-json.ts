import { randomUUID } from 'node:crypto';

/**
 * JSON as trackers write it: the bare tokens NaN, Infinity and -Infinity are numbers, and integers beyond 2^53 become
 * bigints instead of losing digits. Everything else is JSON.parse, and costs no more than it.
 * @throws SyntaxError like JSON.parse.
 */
export function parseJson(text: string): unknown {
  if (!mayHoldSpecials(text)) return JSON.parse(text);
  const marked = text.replace(token, (match) => (isSpecial(match) ? `"${mark}${match}"` : match));
  return marked === text ? JSON.parse(text) : JSON.parse(marked, restore);
}

/** Cannot be guessed by whoever wrote the text, so that no string of theirs is taken for a number. */
const mark = `rungraph-${randomUUID()}:`;
const token = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)\b|-?\d[\d.eE+-]*/gs;
const longInteger = /(?:^|[^\d.])\d{16,}/;

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
