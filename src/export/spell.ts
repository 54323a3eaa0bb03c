import { isList, type Value } from '../contract/value.ts';
import type { ColumnType } from './column.ts';

/**
 * A value as text: numbers in their shortest form, NaN and the infinities by their names, lists as JSON, times as RFC 3339
 * in UTC with milliseconds.
 */
export function spellValue(value: Value, type: ColumnType): string {
  if (type === 'DATETIME' && typeof value === 'number') return spellTime(value);
  if (value !== null && isList(value)) return listJson(value);
  return String(value);
}

export function spellTime(time: number): string {
  return new Date(time).toISOString();
}

/** A value as JSON: what JSON cannot hold is spelled as text, as everywhere. */
export function jsonOf(value: Value | undefined, type: ColumnType): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'number') {
    if (type === 'DATETIME') return `"${spellTime(value)}"`;
    if (!Number.isFinite(value)) return `"${String(value)}"`;
    return type === 'STRING' || type === 'NUMBER_TEXT' ? `"${String(value)}"` : JSON.stringify(value);
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (type === 'STRING') return JSON.stringify(spellValue(value, type));
  if (typeof value === 'bigint') return isSafe(value) && type !== 'NUMBER_TEXT' ? String(value) : `"${String(value)}"`;
  return isList(value) ? listJson(value) : String(value);
}

/** A list as JSON text. */
function listJson(list: readonly Value[]): string {
  return `[${list.map((item) => jsonOf(item, 'ANY')).join(',')}]`;
}

export function isSafe(value: bigint): boolean {
  return Number.isSafeInteger(Number(value));
}
