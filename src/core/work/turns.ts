import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** How long the event loop may be kept from others, in milliseconds. */
const longest = 10;

/** Gives the event loop to others where it was held for a while: to be awaited between pieces of work. */
export function openTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longest) return;
    await setImmediate();
    since = performance.now();
  };
}
