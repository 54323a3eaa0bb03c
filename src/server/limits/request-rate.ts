import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SharedCounts } from '../../core/cache/redis/shared-counts.ts';

/** How many requests callers have left in this minute. */
export interface RequestRate {
  readonly perMinute: number;
  /** Takes one; 0, or how many seconds the caller must wait. */
  take(caller: string): Promise<number> | number;
  /** Gives one back that cost nothing. */
  giveBack(caller: string): void;
}

interface Minute {
  readonly number: number;
  /** What this replica may still give out of what it took from the shared count. */
  spare: number;
  /** What was taken while nobody else counts. */
  taken: number;
  over: boolean;
}

const minuteMs = 60_000;
/** A replica takes so large a part of the limit at once, so that few requests wait for the shared count. */
const parts = 200;

/** Counts by the minute. Replicas that share a Redis count together; while it does not answer, each counts for itself. */
export function openRequestRate(
  perMinute: number,
  shared: SharedCounts | undefined,
  now: () => number = Date.now,
): RequestRate {
  const minutes = new LRUCache<string, Minute>({ max: 20_000 });
  const chunk = Math.max(1, Math.floor(perMinute / parts));

  function minuteOf(caller: string): Minute {
    const number = Math.floor(now() / minuteMs);
    const known = minutes.get(caller);
    if (known?.number === number) return known;
    const fresh = { number, spare: 0, taken: 0, over: false };
    minutes.set(caller, fresh);
    return fresh;
  }

  function take(minute: Minute): number {
    if (minute.spare < 1) return Math.ceil(((minute.number + 1) * minuteMs - now()) / 1000);
    minute.spare -= 1;
    return 0;
  }

  async function refill(caller: string, minute: Minute): Promise<number> {
    // Others take while this one waits: what it took by itself is known before.
    const alone = (minute.taken += chunk);
    // A name may hold anything that a token says of its owner.
    const name = `${createHash('sha256').update(caller).digest('base64url')}/${String(minute.number)}`;
    const sum = (await shared?.add(name, chunk, 2 * minuteMs)) ?? alone;
    const granted = Math.max(0, chunk - Math.max(0, sum - perMinute));
    minute.spare += granted;
    minute.over = granted < chunk;
    return take(minute);
  }

  return {
    perMinute,
    take(caller) {
      const minute = minuteOf(caller);
      return minute.spare >= 1 || minute.over ? take(minute) : refill(caller, minute);
    },
    giveBack(caller) {
      minuteOf(caller).spare += 1;
    },
  };
}
