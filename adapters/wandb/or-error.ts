import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';

/** What is read of one item of a call of many; its error where that throws, so that the others have their answers. */
export function orError<T>(read: () => T): T | RungraphError {
  try {
    return read();
  } catch (error) {
    if (isRungraphError(error)) return error;
    throw error;
  }
}
