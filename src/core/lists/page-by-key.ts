import { z } from 'zod';
import { compareText } from '../rows/compare-values.ts';
import type { SourceReport } from '../sources/report.ts';
import { decodeCursor } from './cursor.ts';
import { toListPage, type ListPage, type PageArguments } from './list-page.ts';

/** A list whose items are all here. */
export interface KeyedList<T> {
  readonly items: readonly T[];
  /** The list is in the order of these keys, by code point. No two items have the same. */
  readonly keyOf: (item: T) => readonly string[];
  readonly binding: string;
  readonly reports: readonly SourceReport[];
}

const keyPosition = z.array(z.string());

/**
 * One page of a list whose items are all here. The cursor holds the last key. Items that come or go between two pages
 * therefore neither repeat nor hide any other item.
 */
export function pageByKey<T>(list: KeyedList<T>, { first, after }: PageArguments): ListPage<T> {
  const { items, keyOf, binding, reports } = list;
  const keyed = items.map((item) => ({ item, key: keyOf(item) })).sort((a, b) => compareKeys(a.key, b.key));
  const last = after === null ? undefined : decodeCursor(after, binding, keyPosition);
  const rest = last === undefined ? keyed : keyed.filter(({ key }) => compareKeys(key, last) > 0);
  const page = rest.slice(0, first);
  return toListPage({
    items: page.map(({ item }) => item),
    behind: () => page.map(({ key }) => key),
    hasNextPage: rest.length > page.length,
    totalCount: reports.every(({ state }) => state === 'OK') ? items.length : null,
    binding,
    after,
    reports,
  });
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const order = compareText(a[index] ?? '', b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
