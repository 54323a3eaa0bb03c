import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { RungraphError } from '../../contract/error.ts';

const version = 3;
const wireCursor = z.object({ v: z.literal(version), b: z.string(), p: z.unknown(), t: z.number().optional() });

/**
 * A fingerprint of everything that decides what is in a list. A cursor is bound to it and means nothing in another
 * list.
 */
export function bindingOf(list: unknown): string {
  return createHash('sha256').update(canonicalJson(list)).digest('base64url').slice(0, 12);
}

/**
 * A position in a list as text: opaque to clients, printable, and complete. No server keeps anything of an open list.
 * @param settledAt Where the question speaks of the present: when that is, in epoch milliseconds.
 */
export function encodeCursor(binding: string, position: unknown, settledAt?: number): string {
  const t = settledAt === undefined ? {} : { t: settledAt };
  return Buffer.from(JSON.stringify({ v: version, b: binding, p: position, ...t })).toString('base64url');
}

/** The present that the question of a list speaks of, in epoch milliseconds: all pages have that of the first. */
export function settledAtOf(cursor: string | null | undefined): number | undefined {
  return cursor === null || cursor === undefined ? undefined : wireCursor.safeParse(readJson(cursor)).data?.t;
}

/** @throws INVALID_QUERY for what is no cursor of ours, or one of another list. */
export function decodeCursor<T>(cursor: string, binding: string, position: z.ZodType<T>): T {
  const parsed = wireCursor.safeParse(readJson(cursor));
  if (parsed.success && parsed.data.b !== binding) {
    refuse('this cursor belongs to another list; keep all other arguments as they were');
  }
  const found = position.safeParse(parsed.data?.p);
  if (found.success) return found.data;
  return refuse('this is not a cursor of this server; pass endCursor of an earlier page');
}

/** Undefined for text that is no JSON: clients may send anything. */
function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function refuse(why: string): never {
  throw new RungraphError('INVALID_QUERY', `after: ${why}.`);
}
