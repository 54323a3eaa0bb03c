import { parseInstant } from '../../contract/rfc3339.ts';
import { isList, type Value } from '../../contract/value.ts';
import { asBoolean, asNumber } from '../rows/compare-values.ts';

/**
 * The one rule by which values of runs are the same: wholly decimal text and numbers by exact number, NaN being one with
 * NaN; text true and false in any case and booleans as booleans; instants as instants; lists element by element; other
 * text by code point. Null, a plain label and absence are missing.
 * @returns A text that equal values share and others do not; null for a missing value.
 */
export function normalKey(value: Value | undefined): string | null {
  return value === undefined || value === null ? null : keyOf(value);
}

function keyOf(value: Exclude<Value, null>): string {
  if (isList(value)) return `l${JSON.stringify(value.map((item) => (item === null ? null : keyOf(item))))}`;
  const number = asNumber(value);
  if (number !== undefined) return `n${numberKey(number)}`;
  const boolean = asBoolean(value);
  if (boolean !== undefined) return `b${boolean}`;
  const text = String(value);
  const instant = parseInstant(text);
  return instant === undefined ? `s${text}` : `t${instant}`;
}

/** Integers by all their digits, whatever their type: a double beyond 2^53 is one of them. */
function numberKey(number: number | bigint): string {
  if (typeof number === 'bigint') return String(number);
  // What a double holds exactly is written with all its digits anyway.
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? String(BigInt(number)) : String(number);
}

/** The value that stands for all that are the same: a number, a boolean, a time as text, a list of those, or the text. */
export function normalValue(value: Value): Value {
  if (value === null) return null;
  if (isList(value)) return value.map(normalValue);
  const number = asNumber(value);
  if (number !== undefined) {
    // An integer that a double holds exactly is that double, and -0 is 0.
    const double = Number(number) + 0;
    return typeof number === 'bigint' && BigInt(double) !== number ? number : double;
  }
  const boolean = asBoolean(value);
  if (boolean !== undefined) return boolean;
  const instant = parseInstant(String(value));
  return instant === undefined ? value : new Date(instant).toISOString();
}

/** How values of a row differ. */
export interface Spread {
  /** Two are unequal, or some runs have one and some have none. */
  readonly differs: boolean;
  /** How many different ones there are. */
  readonly distinct: number;
  readonly missing: number;
}

/** @param keys What tells values apart, null for a missing one: see `normalKey`. */
export function spreadOf(keys: readonly (string | null)[]): Spread {
  const present = keys.filter((key) => key !== null);
  const distinct = new Set(present).size;
  const missing = keys.length - present.length;
  return { differs: distinct > 1 || (distinct === 1 && missing > 0), distinct, missing };
}
