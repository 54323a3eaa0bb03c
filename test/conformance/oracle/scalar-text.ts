import type { Value } from '../../../src/contract/value.ts';
import { isList } from '../../../src/contract/value.ts';

/** A value that may be told by the text that its tracker stored for it. */
export interface StoredValue {
  readonly value: Value;
  readonly text: string | null;
}

/**
 * The text of a scalar: as stored where the tracker keeps text; a number in ECMAScript's shortest form; `true` or
 * `false`. A list has none, and neither has null.
 */
export function scalarText({ value, text }: StoredValue): string | null {
  if (value === null || isList(value)) return null;
  return text ?? String(value);
}
