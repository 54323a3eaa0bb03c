import { RungraphError, isRungraphError } from '../../contract/error.ts';

/** What is not a coded error is a mistake of ours: the client learns that, the log learns which. */
export function toRungraphError(error: unknown): RungraphError {
  if (isRungraphError(error)) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new RungraphError('INTERNAL', 'Rungraph failed to handle this; the log has the details.', {
    detail,
    cause: error,
  });
}
