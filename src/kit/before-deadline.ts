import type { CallContext } from '../contract/context.ts';

/** So long before the deadline work is given up, so that what it found still arrives: no time is left to try again. */
const marginMs = 90;
/** More than any deadline, and the most that a timer takes. */
const mostMs = 2 ** 31 - 1;

/**
 * Waits for work that finds one thing after the other, until shortly before the deadline. False where it was not done by
 * then: what it found so far is an answer, and what it did not find failed by TIMEOUT.
 */
export async function beforeDeadline({ deadline }: CallContext, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    const ms = Math.min(mostMs, Math.max(0, deadline - Date.now() - marginMs));
    timer = setTimeout(() => resolve(false), ms);
  });
  // Where it fails later, nobody waits for it any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
