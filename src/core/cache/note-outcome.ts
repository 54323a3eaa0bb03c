import type { CacheOutcome, Meter } from '../../contract/context.ts';

const badness: Readonly<Record<CacheOutcome, number>> = { BYPASS: 0, HIT: 1, MISS: 2, STALE: 3 };

/** Adds one part of an answer to what is known of the whole. */
export function noteOutcome(meter: Meter, outcome: CacheOutcome, readAt: number): void {
  if (badness[outcome] > badness[meter.cache]) meter.cache = outcome;
  meter.readAt = Math.min(meter.readAt ?? readAt, readAt);
}
