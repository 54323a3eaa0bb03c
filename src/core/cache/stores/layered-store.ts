import type { Invalidations } from './invalidations.ts';
import type { Entry } from './entry.ts';
import type { CacheStore } from './store.ts';

export interface LayeredStore extends CacheStore {
  /** What is kept far away, whatever is near. */
  refetch(keys: readonly string[]): Promise<readonly (Entry | undefined)[]>;
}

/** A near store in front of a far one that replicas share: what is found far away is kept near. */
export function layerStores(near: CacheStore, far: CacheStore, invalidations: Invalidations): LayeredStore {
  /** Looks that are on their way: many who ask for the same at once look once. */
  const looks = new Map<string, Promise<Entry | undefined>>();

  async function refetch(keys: readonly string[]): Promise<readonly (Entry | undefined)[]> {
    const before = invalidations.count();
    const found = await far.get(keys);
    const brought = keys.flatMap((key, index) => {
      const entry = found[index];
      return entry === undefined ? [] : [[key, entry] as const];
    });
    if (brought.length > 0 && invalidations.count() === before) await near.set(brought);
    return found;
  }

  /** A look at every key that nobody looks for yet. */
  function look(keys: readonly string[]): void {
    const fresh = keys.filter((key) => !looks.has(key));
    if (fresh.length === 0) return;
    const batch = refetch(fresh).finally(() => {
      for (const key of fresh) looks.delete(key);
    });
    fresh.forEach((key, index) =>
      looks.set(
        key,
        batch.then((found) => found[index]),
      ),
    );
  }

  return {
    refetch,
    async get(keys) {
      const found = await near.get(keys);
      look(keys.filter((_key, index) => found[index] === undefined));
      return Promise.all(keys.map(async (key, index) => found[index] ?? (await looks.get(key))));
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
