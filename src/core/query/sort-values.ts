import type { SortKey } from '../../contract/filter.ts';
import { isList, type Num, type Value } from '../../contract/value.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { asNumber, asText, compareNumbers, compareText } from '../rows/compare-values.ts';
import { readField } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';

/**
 * A value as a sort sees it: a number, a text, or a list by its JSON text. Null stands for missing and NaN. Numbers
 * come before text, and text before lists.
 */
export type SortValue = Num | string | { readonly list: string } | null;

/** Everything that decides where a row stands: the values of the keys asked, then start time, source and native id. */
export interface SortTuple {
  readonly values: readonly SortValue[];
  readonly startedAt: number | null;
  readonly source: string;
  readonly id: string;
}

export function tupleOf(row: Row, keys: readonly SortKey[]): SortTuple {
  return {
    values: keys.map((key) => sortValueOf(row, key)),
    startedAt: row.run.startedAt,
    source: row.source,
    id: row.run.nativeId,
  };
}

/** Text of a param may stand for a number. In every other field text is text. */
export function sortValueOf(row: Row, key: SortKey): SortValue {
  const { value, text } = readField(row, key.field);
  return typeof value === 'string' && key.field.kind !== 'param' ? value : sortableValue(value, text);
}

/** A value as a sort of params sees it. `stored` is its text, where a tracker keeps text. */
export function sortableValue(value: Value | undefined, stored: string | null): SortValue {
  if (value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value))) return null;
  const number = asNumber(value);
  if (number !== undefined) return number;
  return isList(value) ? { list: canonicalJson(value) } : (asText(value, stored) ?? null);
}

/** The total order of runs: negative where `a` comes first. Zero only for the same run of the same source. */
export function compareTuples(a: SortTuple, b: SortTuple, keys: readonly SortKey[]): number {
  for (let index = 0; index < keys.length; index += 1) {
    const order = compareSortValues(a.values[index] ?? null, b.values[index] ?? null, keys[index]?.descending ?? false);
    if (order !== 0) return order;
  }
  return (
    compareSortValues(a.startedAt, b.startedAt, true) || compareText(a.source, b.source) || compareText(a.id, b.id)
  );
}

/** Missing is last in both directions. Everything else is reversed by `descending`. */
export function compareSortValues(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = rankOf(a) - rankOf(b) || compareSameRank(a, b);
  return descending ? -order : order;
}

function rankOf(value: Exclude<SortValue, null>): number {
  if (typeof value === 'string') return 1;
  return typeof value === 'object' ? 2 : 0;
}

function compareSameRank(a: Exclude<SortValue, null>, b: Exclude<SortValue, null>): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'object' && typeof b === 'object') return compareText(a.list, b.list);
  if (typeof a === 'string' || typeof b === 'string' || typeof a === 'object' || typeof b === 'object') return 0;
  return compareNumbers(a, b);
}
