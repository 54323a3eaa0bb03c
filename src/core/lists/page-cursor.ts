import { z } from 'zod';
import { RungraphError } from '../../contract/error.ts';
import { readCursorText } from '../rows/read-cursor-text.ts';

/** Where a source's part of a list goes on: a page of its own, and how many items of that page were given out. */
export interface PagePosition {
  readonly token: string | null;
  readonly skip: number;
}

/** By source id; null where the source is at its end. A source that is not in here starts at its beginning. */
export type PagePositions = ReadonlyMap<string, PagePosition | null>;

const wirePosition = z.tuple([z.string().nullable(), z.number().int().min(0)]);
const wireCursor = z.object({
  v: z.literal(1),
  q: z.string(),
  p: z.record(z.string(), z.union([wirePosition, z.literal(0)])),
});

export function encodePageCursor(question: string, positions: PagePositions): string {
  const p = Object.fromEntries(
    [...positions].map(([source, at]) => [source, at === null ? 0 : [at.token, at.skip]] as const),
  );
  return Buffer.from(JSON.stringify({ v: 1, q: question, p })).toString('base64url');
}

/** @throws INVALID_QUERY for what is no cursor of ours, or one of another question. */
export function decodePageCursor(cursor: string, question: string): PagePositions {
  const parsed = wireCursor.safeParse(readCursorText(cursor));
  if (parsed.success && parsed.data.q === question) {
    return new Map(
      Object.entries(parsed.data.p).map(([source, at]) => [source, at === 0 ? null : { token: at[0], skip: at[1] }]),
    );
  }
  const why = parsed.success ? 'this cursor belongs to another question' : 'this is not a cursor of this server';
  throw new RungraphError('INVALID_QUERY', `after: ${why}; pass endCursor of an earlier page of the same list.`);
}
