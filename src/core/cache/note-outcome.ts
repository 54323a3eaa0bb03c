import type { CacheOutcome, Meter } from '../../contract/context.ts';
import type { Entry } from './entry.ts';

const badness: Readonly<Record<CacheOutcome, number>> = { BYPASS: 0, HIT: 1, MISS: 2, STALE: 3 };

/** Adds one part of an answer to what is known of the whole. */
export function noteOutcome(meter: Meter, outcome: CacheOutcome, key: string, { readAt, lifetime }: Entry): void {
  if (badness[outcome] > badness[meter.cache]) meter.cache = outcome;
  meter.readAt = Math.min(meter.readAt ?? readAt, readAt);
  meter.onPart?.({ key, outcome, freshUntil: readAt + lifetime.freshMs });
}
