import type { CallContext } from '../../contract/context.ts';
import { isRungraphError, type ErrorCode, type RungraphError } from '../../contract/error.ts';
import { startDeadline } from '../resilience/deadline.ts';
import type { Observer } from '../../contract/observer.ts';
import type { Drops } from './drops.ts';
import { ageOf, type Entry, type Lifetime } from './entry.ts';
import { openFlights, type Flight } from './flights.ts';
import { noteOutcome } from './note-outcome.ts';
import type { Replicas } from './replicas.ts';
import type { CacheStore } from './store.ts';

/** Several values of one kind that one call can read together. */
export interface CachedRead<T> {
  /** One for each value, in order. */
  readonly keys: readonly string[];
  /** Reads the values at these places from the tracker, in the same order. */
  readonly fetch: (
    context: CallContext,
    places: readonly number[],
    /** What is kept of them, however old. */
    kept: readonly (Entry | undefined)[],
  ) => Promise<readonly T[]>;
  /** How long a value serves; null for one that must not be kept, such as an error. */
  readonly lifetimeOf: (value: T, place: number) => Lifetime | null;
  /** Where else the values at these places may lie, in the same order. */
  readonly elsewhere?: (places: readonly number[]) => Promise<readonly (Entry | undefined)[]>;
}

/** What is kept under each key of a read, by place. */
type Kept = readonly (Entry | undefined)[];

/**
 * The values in order. What could not be read has its error in its place, beside values that could. Throws where nothing
 * could be read, where the tracker refuses the caller, and where the client has gone.
 */
export type ReadThrough = <T>(context: CallContext, read: CachedRead<T>) => Promise<readonly (T | RungraphError)[]>;

export interface ReadThroughOptions {
  readonly source: string;
  readonly store: CacheStore;
  /** Left out where no other replica shares the store. */
  readonly replicas?: Replicas | undefined;
  readonly drops: Drops;
  readonly observer?: Observer | undefined;
  /** How long one read of the tracker may take, whoever waits for it. */
  readonly deadlineMs: number;
  readonly now: () => number;
}

/** What a tracker that fails may be covered for with an older value; what it refuses may not. */
const coverable: readonly ErrorCode[] = ['UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED', 'PROTOCOL'];
/** The tracker refuses whoever asks: what is kept of it is not theirs to see either. */
const refusals: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'CANCELLED'];
const notKept: Lifetime = { freshMs: 0, staleMs: 0, errorMs: 0 };

/**
 * Reads by way of the cache: fresh values as they are, stale ones while they are read again behind the answer, the
 * rest from the tracker, once however many ask. Where the tracker fails, an older value covers for it. All of it is
 * noted in the meter of whoever asked.
 */
