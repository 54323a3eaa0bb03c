import type { CallContext } from '../../contract/context.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Entry, Lifetime } from './entry.ts';
import { cacheKey, listsSubject } from './keys.ts';
import type { ReadThrough } from './read-through.ts';

/** A call of many: what is asked of each, and what it belongs to. */
export interface SlotsRead<Item, T> {
  readonly method: string;
  readonly items: readonly Item[];
  /** The run that an item belongs to; lists are dropped with any run. */
  readonly subjectOf?: (item: Item) => string;
  /** What tells one answer from another, beside the caller. */
  readonly asked: (item: Item) => unknown;
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
  /** One value, kept as long as `lifetime` says; null for one that must not be. */
  one<T>(
    context: CallContext,
    method: string,
    asked: unknown,
    fetch: (context: CallContext) => Promise<T>,
    lifetimeOf: (value: T) => Lifetime | null,
  ): Promise<T>;
  /** Each item is kept by itself, so that of a batch only what is missing is asked. */
  slots<Item, T>(context: CallContext, read: SlotsRead<Item, T>): Promise<readonly T[]>;
}

export function openKeptReads(source: string, readThrough: ReadThrough): KeptReads {
  return {
    async one<T>(
      context: CallContext,
      method: string,
      asked: unknown,
      fetch: (context: CallContext) => Promise<T>,
      lifetimeOf: (value: T) => Lifetime | null,
    ) {
      const [value] = await readThrough<T>(context, {
        keys: [cacheKey(source, listsSubject, context.principal, method, asked)],
        fetch: async (own) => [await fetch(own)],
        lifetimeOf,
      });
      return value as T;
    },

    slots<Item, T>(context: CallContext, read: SlotsRead<Item, T>) {
      const { method, items, asked, subjectOf, elsewhere } = read;
      const keyOf = (item: Item): string =>
        cacheKey(source, subjectOf?.(item) ?? listsSubject, context.principal, method, asked(item));
      const at = (places: readonly number[]): readonly Item[] =>
        places.flatMap((place) => items.slice(place, place + 1));
      return readThrough<T>(context, {
        keys: items.map(keyOf),
        fetch: (own, places, kept) => read.fetch(own, at(places), kept),
        lifetimeOf(slot, place) {
          const [item] = at([place]);
          return item === undefined ? null : read.lifetimeOf(slot, item);
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
