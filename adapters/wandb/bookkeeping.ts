import { z } from 'zod';
import type { Json } from '../../src/contract/value.ts';

/** The key of a config under which a copy says what it was copied from: no param. */
export const copyKey = 'rungraph';

/** What a copy says of itself. Times are epoch milliseconds of the source, since the server sets its own. */
const copyNote = z.object({
  from: z.string(),
  origin: z.string(),
  startedAt: z.number().nullish(),
  endedAt: z.number().nullish(),
  digest: z.string().nullish(),
});
export type CopyNote = z.infer<typeof copyNote>;

/** Undefined where it is not one: a user may have a param of this name. */
export function readCopyNote(value: Json | undefined): CopyNote | undefined {
  return copyNote.safeParse(value).data;
}

/** A note as a config holds it: JSON knows no undefined. */
export function jsonOfNote(note: CopyNote): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(note).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
