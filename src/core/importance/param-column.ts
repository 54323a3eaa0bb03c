import type { Value } from '../../contract/value.ts';
import { normalKey } from '../compare/normal-form.ts';
import { asNumber, compareText } from '../rows/compare-values.ts';
import type { Column } from '../stats/columns.ts';

/** A param as statistics see it, or why it cannot be judged. */
export type ParamColumn =
  | { readonly column: Column; readonly n: number; readonly note: null }
  | { readonly column: null; readonly n: number; readonly note: string };

const mostCategories = 100;
const leastRuns = 10;

/**
 * Numbers where every value is one, else categories by normal form, in an order that does not depend on the runs'. Numbers
 * that are not finite are as if they were missing.
 */
export function paramColumn(values: readonly (Value | undefined)[]): ParamColumn {
  const numbers = values.map((value) => (value === undefined || value === null ? undefined : asNumber(value)));
  const allNumbers = values.every((value, at) => value === undefined || value === null || numbers[at] !== undefined);
  return allNumbers ? numericColumn(numbers) : categoricalColumn(values, numbers);
}

function numericColumn(numbers: readonly (number | bigint | undefined)[]): ParamColumn {
  const present = numbers.filter((number) => number !== undefined && !isNonFinite(number));
  const [first] = present;
  const why = unfit(present.length, present.some((number) => number != first) ? 2 : 1);
  if (why !== null) return why;
  const column = Float64Array.from(numbers, (number) => {
    return number === undefined || isNonFinite(number) ? Number.NaN : Number(number);
  });
  const whole = column.every((value) => Number.isNaN(value) || Number.isInteger(value));
  return { column: { kind: 'numeric', values: column, whole }, n: present.length, note: null };
}

function categoricalColumn(
  values: readonly (Value | undefined)[],
  numbers: readonly (number | bigint | undefined)[],
): ParamColumn {
  const keys = values.map((value, at) => (isNonFinite(numbers[at]) ? null : normalKey(value)));
  const n = keys.filter((key) => key !== null).length;
  const distinct = [...new Set(keys.filter((key) => key !== null))].sort(compareText);
  const why = unfit(n, distinct.length);
  if (why !== null) return why;
  if (distinct.length > mostCategories) {
    const note = `it has ${distinct.length} different texts, and at most ${mostCategories} are judged`;
    return { column: null, n, note };
  }
  const codes = new Map(distinct.map((key, code) => [key, code]));
  const column = Int32Array.from(keys, (key) => (key === null ? -1 : (codes.get(key) ?? -1)));
  return { column: { kind: 'categorical', codes: column, categories: distinct.length }, n, note: null };
}

/** Why a param cannot be judged that so many runs have, with so many different values; null where it can. */
function unfit(n: number, distinct: number): ParamColumn | null {
  const note = (text: string): ParamColumn => ({ column: null, n, note: text });
  if (n < leastRuns) return note(`only ${n} runs have it, and ${leastRuns} are needed`);
  return distinct < 2 ? note('all runs have the same value') : null;
}

function isNonFinite(number: number | bigint | undefined): boolean {
  return typeof number === 'number' && !Number.isFinite(number);
}
