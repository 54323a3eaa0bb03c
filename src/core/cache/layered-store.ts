import type { CacheStore } from './store.ts';

/** A near store in front of a far one that replicas share: what is found far away is kept near. */
export function layerStores(near: CacheStore, far: CacheStore): CacheStore {
  return {
    async get(keys) {
      const found = [...(await near.get(keys))];
      const missing = keys.filter((_key, index) => found[index] === undefined);
      if (missing.length === 0) return found;
      const fetched = await far.get(missing);
      const brought = missing.flatMap((key, index) => {
        const entry = fetched[index];
        return entry === undefined ? [] : [[key, entry] as const];
      });
      if (brought.length === 0) return found;
      await near.set(brought);
      const byKey = new Map(brought);
      return keys.map((key, index) => found[index] ?? byKey.get(key));
    },
    async set(entries, fence) {
      await near.set(entries);
      await far.set(entries, fence);
    },
    async drop(prefix) {
      const [here, there] = await Promise.all([near.drop(prefix), far.drop(prefix)]);
      return Math.max(here, there);
    },
    async close() {
      await Promise.all([near.close(), far.close()]);
    },
  };
}
