import { setMaxListeners } from 'node:events';
import { RungraphError } from '../../contract/error.ts';

export interface Deadline {
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Stops the clock. Must be called, or the timer outlives the request. */
  clear(): void;
}

/** A signal that aborts with TIMEOUT after so many milliseconds, or with CANCELLED as soon as the client has gone. */
export function startDeadline(ms: number, client: AbortSignal | undefined, who: string): Deadline {
  const controller = new AbortController();
  // One question may be many requests, and each listens.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => {
    controller.abort(new RungraphError('TIMEOUT', `${who} did not answer within ${ms} ms (deadlineMs).`));
  }, ms);
  const cancel = (): void => {
    controller.abort(new RungraphError('CANCELLED', 'The client has gone.'));
  };
  if (client?.aborted === true) cancel();
  client?.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    at: Date.now() + ms,
    clear() {
      clearTimeout(timer);
      client?.removeEventListener('abort', cancel);
    },
  };
}
