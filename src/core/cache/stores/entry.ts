/** How long a value serves, counted from when it was read, in milliseconds. */
export interface Lifetime {
  /** It is given out as it is. */
  readonly freshMs: number;
  /** It is given out, labelled, while it is read again in the background. */
  readonly staleMs: number;
  /** It is given out, labelled, when reading it again fails. */
  readonly errorMs: number;
}

/** What was known of a thing when something that hangs on it was read. Undefined members were not known. */
export type Mark = readonly (string | number | bigint | boolean | null | undefined)[];

/** A value as it was read from a tracker. */
export interface Entry {
  readonly value: unknown;
  /** Left out for values that do not depend on a state that others may know better. */
  readonly mark?: Mark | undefined;
  /** Epoch milliseconds. */
  readonly readAt: number;
  readonly lifetime: Lifetime;
}

export type Age = 'fresh' | 'stale' | 'spare' | 'dead';

/** What an entry is still good for. `spare`: only when the tracker fails. */
export function ageOf({ readAt, lifetime }: Entry, now: number): Age {
  const age = now - readAt;
  if (age < lifetime.freshMs) return 'fresh';
  if (age < lifetime.staleMs) return 'stale';
  return age < lifetime.errorMs ? 'spare' : 'dead';
}

/** How long an entry is worth keeping, in milliseconds from now. */
export function keepMs({ readAt, lifetime }: Entry, now: number): number {
  return readAt + Math.max(lifetime.freshMs, lifetime.staleMs, lifetime.errorMs) - now;
}
