import type { SortKey } from '../../contract/filter.ts';
import { readValue } from './read-value.ts';

/** A key to sort by, in the words of the language: `-` in front sorts the greatest first. @throws WhereError. */
export function readSort(text: string): SortKey {
  const descending = text.startsWith('-');
  return { field: readValue(descending ? text.slice(1) : text), descending };
}
