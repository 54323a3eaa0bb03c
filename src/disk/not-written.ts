import { isRungraphError, RungraphError, type ErrorCode } from '../contract/error.ts';
import { codeOf } from './code-of.ts';

const why: Readonly<Record<string, (what: string) => string>> = {
  ENOENT: (what) => `The folder of ${what} does not exist.`,
  ENOTDIR: (what) => `A file is in the way of ${what}.`,
  EEXIST: (what) => `A file is in the way of ${what}.`,
  EISDIR: (what) => `There is a folder at ${what}.`,
  ENOSPC: (what) => `The disk of ${what} is full: make room, and run again.`,
  EDQUOT: (what) => `The disk quota of this user is used up, and ${what} cannot grow: make room, and run again.`,
  EFBIG: (what) => `A file of ${what} may not grow any more: raise the limit of its size, and run again.`,
  EACCES: (what) => `This user may not write to ${what}.`,
  EPERM: (what) => `This user may not write to ${what}.`,
  EROFS: (what) => `The disk of ${what} cannot be written to.`,
};

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'NOT_FOUND',
  ENOTDIR: 'NOT_FOUND',
  EEXIST: 'NOT_FOUND',
  EACCES: 'FORBIDDEN',
  EPERM: 'FORBIDDEN',
  EROFS: 'FORBIDDEN',
};

/** What a failed write is to a person. Errors of others, such as of the source of a file, stay as they are. */
export function notWritten(what: string, error: unknown): Error {
  const code = codeOf(error);
  if (isRungraphError(error)) return error;
  if (code === '') return error instanceof Error ? error : new Error(String(error));
  const message = why[code]?.(what) ?? `Writing to ${what} failed (${code}).`;
  return new RungraphError(codes[code] ?? 'CONFLICT', message, { cause: error, detail: String(error) });
}
