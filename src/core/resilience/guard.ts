import type { CallContext } from '../../contract/context.ts';
import { RungraphError, atSource, isRungraphError } from '../../contract/error.ts';
import type { Log } from '../../contract/tracker.ts';

/** A call of an adapter, and what the log should know about it. */
export interface Guarded {
  readonly context: CallContext;
  readonly log: Log;
  readonly source: string;
  readonly what: string;
}

/**
 * Every call of an adapter goes through here: it ends at the deadline even where the adapter does not listen, and
 * whatever goes wrong comes out as a coded error.
 */
export async function guard<T>({ context, log, source, what }: Guarded, call: () => Promise<T>): Promise<T> {
  let stopListening = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => {
      reject(toRungraphError(context.signal.reason));
    };
    if (context.signal.aborted) stop();
    context.signal.addEventListener('abort', stop, { once: true });
    stopListening = () => {
      context.signal.removeEventListener('abort', stop);
    };
  });
  try {
    return await (context.signal.aborted ? aborted : Promise.race([call(), aborted]));
  } catch (error) {
    const coded = atSource(toRungraphError(error), source);
    const fields = { traceId: context.traceId, source, what, code: coded.code, detail: coded.detail };
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
