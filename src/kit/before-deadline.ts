import { setMaxListeners } from 'node:events';
import type { CallContext } from '../contract/context.ts';
import { RungraphError } from '../contract/error.ts';

/** So long before the deadline work is given up, so that what it found still arrives: no time is left to try again. */
const marginMs = 90;
/** More than any deadline, and the most that a timer takes. */
const mostMs = 2 ** 31 - 1;

/**
 * Waits for work that finds one thing after the other, until shortly before the deadline. False where it was not done by
 * then: what it found so far is an answer, and what it did not find failed by TIMEOUT. `work` gets a context of its own,
 * whose signal is aborted as soon as nobody waits for it any more.
 */
export async function beforeDeadline(
  context: CallContext,
  work: (own: CallContext) => Promise<void>,
): Promise<boolean> {
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);
  setMaxListeners(0, signal);
  const done = work({ ...context, signal });
  // Where it fails later, nobody waits for it any more.
  done.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    const ms = Math.min(mostMs, Math.max(0, context.deadline - Date.now() - marginMs));
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([done.then(() => true), late]);
  } finally {
    clearTimeout(timer);
    ended.abort(new RungraphError('CANCELLED', 'Nobody waits for this any more.'));
  }
}
