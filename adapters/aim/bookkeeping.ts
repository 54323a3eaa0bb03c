import { z } from 'zod';
import { isTreeObject, type Tree } from './encoding/tree.ts';

/** The key of the params under which a copy says what it was copied from: no param. */
export const copyKey = 'rungraph';

/** What a copy says of itself. The digest is null until it is complete. */
const copyNote = z.object({ from: z.string(), origin: z.string(), digest: z.string().nullish() });
export type CopyNote = z.infer<typeof copyNote>;

/** Undefined where it is not one: a user may have a param of this name. */
export function readCopyNote(tree: Tree | undefined): CopyNote | undefined {
  return isTreeObject(tree) ? copyNote.safeParse(tree).data : undefined;
}
