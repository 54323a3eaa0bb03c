import { RungraphError, isRungraphError } from '../../src/contract/error.ts';

/**
 * Why an answer ended early, said so that somebody can act on it; throws what is something else. Aim notices a run that
 * it cannot read when it has answered already: all that it can do then is to hang up.
 */
export function brokeOff(error: unknown): RungraphError {
  if (!isRungraphError(error) || error.code !== 'UNAVAILABLE') throw error;
  const message =
    'The server broke off its answer: it was stopped, or cannot read a run. Its log names that run; `aim storage` mends or drops it.';
  return new RungraphError('UNAVAILABLE', message, { detail: error.detail ?? error.message, cause: error });
}
