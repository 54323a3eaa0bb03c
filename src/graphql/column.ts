import { isDoubles } from '../contract/series.ts';
import type { Value } from '../contract/value.ts';
import { wireValue } from './wire-value.ts';

/** The values of a column before they are spelled for the wire; undefined where one is missing. */
export type ColumnValues = readonly (Value | undefined)[] | Float64Array;

/** A column as JSON: most hold nothing but ordinary numbers and text, and are sent as they are. */
export function wireColumn(column: ColumnValues): readonly unknown[] {
  // V8 writes an array that grew as JSON a quarter faster than one that was made at its length and so may have holes.
  // Long columns of doubles are different: for them, growing costs more than that.
  const plain: unknown[] = isDoubles(column) ? new Array<unknown>(column.length) : [];
  for (let index = 0; index < column.length; index += 1) {
    const value = column[index];
    plain[index] = typeof value === 'string' || Number.isFinite(value) ? value : wireValue(value);
  }
  return plain;
}
