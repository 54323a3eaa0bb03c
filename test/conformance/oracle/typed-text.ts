import type { Value } from '../../../src/contract/value.ts';
import { isList } from '../../../src/contract/value.ts';
import { decimalNumber } from './decimal.ts';
import { jsonText } from './json-text.ts';
import type { StoredValue } from './scalar-text.ts';

/**
 * What a tracker that keeps only text shows of a param: a decimal literal is a number, true and false in any case are
 * booleans, anything else is text. A value that is no text yet is stored by its plain text, a list and null by their
 * JSON text; a tracker that spells values in another way turns them into text before they get here.
 */
export function typedByText(value: Value): StoredValue {
  const text = storedText(value);
  return { value: valueOfText(text), text };
}

function storedText(value: Value): string {
  return value === null || isList(value) ? jsonText(value) : String(value);
}

function valueOfText(text: string): Value {
  return decimalNumber(text) ?? booleanOfText(text) ?? text;
}

/** The boolean that a text spells in any case; null for any other text. */
export function booleanOfText(text: string): boolean | null {
  if (/^true$/i.test(text)) return true;
  return /^false$/i.test(text) ? false : null;
}
