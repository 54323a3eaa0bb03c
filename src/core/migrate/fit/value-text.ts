import type { Value } from '../../../contract/value.ts';
import { isList } from '../../../contract/value.ts';
import { canonicalJson } from '../../../contract/canonical-json.ts';

/** A value as text, by trackers that keep nothing else: numbers in ECMAScript's shortest form, lists as JSON. */
export function textOfValue(value: Value): string {
  if (typeof value === 'string') return value;
  if (isList(value)) return canonicalJson(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Whether a text is read as something else by trackers whose params are typed by their text. */
export function readsAsOther(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) || /^(true|false)$/i.test(text);
}

/** The first so many code points of a text. */
export function cut(text: string, most: number | null): string {
  if (most === null || text.length <= most) return text;
  return Array.from(text).slice(0, most).join('');
}
