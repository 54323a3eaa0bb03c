import { z } from 'zod';
import { RungraphError } from '../../contract/error.ts';
import { compareText } from '../rows/compare-values.ts';
import { readCursorText } from '../rows/read-cursor-text.ts';

/** One page of a list that is at hand as a whole. */
export interface KeyedPage<T> {
  readonly items: readonly T[];
  /** The cursor behind an item of this page. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
}

const wireCursor = z.object({ v: z.literal(1), q: z.string(), k: z.array(z.string()) });

/**
 * Pages through a list sorted by keys of text. The cursor holds the last key, so that what comes and goes between pages
 * neither repeats nor hides anything else.
 */
export function pageByKey<T>(
  items: readonly T[],
  keyOf: (item: T) => readonly string[],
  { first, after, question }: { first: number; after: string | null; question: string },
): KeyedPage<T> {
  const keyed = items.map((item) => ({ item, key: keyOf(item) })).sort((a, b) => compareKeys(a.key, b.key));
  const last = after === null ? undefined : decode(after, question);
  const rest = last === undefined ? keyed : keyed.filter(({ key }) => compareKeys(key, last) > 0);
  const page = rest.slice(0, first);
  return {
    items: page.map(({ item }) => item),
    cursors: page.map(({ key }) => encode(key, question)),
    hasNextPage: rest.length > page.length,
  };
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const order = compareText(a[index] ?? '', b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function encode(key: readonly string[], question: string): string {
  return Buffer.from(JSON.stringify({ v: 1, q: question, k: key })).toString('base64url');
}

function decode(cursor: string, question: string): readonly string[] {
  const parsed = wireCursor.safeParse(readCursorText(cursor));
  if (parsed.success && parsed.data.q === question) return parsed.data.k;
  const why = parsed.success ? 'this cursor belongs to another question' : 'this is not a cursor of this server';
  throw new RungraphError('INVALID_QUERY', `after: ${why}; pass endCursor of an earlier page of the same list.`);
}
