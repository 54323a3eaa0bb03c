import { isRungraphError, RungraphError } from '../../../../src/contract/error.ts';
import { codeOf } from '../../../../src/disk/code-of.ts';

const why: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk of the archive is full: make room, and run again.',
  EDQUOT: 'The archive is at the limit of its disk quota: make room, and run again.',
  EACCES: 'This user may not write to the folder of the archive.',
  EPERM: 'This user may not write to the folder of the archive.',
  EROFS: 'The folder of the archive is on a disk that cannot be written to.',
};

/** What a failed write is to a person. Errors of others, such as of the source of a file, stay as they are. */
export function notWritten(error: unknown): Error {
  const code = codeOf(error);
  if (isRungraphError(error)) return error;
  if (code === '') return error instanceof Error ? error : new Error(String(error));
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  const message = why[code] ?? `The archive could not be written (${code}).`;
  return new RungraphError(denied ? 'FORBIDDEN' : 'INTERNAL', message, { cause: error, detail: String(error) });
}
