import { isRungraphError, type ErrorCode, type RungraphError } from '../../../contract/error.ts';
import type { BareSourceContext } from '../../call/source-context.ts';
import { startDeadline } from '../../resilience/deadline.ts';
import type { CacheObserver } from '../observer.ts';
import { ageOf, keepMs, type Age, type Entry, type Lifetime, type Mark } from '../stores/entry.ts';
import type { Invalidations } from '../stores/invalidations.ts';
import type { CacheStore } from '../stores/store.ts';
import { openFlights, type Flight } from './flights.ts';
import { differ } from './marks.ts';
import { noteOutcome } from './note-outcome.ts';
import type { Replicas } from './replicas.ts';

/** What of a call's context the cache looks at. */
export type CacheContext = Pick<BareSourceContext, 'signal' | 'deadline' | 'noCache' | 'meter'>;

/** An entry under a key. */
export interface KeyedEntry {
  readonly key: string;
  readonly entry: Entry;
}

/** Several values of one kind that one call can read together. A place is an index into `keys`. */
export interface CachedRead<Context, T> {
  /** One for each value, in order. */
  readonly keys: readonly string[];
  /** Reads the values at these places from the tracker, in the same order. */
  readonly fetch: (context: Context, places: readonly number[]) => Promise<readonly T[]>;
  /** How long a value serves; null for one that must not be kept, such as an error. */
  readonly lifetimeOf: (value: T, place: number) => Lifetime | null;
  /** Better entries than those under the values' own keys (undefined where there is none), where others hold them too. */
  readonly elsewhere?: (own: readonly (Entry | undefined)[]) => Promise<readonly (KeyedEntry | undefined)[]>;
  /** What is known of the value now. An entry with another mark is out of date, however young it is. */
  readonly expected?: (place: number) => Mark | undefined;
  /** The mark of a value that tells it itself; else it gets what was expected of it when it was read. */
  readonly markOf?: (value: T) => Mark | undefined;
}

/**
 * The values in order. What could not be read has its error in its place, beside values that could. Throws where nothing
 * could be read, where the tracker refuses the caller, and where the client has gone.
 */
export type ReadThrough = <Context extends CacheContext, T>(
  context: Context,
  read: CachedRead<Context, T>,
) => Promise<readonly (T | RungraphError)[]>;

export interface ReadThroughOptions {
  readonly source: string;
  readonly store: CacheStore;
  /** Left out where no other replica shares the store. */
  readonly replicas?: Replicas | undefined;
  readonly invalidations: Invalidations;
  readonly observer?: CacheObserver | undefined;
  /** How long one read of the tracker may take, however many wait for it. */
  readonly deadlineMs: number;
  readonly now: () => number;
}

/** What a tracker that fails may be covered for with an older value; what it refuses may not. */
const coverable: readonly ErrorCode[] = ['UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED', 'PROTOCOL'];
/** The tracker refuses the caller: what is kept of it is not theirs to see either. */
const refusals: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'CANCELLED'];
const notKept: Lifetime = { freshMs: 0, staleMs: 0, errorMs: 0 };

/**
 * Reads by way of the cache: fresh values as they are, stale ones while they are read again behind the answer, the
 * rest from the tracker, once however many ask. Where the tracker fails, an older value covers for it. All of it is
 * noted in the meter of the caller.
 */
