import { createHash } from 'node:crypto';

/**
 * The id of a copy at targets that let us choose it: 24 hex digits, as some of them make their own. It is made of what
 * the run was copied from, so that creating a copy twice is creating it once.
 */
export function idOfCopy(from: string): string {
  return createHash('sha256').update(from).digest('hex').slice(0, 24);
}
