import { atSource } from '../../contract/error.ts';
import type { Log } from '../../contract/tracker.ts';
import { isState } from './outages.ts';
import { toRungraphError } from './to-rungraph-error.ts';

/** A call of an adapter, and what the log should know about it. */
export interface TimedCall {
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly source: string;
  readonly operation: string;
  readonly traceId: string;
}

/**
 * Every call of an adapter goes through here: it ends at the deadline even where the adapter does not listen, and
 * whatever goes wrong comes out as a coded error.
 */
export async function callInTime<T>(timed: TimedCall, call: () => Promise<T>): Promise<T> {
  const { signal, log, source, operation, traceId } = timed;
  let stopListening = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => {
      reject(toRungraphError(signal.reason));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    stopListening = () => {
      signal.removeEventListener('abort', stop);
    };
  });
  try {
    return await (signal.aborted ? aborted : Promise.race([call(), aborted]));
  } catch (error) {
    const coded = atSource(toRungraphError(error), source);
    const fields = { traceId, source, operation, code: coded.code, detail: coded.detail };
    // How a tracker is, is told when it begins and when it ends; that it lacks something or is left alone is no news.
    const isNews = coded.asked && !isState(coded);
    if (coded.code !== 'CANCELLED') log[isNews ? 'warn' : 'info'](fields, coded.message);
    throw coded;
  } finally {
    stopListening();
  }
}
