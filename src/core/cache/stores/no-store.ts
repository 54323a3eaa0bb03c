import type { CacheStore } from './store.ts';

/** Keeps nothing: for a process that reads everything once, and would push what others ask for out of a shared store. */
export const noStore: CacheStore = {
  get: (keys) => Promise.resolve(keys.map(() => undefined)),
  set: () => Promise.resolve(),
  drop: () => Promise.resolve(0),
  close: () => Promise.resolve(),
};