export function openReadThrough(options: ReadThroughOptions): ReadThrough {
  const { source, store, replicas, drops, observer, deadlineMs, now } = options;
  const flights = openFlights();

  /** One call of the tracker, whose values are kept. */
  async function fetchAndKeep<T>(
    context: CallContext,
    read: CachedRead<T>,
    places: readonly number[],
    kept: Kept,
    fence?: number,
  ): Promise<readonly Entry[]> {
    const known = places.map((place) => kept[place]);
    const dropsBefore = drops.count();
    const values = await read.fetch(context, places, known);
    const readAt = now();
    const entries = values.map((value, index): Entry => {
      return { value, readAt, lifetime: read.lifetimeOf(value, places[index] ?? 0) ?? notKept };
    });
    const lasting = entries.flatMap((entry, index) => {
      return entry.lifetime === notKept ? [] : [[read.keys[places[index] ?? 0] ?? '', entry] as const];
    });
    if (lasting.length > 0 && drops.count() === dropsBefore) await store.set(lasting, fence);
    return entries;
  }

  /** Keys that nobody reads yet become one call. */
  function depart<T>(context: CallContext, read: CachedRead<T>, places: readonly number[], kept: Kept): Flight {
    const keys = places.map((place) => read.keys[place] ?? '');
    return flights.start(keys, async (given) => {
      const deadline = startDeadline(deadlineMs, given, source);
      const own = { ...context, signal: deadline.signal, deadline: deadline.at };
      try {
        if (replicas === undefined || context.noCache) return await fetchAndKeep(own, read, places, kept);
        return await replicas.read(keys, deadline.signal, (some, fence) => {
          return fetchAndKeep(
            own,
            read,
            some.flatMap((index) => places.slice(index, index + 1)),
            kept,
            fence,
          );
        });
      } finally {
        deadline.clear();
      }
    });
  }

  function refresh<T>(context: CallContext, read: CachedRead<T>, places: readonly number[], kept: Kept): void {
    const idle = places.filter((place) => flights.find(read.keys[place] ?? '') === undefined);
    // What is done behind an answer is not part of what the answer cost.
    if (idle.length > 0) depart({ ...context, meter: { ...context.meter } }, read, idle, kept);
  }

  /** The values at these places from the tracker; the error where one could not be read. */
  async function bring<T>(context: CallContext, read: CachedRead<T>, places: readonly number[], kept: Kept) {
    const idle = places.filter((place) => context.noCache || flights.find(read.keys[place] ?? '') === undefined);
    const own = idle.length === 0 ? undefined : depart(context, read, idle, kept);
    const isOwn = new Set(idle);
    return Promise.allSettled(
      places.map((place) => {
        const key = read.keys[place] ?? '';
        const flight = isOwn.has(place) ? own : flights.find(key);
        return flight?.wait(key, context.signal) ?? Promise.reject(new Error('a read was lost'));
      }),
    );
  }

  /** What is kept, fresh from elsewhere where it is not fresh under its own key. */
  async function look<T>({ keys, elsewhere }: CachedRead<T>): Promise<readonly (Entry | undefined)[]> {
    const own = await store.get(keys);
    if (elsewhere === undefined) return own;
    const isFresh = (entry: Entry | undefined) => entry !== undefined && ageOf(entry, now()) === 'fresh';
    const lacking = keys.map((_key, place) => place).filter((place) => !isFresh(own[place]));
    if (lacking.length === 0) return own;
    const others = await elsewhere(lacking);
    const found = [...own];
    lacking.forEach((place, index) => {
      if (isFresh(others[index])) found[place] = others[index];
    });
    return found;
  }

  return async <T>(context: CallContext, read: CachedRead<T>) => {
    const kept = context.noCache ? [] : await look(read);
    const ages = read.keys.map((_key, place) => {
      const entry = kept[place];
      return entry === undefined ? 'dead' : ageOf(entry, now());
    });
    const placesOf = (age: string): number[] => ages.flatMap((own, place) => (own === age ? [place] : []));
    refresh(context, read, placesOf('stale'), kept);
    const needed = ages.flatMap((age, place) => (age === 'fresh' || age === 'stale' ? [] : [place]));
    const brought = await bring(context, read, needed, kept);
    const found: (Entry | undefined)[] = [...kept];
    const failed = new Map<number, RungraphError>();
    needed.forEach((place, index) => {
      const landing = brought[index];
      const spare = ages[place] === 'spare' ? kept[place] : undefined;
      if (landing?.status === 'fulfilled') found[place] = landing.value;
      else if (spare !== undefined && isCoverable(landing?.reason)) context.meter.covered = landing.reason;
      else if (isRungraphError(landing?.reason) && !refusals.includes(landing.reason.code))
        failed.set(place, landing.reason);
      else throw landing?.reason;
    });
    const [failure] = failed.values();
    if (failure !== undefined && failed.size === read.keys.length) throw failure;
    const isNew = new Set(needed);
    return read.keys.map((_key, place) => {
      const error = failed.get(place);
      if (error !== undefined) return error;
      const entry = found[place] ?? { value: undefined, readAt: now(), lifetime: notKept };
      const old = ages[place] !== 'fresh' && entry === kept[place];
      const outcome = context.noCache ? 'BYPASS' : old ? 'STALE' : isNew.has(place) ? 'MISS' : 'HIT';
      noteOutcome(context.meter, outcome, read.keys[place] ?? '', entry);
      observer?.cacheRead(source, outcome);
      // Values come back as what `fetch` gave: keys hold the contract's version, so that no other shape is found.
      return entry.value as T;
    });
  };
}

function isCoverable(error: unknown): error is RungraphError {
  return isRungraphError(error) && coverable.includes(error.code);
}