export function openReadThrough(options: ReadThroughOptions): ReadThrough {
  const { source, store, replicas, invalidations, observer, deadlineMs, now } = options;
  const flights = openFlights();

  /** One call of the tracker, whose values are kept. */
  async function fetchAndKeep<Context extends CacheContext, T>(
    context: Context,
    read: CachedRead<Context, T>,
    places: readonly number[],
    fence?: number,
  ): Promise<readonly Entry[]> {
    const before = invalidations.count();
    const expected = places.map((place) => read.expected?.(place));
    const values = await read.fetch(context, places);
    const readAt = now();
    const entries = values.map((value, index): Entry => {
      const lifetime = read.lifetimeOf(value, places[index] ?? 0) ?? notKept;
      return { value, readAt, lifetime, mark: read.markOf?.(value) ?? expected[index] };
    });
    const lasting = entries.flatMap((entry, index) => {
      return keepMs(entry, readAt) <= 0 ? [] : [[read.keys[places[index] ?? 0] ?? '', entry] as const];
    });
    if (lasting.length > 0 && invalidations.count() === before) await store.set(lasting, fence);
    return entries;
  }

  /** Keys that nobody reads yet become one call. */
  function depart<Context extends CacheContext, T>(
    context: Context,
    read: CachedRead<Context, T>,
    places: readonly number[],
  ): Flight {
    const keys = places.map((place) => read.keys[place] ?? '');
    return flights.start(keys, async (given) => {
      const deadline = startDeadline(deadlineMs, given, source);
      const own = { ...context, signal: deadline.signal, deadline: deadline.at };
      try {
        if (replicas === undefined || context.noCache) return await fetchAndKeep(own, read, places);
        return await replicas.read(keys, deadline.signal, (some, fence) => {
          const missing = some.flatMap((index) => places.slice(index, index + 1));
          return fetchAndKeep(own, read, missing, fence);
        });
      } finally {
        deadline.clear();
      }
    });
  }

  function refresh<Context extends CacheContext, T>(
    context: Context,
    read: CachedRead<Context, T>,
    places: readonly number[],
  ): void {
    const idle = places.filter((place) => flights.find(read.keys[place] ?? '') === undefined);
    // What is done behind an answer is not part of what the answer cost.
    if (idle.length > 0) depart({ ...context, meter: { ...context.meter } }, read, idle);
  }

  /** The values at these places from the tracker; the error where one could not be read. */
  async function bring<Context extends CacheContext, T>(
    context: Context,
    read: CachedRead<Context, T>,
    places: readonly number[],
  ) {
    const idle = places.filter((place) => context.noCache || flights.find(read.keys[place] ?? '') === undefined);
    const own = idle.length === 0 ? undefined : depart(context, read, idle);
    const isOwn = new Set(idle);
    return Promise.allSettled(
      places.map((place) => {
        const key = read.keys[place] ?? '';
        const flight = isOwn.has(place) ? own : flights.find(key);
        return flight?.wait(key, context.signal) ?? Promise.reject(new Error('a read was lost'));
      }),
    );
  }

  /** What is kept of each value, and what it is still good for. */
  async function look<Context, T>(read: CachedRead<Context, T>): Promise<readonly Kept[]> {
    const own = await store.get(read.keys);
    const better = (await read.elsewhere?.(own)) ?? [];
    return read.keys.map((key, place): Kept => {
      const found = better[place] ?? { key, entry: own[place] };
      if (found.entry === undefined) return nothing;
      const age = ageOf(found.entry, now());
      const isOutdated = age !== 'dead' && differ(found.entry.mark, read.expected?.(place));
      return { key: found.key, entry: found.entry, age: isOutdated ? 'spare' : age };
    });
  }

  return async <Context extends CacheContext, T>(context: Context, read: CachedRead<Context, T>) => {
    const kept = context.noCache ? read.keys.map(() => nothing) : await look(read);
    const placesOf = (...ages: readonly Age[]): number[] =>
      kept.flatMap(({ age }, place) => (ages.includes(age) ? [place] : []));
    refresh(context, read, placesOf('stale'));
    const needed = placesOf('spare', 'dead');
    const brought = new Map<number, Entry>();
    const failed = new Map<number, RungraphError>();
    const landings = await bring(context, read, needed);
    landings.forEach((landing, index) => {
      const place = needed[index] ?? 0;
      if (landing.status === 'fulfilled') brought.set(place, landing.value);
      else if (kept[place]?.age === 'spare' && isCoverable(landing.reason)) context.meter.covered = landing.reason;
      else if (isRungraphError(landing.reason) && !refusals.includes(landing.reason.code))
        failed.set(place, landing.reason);
      else throw landing.reason;
    });
    const [failure] = failed.values();
    if (failure !== undefined && failed.size === read.keys.length) throw failure;

    return read.keys.map((own, place) => {
      const error = failed.get(place);
      if (error !== undefined) return error;
      const landed = brought.get(place);
      const { key = own, entry, age } = kept[place] ?? nothing;
      const given = landed ?? entry ?? { value: undefined, readAt: now(), lifetime: notKept };
      const outcome = context.noCache ? 'BYPASS' : landed !== undefined ? 'MISS' : age === 'fresh' ? 'HIT' : 'STALE';
      noteOutcome(context.meter, outcome, landed === undefined ? key : own, given);
      observer?.cacheRead(source, outcome);
      // Values come back as what `fetch` gave: keys hold the contract's version, so that no other shape is found.
      return given.value as T;
    });
  };
}

interface Kept {
  readonly key?: string;
  readonly entry?: Entry;
  readonly age: Age;
}

const nothing: Kept = { age: 'dead' };

function isCoverable(error: unknown): error is RungraphError {
  return isRungraphError(error) && coverable.includes(error.code);
}
