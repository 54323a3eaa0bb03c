import { setTimeout as sleep } from 'node:timers/promises';
import { ageOf, type Entry } from './entry.ts';
import type { Leases } from './leases.ts';
import type { CacheStore } from './store.ts';

/** How often it is looked whether another replica has finished, in milliseconds, at first and at most. */
const pollMs = { first: 15, most: 120 };

export type Fences = ReadonlyMap<string, number | undefined>;

/** Reads keys so that of all replicas one reads each of them from the tracker, and the others wait for what it brings. */
export interface Replicas {
  read(
    keys: readonly string[],
    signal: AbortSignal,
    /** Reads those at these places from the tracker and keeps them. */
    fetch: (places: readonly number[], fences: Fences) => Promise<readonly Entry[]>,
  ): Promise<readonly Entry[]>;
}

export function openReplicas(leases: Leases, shared: CacheStore, near: CacheStore, now: () => number): Replicas {
  /** What is fresh in the shared store: another replica has read it meanwhile. */
  async function landed(keys: readonly string[], places: readonly number[]): Promise<ReadonlyMap<number, Entry>> {
    if (places.length === 0) return new Map();
    const found = await shared.get(places.map((place) => keys[place] ?? ''));
    const fresh = places.flatMap((place, index) => {
      const entry = found[index];
      return entry !== undefined && ageOf(entry, now()) === 'fresh' ? [[place, entry] as const] : [];
    });
    await near.set(fresh.map(([place, entry]) => [keys[place] ?? '', entry]));
    return new Map(fresh);
  }

  /** Waits until nobody holds them any more, which is when they have landed, failed, or their reader has died. */
  async function waitFor(keys: readonly string[], places: readonly number[], signal: AbortSignal): Promise<void> {
    let waiting = places;
    for (let ms = pollMs.first; waiting.length > 0; ms = Math.min(ms * 2, pollMs.most)) {
      await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
      const held = await leases.held(waiting.map((place) => keys[place] ?? ''));
      waiting = waiting.filter((_place, index) => held[index] === true);
    }
  }

  return {
    async read(keys, signal, fetch) {
      const entries = new Map<number, Entry>();
      const add = (found: ReadonlyMap<number, Entry>): void => {
        for (const [place, entry] of found) entries.set(place, entry);
      };
      const fetchMissing = async (places: readonly number[], fences: Fences): Promise<void> => {
        const missing = places.filter((place) => !entries.has(place));
        if (missing.length === 0) return;
        const brought = await fetch(missing, fences);
        add(new Map(missing.flatMap((place, index) => brought.slice(index, index + 1).map((entry) => [place, entry]))));
      };

      const all = keys.map((_key, place) => place);
      const lease = await leases.claim(keys);
      const mine = all.filter((place) => lease.fences.has(keys[place] ?? ''));
      const theirs = all.filter((place) => !lease.fences.has(keys[place] ?? ''));
      const readMine = async (): Promise<void> => {
        try {
          // It may have landed between the look into the store and the claim.
          add(await landed(keys, mine));
          await fetchMissing(mine, lease.fences);
        } finally {
          lease.release();
        }
      };
      await Promise.all([readMine(), waitFor(keys, theirs, signal)]);
      add(await landed(keys, theirs));
      // Whoever read them failed, or brought what is not kept.
      await fetchMissing(theirs, new Map());
      return all.flatMap((place) => entries.get(place) ?? []);
    },
  };
}
