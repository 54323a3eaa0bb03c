import type { CallContext } from '../../contract/context.ts';
import { RungraphError, isRungraphError } from '../../contract/error.ts';
import type { Log } from '../../contract/tracker.ts';

/**
 * Every call of an adapter goes through here: it ends at the deadline even where the adapter does not listen, and
 * whatever goes wrong comes out as a coded error.
 */
export async function guard<T>(context: CallContext, log: Log, what: string, call: () => Promise<T>): Promise<T> {
  context.signal.throwIfAborted();
  let stopListening = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(toRungraphError(context.signal.reason));
    context.signal.addEventListener('abort', stop, { once: true });
    stopListening = () => context.signal.removeEventListener('abort', stop);
  });
  try {
    return await Promise.race([call(), aborted]);
  } catch (error) {
    const coded = toRungraphError(error);
    const fields = { traceId: context.traceId, what, code: coded.code, detail: coded.detail, error: coded.cause };
    if (coded.code !== 'CANCELLED') log.warn(fields, coded.message);
    throw coded;
  } finally {
    stopListening();
  }
}

/** What is not a coded error is a mistake of ours: the client learns that, the log learns which. */
export function toRungraphError(error: unknown): RungraphError {
  if (isRungraphError(error)) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new RungraphError('INTERNAL', 'Rungraph failed to handle this; the log has the details.', {
    detail,
    cause: error,
  });
}
