import { RungraphError } from '../../../src/contract/error.ts';

/** A stream that cannot be what an Aim server sent. */
export function malformed(why: string): RungraphError {
  return new RungraphError('PROTOCOL', `The server's stream cannot be read: ${why}.`);
}
