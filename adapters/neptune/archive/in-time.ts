import type { UpstreamContext } from '../../../src/contract/context.ts';
import { RungraphError, isRungraphError } from '../../../src/contract/error.ts';

/** Files that were read, and that there are. */
export interface Progress {
  readonly read: number;
  readonly toRead: number;
}

/** So much before the deadline of a caller it is told how far the reading has come. */
const headStartMs = 500;

/** How far a reading has come, in words. */
export function tell({ read, toRead }: Progress): string {
  return `${read} of ${toRead} files so far`;
}

/** Waits for the reading, but not beyond the caller's deadline: the reading goes on without it. */
export async function inTime<T>(reading: Promise<T>, context: UpstreamContext, progress: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => {
        const message = `${progress()}. The reading goes on; ask again, or raise deadlineMs of this source.`;
        reject(new RungraphError('TIMEOUT', message, { goesOn: true }));
      },
      Math.max(0, context.deadline - Date.now() - headStartMs),
    );
  });
  try {
    return await Promise.race([reading, late]);
  } catch (error) {
    throw isRungraphError(error)
      ? error
      : new RungraphError('INTERNAL', 'The archive could not be read.', { cause: error, detail: String(error) });
  } finally {
    clearTimeout(timer);
    reading.catch(() => undefined);
  }
}
