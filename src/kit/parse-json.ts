import { randomUUID } from 'node:crypto';

/**
 * JSON as trackers write it: the bare tokens NaN, Infinity and -Infinity are numbers, and integers beyond 2^53 become
 * bigints instead of losing digits. Everything else is JSON.parse, and costs no more than it.
 * @throws SyntaxError like JSON.parse.
 */
export function parseJson(text: string): unknown {
  if (!mayHoldLongIntegers(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (!mayHoldBareWords(text)) throw error;
    }
  }
  const marked = text.replace(token, (match) => (isSpecial(match) ? `"${mark}${match}"` : match));
  return marked === text ? JSON.parse(text) : JSON.parse(marked, restore);
}

/** Cannot be guessed by the writer of the text, so that no string of theirs is taken for a number. */
const mark = `rungraph-${randomUUID()}:`;
const token = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)\b|-?\d[\d.eE+-]*/gs;
const bareWord = /[[:,]\s*-?(?:NaN|Infinity)/;
const longInteger = /[[:,]\s*-?\d{16}/;
/** By itself: as an alternative of the other it would double the time of every large answer. */
const longIntegerFirst = /^\s*-?\d{16}/;

/** JSON.parse stumbles over these, so that only text that it refuses is looked through for them. */
function mayHoldBareWords(text: string): boolean {
  return bareWord.test(text) || /^\s*-?[NI]/.test(text);
}

/** The cheap test first: most answers hold none, and text that looks like it only costs a closer look. */
function mayHoldLongIntegers(text: string): boolean {
  return hasManyDigits(text) && (longInteger.test(text) || longIntegerFirst.test(text));
}

const many = 16;

/** As many digits in a row as an integer beyond 2^53 has. Looks at one character in `many` where there are no digits. */
function hasManyDigits(text: string): boolean {
  for (let end = many - 1; end < text.length;) {
    let at = end;
    while (at > end - many && isDigit(text.charCodeAt(at))) at -= 1;
    if (at === end - many) return true;
    end = at + many;
  }
  return false;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
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
