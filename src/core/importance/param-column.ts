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
  const keys = values.map((value, at) => (isNonFinite(numbers[at]) ? null : normalKey(value)));
  const n = keys.filter((key) => key !== null).length;
  const distinct = [...new Set(keys.filter((key) => key !== null))].sort(compareText);
  const unfit = (note: string): ParamColumn => ({ column: null, n, note });
  if (n < leastRuns) return unfit(`only ${n} runs have it, and ${leastRuns} are needed`);
  if (distinct.length < 2) return unfit('all runs have the same value');
  if (keys.every((key, at) => key === null || numbers[at] !== undefined)) {
    const column = Float64Array.from(numbers, (number, at) => (keys[at] === null ? Number.NaN : Number(number)));
    const whole = column.every((value) => Number.isNaN(value) || Number.isInteger(value));
    return { column: { kind: 'numeric', values: column, whole }, n, note: null };
  }
  if (distinct.length > mostCategories)
    return unfit(`it has ${distinct.length} different texts, and at most ${mostCategories} are judged`);
  const codes = new Map(distinct.map((key, code) => [key, code]));
  const column = Int32Array.from(keys, (key) => (key === null ? -1 : (codes.get(key) ?? -1)));
  return { column: { kind: 'categorical', codes: column, categories: distinct.length }, n, note: null };
}

function isNonFinite(number: number | bigint | undefined): boolean {
  return typeof number === 'number' && !Number.isFinite(number);
}
