import { noteAge, noteCache, type CacheOutcome, type SourceMeter } from '../../call/meter.ts';
import type { Entry } from '../stores/entry.ts';

/** Adds one part of an answer to what is known of the whole. */
export function noteOutcome(meter: SourceMeter, outcome: CacheOutcome, key: string, { readAt, lifetime }: Entry): void {
  noteCache(meter, outcome);
  noteAge(meter, readAt);
  meter.onPart?.({ key, outcome, freshUntil: readAt + lifetime.freshMs });
}
