import type { CacheStore } from './store.ts';

/** Told when what is kept changes, by this process or, for drops, by another replica. */
export interface StoreWatcher {
  wrote(keys: readonly string[]): void;
  dropped(prefix: string): void;
}

/** The same store; the watchers learn of what is written and dropped through it. */
export function watchStore(store: CacheStore, watchers: readonly StoreWatcher[]): CacheStore {
  return {
    ...store,
    async set(entries, fence) {
      await store.set(entries, fence);
      const keys = entries.map(([key]) => key);
      for (const watcher of watchers) watcher.wrote(keys);
    },
    async drop(prefix) {
      // Before, for what is on its way by now; behind, for what was found while it went on.
      for (const watcher of watchers) watcher.dropped(prefix);
      const count = await store.drop(prefix);
      for (const watcher of watchers) watcher.dropped(prefix);
      return count;
    },
  };
}
