import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** How long the event loop may be kept from others, in milliseconds. */
const longest = 10;

/**
 * Gives the event loop to others where it was held for a while: to be awaited between pieces of work. Of several that wait,
 * each goes on in a turn of its own.
 */
export function openTurns(): () => Promise<void> {
  let since = performance.now();
  let queue = Promise.resolve();
  let waiting = 0;
  const next = async (): Promise<void> => {
    await setImmediate();
    since = performance.now();
    waiting -= 1;
  };
  return () => {
    if (waiting === 0 && performance.now() - since < longest) return Promise.resolve();
    waiting += 1;
    queue = queue.then(next);
    return queue;
  };
}
