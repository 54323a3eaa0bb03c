import { LRUCache } from 'lru-cache';
import { keepMs, type Entry } from './entry.ts';
import { sizeOf } from './size-of.ts';
import type { CacheStore } from './store.ts';

/** Entries of this process, the least used dropped first. Values are handed out as they are: nobody changes them. */
export function openMemoryStore(mostBytes: number, now: () => number = Date.now): CacheStore {
  const kept = new LRUCache<string, Entry>({
    maxSize: mostBytes,
    sizeCalculation: ({ value }, key) => sizeOf(value) + key.length + 100,
  });
  return {
    get(keys) {
      return Promise.resolve(keys.map((key) => alive(key)));
    },
    set(entries) {
      for (const [key, entry] of entries) kept.set(key, entry);
      return Promise.resolve();
    },
    drop(prefix) {
      const keys = [...kept.keys()].filter((key) => key.startsWith(prefix));
      for (const key of keys) kept.delete(key);
      return Promise.resolve(keys.length);
    },
    close() {
      kept.clear();
      return Promise.resolve();
    },
  };

  function alive(key: string): Entry | undefined {
    const entry = kept.get(key);
    if (entry === undefined || keepMs(entry, now()) > 0) return entry;
    kept.delete(key);
    return undefined;
  }
}
