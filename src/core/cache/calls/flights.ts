import { RungraphError } from '../../../contract/error.ts';
import type { Entry } from '../stores/entry.ts';

/** What a read brought: the entry, whether it is kept or not. */
export type Landing = Promise<Entry>;

/** Several keys that are read by one call. */
export interface Flight {
  readonly signal: AbortSignal;
  readonly landings: ReadonlyMap<string, Landing>;
  /** Waits for one of its keys. When everybody who waited has gone, the call is given up. */
  wait(key: string, client: AbortSignal | undefined): Landing;
}

/** Reads under way: a caller that asks for the same meanwhile waits for them instead of asking again. */
export interface Flights {
  find(key: string): Flight | undefined;
  start(keys: readonly string[], read: (signal: AbortSignal) => Promise<readonly Entry[]>): Flight;
}

export function openFlights(): Flights {
  const byKey = new Map<string, Flight>();
  return {
    find: (key) => byKey.get(key),
    start(keys, read) {
      const controller = new AbortController();
      const entries = read(controller.signal).finally(() => {
        for (const key of keys) byKey.delete(key);
      });
      // Callers that wait are told; a refresh that nobody waits for fails in silence and leaves the old value.
      entries.catch(() => undefined);
      const landings = new Map(keys.map((key, index) => [key, entries.then((all) => landed(all, index))]));
      for (const landing of landings.values()) landing.catch(() => undefined);
      const flight = openFlight(controller, landings);
      for (const key of keys) byKey.set(key, flight);
      return flight;
    },
  };
}

function openFlight(controller: AbortController, landings: ReadonlyMap<string, Landing>): Flight {
  let waiting = 0;
  return {
    signal: controller.signal,
    landings,
    async wait(key, client) {
      const landing = landings.get(key);
      if (landing === undefined) throw new RungraphError('INTERNAL', 'A read does not hold what it was joined for.');
      waiting += 1;
      let gone = false;
      const leave = (): void => {
        if (gone) return;
        gone = true;
        waiting -= 1;
        if (waiting === 0) controller.abort(new RungraphError('CANCELLED', 'Nobody waits for this any more.'));
      };
      if (client?.aborted === true) leave();
      client?.addEventListener('abort', leave, { once: true });
      try {
        return await landing;
      } finally {
        client?.removeEventListener('abort', leave);
      }
    },
  };
}

function landed(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index];
  if (entry === undefined) throw new RungraphError('INTERNAL', 'A read brought fewer values than it was sent for.');
  return entry;
}
