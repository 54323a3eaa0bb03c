import { isRungraphError } from '../../contract/error.ts';
import type { Json } from '../../contract/value.ts';
import { parseWhere } from './parse-where.ts';
import { printWhere } from './print-where.ts';
import { suggestWhere, type KnownKeys, type Suggestion } from './suggest-where.ts';
import { toRunFilter } from './to-run-filter.ts';
import { WhereError } from './where-error.ts';

/** A text of the expression language, for somebody who is writing it. */
export interface ToldWhere {
  readonly valid: boolean;
  /** Printed canonically; null where it is not valid. */
  readonly text: string | null;
  /** In the shape of the public input `RunFilter`; null where it is not valid. */
  readonly filter: Json;
  readonly error: WhereTrouble | null;
  /** What may be written at its end. */
  readonly suggestions: readonly Suggestion[];
}

/** What is wrong, and where; line and column count from 1. */
export interface WhereTrouble {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** @param now Epoch milliseconds. */
export function tellWhere(text: string, now: number, keysOf: KnownKeys): ToldWhere {
  try {
    const { filter } = parseWhere(text, now);
    const suggestions = suggestWhere(text, keysOf);
    return { valid: true, text: printWhere(filter), filter: toRunFilter(filter), error: null, suggestions };
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    const place = error.position ?? { line: 1, column: 1, length: 0 };
    const message = error instanceof WhereError ? error.why : error.message;
    return { valid: false, text: null, filter: null, error: { message, ...place }, suggestions: suggest(text, keysOf) };
  }
}

/** None for a text that is too long to be looked at. */
function suggest(text: string, keysOf: KnownKeys): readonly Suggestion[] {
  try {
    return suggestWhere(text, keysOf);
  } catch (error) {
    if (isRungraphError(error)) return [];
    throw error;
  }
}
