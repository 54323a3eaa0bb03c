import type { RungraphError } from '../../../contract/error.ts';
import { isRungraphError } from '../../../contract/error.ts';
import type { SourceContext } from '../../call/source-context.ts';
import type { Lifetime } from '../stores/entry.ts';
import { cacheKey, listsSubject, type Fingerprint } from './cache-key.ts';
import type { CacheContext, CachedRead, ReadThrough } from './read-through.ts';

/** A call of many. Each item is kept by itself, so that of a batch only what is missing is asked. */
export interface SlotsRead<Context, Item, T> extends Pick<CachedRead<Context, T>, 'elsewhere' | 'expected' | 'markOf'> {
  readonly items: readonly Item[];
  /** One for each item. */
  readonly keys: readonly string[];
  readonly fetch: (context: Context, items: readonly Item[]) => Promise<readonly T[]>;
  /** Null for what must not be kept. */
  readonly lifetimeOf: (slot: T, item: Item) => Lifetime | null;
}

/** A call that is kept as one value. */
export interface OneRead<Context, T> extends Pick<CachedRead<Context, T>, 'elsewhere'> {
  readonly key: string;
  readonly fetch: (context: Context) => Promise<T>;
  /** Null for what must not be kept. */
  readonly lifetimeOf: (value: T) => Lifetime | null;
}

/** How the methods of one source's adapter go by way of the cache. */
export interface KeyedReads {
  /** The key of what a method answers to this caller. It belongs to a run, or to the lists, which are dropped with any run. */
  key(context: Pick<SourceContext, 'principal'>, method: string, asked: unknown, run?: string): string;
  one<Context extends CacheContext, T>(context: Context, read: OneRead<Context, T>): Promise<T>;
  /** As many values, each with the error that kept it away where one did. */
  slots<Context extends CacheContext, Item, T>(
    context: Context,
    read: SlotsRead<Context, Item, T>,
  ): Promise<readonly (T | RungraphError)[]>;
}

export function openKeyedReads(source: string, fingerprint: Fingerprint, readThrough: ReadThrough): KeyedReads {
  return {
    key({ principal }, method, asked, run = listsSubject) {
      return cacheKey(source, run, fingerprint(principal), method, asked);
    },

    async one<Context extends CacheContext, T>(context: Context, { key, fetch, ...read }: OneRead<Context, T>) {
      const [value] = await readThrough<Context, T>(context, {
        keys: [key],
        fetch: async (own) => [await fetch(own)],
        ...read,
      });
      if (isRungraphError(value)) throw value;
      if (value === undefined) throw new Error('a read brought nothing');
      return value;
    },

    slots<Context extends CacheContext, Item, T>(context: Context, read: SlotsRead<Context, Item, T>) {
      const { items, keys, fetch, lifetimeOf, ...rest } = read;
      const at = (places: readonly number[]): readonly Item[] =>
        places.flatMap((place) => items.slice(place, place + 1));
      return readThrough<Context, T>(context, {
        ...rest,
        keys,
        fetch: (own, places) => fetch(own, at(places)),
        lifetimeOf(slot, place) {
          const [item] = at([place]);
          return item === undefined ? null : lifetimeOf(slot, item);
        },
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
