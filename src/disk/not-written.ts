import { isRungraphError, RungraphError } from '../contract/error.ts';
import { codeOf } from './code-of.ts';

const why: Readonly<Record<string, (what: string) => string>> = {
  ENOSPC: (what) => `The disk of the ${what} is full: make room, and run again.`,
  EDQUOT: (what) => `The ${what} is at the limit of its disk quota: make room, and run again.`,
  EACCES: (what) => `This user may not write to the folder of the ${what}.`,
  EPERM: (what) => `This user may not write to the folder of the ${what}.`,
  EROFS: (what) => `The folder of the ${what} is on a disk that cannot be written to.`,
};

/**
 * What a failed write is to a person. Errors of others, such as of the source of a file, stay as they are.
 * @param what What was written to, such as `archive`.
 */
export function notWritten(what: string, error: unknown): Error {
  const code = codeOf(error);
  if (isRungraphError(error)) return error;
  if (code === '') return error instanceof Error ? error : new Error(String(error));
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  const message = why[code]?.(what) ?? `The ${what} could not be written (${code}).`;
  return new RungraphError(denied ? 'FORBIDDEN' : 'INTERNAL', message, { cause: error, detail: String(error) });
}
