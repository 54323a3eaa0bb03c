import { setTimeout as sleep } from 'node:timers/promises';
import { ageOf, type Entry } from '../stores/entry.ts';
import type { Leases } from '../stores/leases.ts';
import type { LayeredStore } from '../stores/layered-store.ts';

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

export function openReplicas(leases: Leases, store: LayeredStore, now: () => number): Replicas {
  /** What is fresh in the shared store, by place: another replica has read it meanwhile. */
  async function landed(keys: readonly string[]): Promise<Map<number, Entry>> {
    const found = await store.refetch(keys);
    return new Map(
      found.flatMap((entry, place) => {
        return entry !== undefined && ageOf(entry, now()) === 'fresh' ? [[place, entry] as const] : [];
      }),
    );
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
      const lease = await leases.claim(keys);
      try {
        if (lease === null) await waitFor(keys, signal);
        // They may also have landed between the look into the store and the claim.
        const entries = await landed(keys);
        const places = keys.map((_key, place) => place);
        // Without a lease: their reader failed, or brought what is not kept.
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
