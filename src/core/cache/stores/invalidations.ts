import type { StoreWatcher } from './watched-store.ts';

/**
 * How often something was dropped. A value that was on its way meanwhile may be one of those that were meant, so it is
 * given out and not kept.
 */
export interface Invalidations extends StoreWatcher {
  readonly count: () => number;
}

export function openInvalidations(): Invalidations {
  let count = 0;
  return {
    count: () => count,
    wrote: () => undefined,
    dropped: () => void (count += 1),
  };
}
