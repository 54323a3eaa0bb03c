import type { CallContext } from '../../contract/context.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Entry, Lifetime } from './entry.ts';
import { cacheKey, listsSubject, type Fingerprint } from './keys.ts';
import type { ReadThrough } from './read-through.ts';

/** A call of many. Each item is kept by itself, so that of a batch only what is missing is asked. */
export interface SlotsRead<Item, T> {
  readonly items: readonly Item[];
  /** One for each item. */
  readonly keys: readonly string[];
  readonly fetch: (
    context: CallContext,
    items: readonly Item[],
    /** What is kept of them, however old. */
    kept: readonly (Entry | undefined)[],
  ) => Promise<readonly T[]>;
  /** Null for what must not be kept. */
  readonly lifetimeOf: (slot: T, item: Item) => Lifetime | null;
  /** Where else fresh values of items may be found. */
  readonly elsewhere?: (items: readonly Item[]) => Promise<readonly (Entry | undefined)[]>;
}

/** How the methods of one source's adapter go by way of the cache. */
export interface KeptReads {
  /** The key of what a method answers to this caller. It belongs to a run, or to the lists, which are dropped with any run. */
  key(context: CallContext, method: string, asked: unknown, run?: string): string;
  /** One value, kept as long as `lifetimeOf` says; null for one that must not be. */
  one<T>(
    context: CallContext,
    key: string,
    fetch: (context: CallContext) => Promise<T>,
    lifetimeOf: (value: T) => Lifetime | null,
  ): Promise<T>;
  /** As many values, each with the error that kept it away where one did. */
  slots<Item, T>(context: CallContext, read: SlotsRead<Item, T>): Promise<readonly (T | RungraphError)[]>;
}

export function openKeptReads(source: string, fingerprint: Fingerprint, readThrough: ReadThrough): KeptReads {
  return {
    key({ principal }, method, asked, run = listsSubject) {
      return cacheKey(source, run, fingerprint(principal), method, asked);
    },

    async one<T>(
      context: CallContext,
      key: string,
      fetch: (context: CallContext) => Promise<T>,
      lifetimeOf: (value: T) => Lifetime | null,
    ) {
      const [value] = await readThrough<T>(context, {
        keys: [key],
        fetch: async (own) => [await fetch(own)],
        lifetimeOf,
      });
      return value as T;
    },

    slots<Item, T>(context: CallContext, { items, keys, fetch, lifetimeOf, elsewhere }: SlotsRead<Item, T>) {
      const at = (places: readonly number[]): readonly Item[] =>
        places.flatMap((place) => items.slice(place, place + 1));
      return readThrough<T>(context, {
        keys,
        fetch: (own, places, kept) => fetch(own, at(places), kept),
        lifetimeOf(slot, place) {
          const [item] = at([place]);
          return item === undefined ? null : lifetimeOf(slot, item);
        },
        ...(elsewhere && { elsewhere: (places) => elsewhere(at(places)) }),
      });
    },
  };
}

/** What is not there is kept briefly, an error never, the rest as long as `lifetime` says. */
export function unlessBroken(lifetime: Lifetime, missing: Lifetime): (slot: unknown) => Lifetime | null {
  return (slot) => (slot === null ? missing : isRungraphError(slot) ? null : lifetime);
}

/** The slots that hold what was asked for. */
export function found<T>(slots: readonly (T | RungraphError | null)[]): readonly T[] {
  return slots.flatMap((slot) => (slot === null || isRungraphError(slot) ? [] : [slot]));
}
