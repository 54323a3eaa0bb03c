import { setTimeout as sleep } from 'node:timers/promises';
import { ageOf, type Entry } from './entry.ts';
import type { Leases } from './leases.ts';
import type { CacheStore } from './store.ts';

/** How often it is looked whether another replica has finished, in milliseconds, at first and at most. */
const pollMs = { first: 15, most: 120 };

/** Reads keys so that of all replicas that want the same ones together, one asks the tracker and the others wait. */
export interface Replicas {
  read(
    keys: readonly string[],
    signal: AbortSignal,
    /** Reads those at these places from the tracker and keeps them. */
    fetch: (places: readonly number[], fence: number | undefined) => Promise<readonly Entry[]>,
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

  /** Waits until nobody reads them any more, which is when they have landed, the read has failed, or its reader has died. */
  async function waitFor(keys: readonly string[], signal: AbortSignal): Promise<void> {
    let held = true;
    for (let ms = pollMs.first; held; ms = Math.min(ms * 2, pollMs.most)) {
      await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
      held = await leases.isHeld(keys);
    }
  }

  return {
    async read(keys, signal, fetch) {
      const places = keys.map((_key, place) => place);
      const lease = await leases.claim(keys);
      try {
        if (lease === null) await waitFor(keys, signal);
        // They may also have landed between the look into the store and the claim.
        const entries = new Map(await landed(keys, places));
        // Without a lease: whoever read them failed, or brought what is not kept.
        const missing = places.filter((place) => !entries.has(place));
        const brought = missing.length === 0 ? [] : await fetch(missing, lease?.fence);
        missing.forEach((place, index) =>
          brought.slice(index, index + 1).forEach((entry) => entries.set(place, entry)),
        );
        return places.flatMap((place) => entries.get(place) ?? []);
      } finally {
        lease?.release();
      }
    },
  };
}
