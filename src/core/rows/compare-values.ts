import type { Num, Value } from '../../contract/value.ts';
import { isList } from '../../contract/value.ts';
import { parseDecimal } from '../../contract/decimal.ts';

/** Text by code point. UTF-16 order, which `<` gives, puts characters beyond U+FFFF before U+E000..U+FFFF. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rankOfUnit(left) - rankOfUnit(right);
  }
  return a.length - b.length;
}

/** Moves the surrogates, which only stand for characters beyond U+FFFF, above all other units. */
function rankOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Numbers as numbers; JavaScript compares integers with each other and with doubles exactly. NaN is nobody's equal. */
export function compareNumbers(a: Num, b: Num): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a value is when a number is asked for: a number, or text that is wholly a decimal literal. Else undefined. */
export function asNumber(value: Value): Num | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'string' ? parseDecimal(value) : undefined;
}

/** What a value is when text is asked for: its text as stored, or the shortest form of a number. Lists have none. */
export function asText(value: Value, stored: string | null): string | undefined {
  if (stored !== null) return stored;
  return value === null || isList(value) ? undefined : String(value);
}

/** What a value is when a boolean is asked for: a boolean, or true / false in any case. Else undefined. */
export function asBoolean(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value.length > 5) return undefined;
  const lower = value.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** Deep equality: numbers by value whatever their type, everything else by type and value. */
export function equalValues(a: Value, b: Value): boolean {
  if (typeof a === 'number' || typeof a === 'bigint') {
    return (typeof b === 'number' || typeof b === 'bigint') && a == b;
  }
  if (a !== null && isList(a)) {
    return b !== null && isList(b) && a.length === b.length && a.every((item, at) => equalValues(item, b[at] ?? null));
  }
  return a === b;
}
