import type { Meter } from '../../contract/context.ts';
import type { RungraphError } from '../../contract/error.ts';

/** How an answer came out of the cache. BYPASS: nobody asked the cache. */
export type CacheOutcome = 'HIT' | 'MISS' | 'STALE' | 'BYPASS';

/** A part of an answer that came by way of the cache. */
export interface AnswerPart {
  readonly key: string;
  readonly outcome: CacheOutcome;
  /** Epoch milliseconds. */
  readonly freshUntil: number;
}

/** What one answer of a source cost, and how old it is. */
export interface SourceMeter extends Meter {
  /** How many of its calls another meter of the same question counts too. */
  alsoCounted: number;
  /** The worst of all parts read so far: STALE, then MISS, then HIT; BYPASS while nothing was read by the cache. */
  cache: CacheOutcome;
  /** When the oldest part was read from the tracker, in epoch milliseconds; undefined while nothing was. */
  readAt: number | undefined;
  /** The failure of the tracker that an older part covers for. */
  covered: RungraphError | undefined;
  /** Told of every part of the answer, so that the whole may be kept; left out where nobody keeps it. */
  readonly onPart?: (part: AnswerPart) => void;
}

export function openMeter(): SourceMeter {
  return { upstreamCalls: 0, alsoCounted: 0, cache: 'BYPASS', readAt: undefined, covered: undefined };
}

const badness: Readonly<Record<CacheOutcome, number>> = { BYPASS: 0, HIT: 1, MISS: 2, STALE: 3 };

/** Adds to a meter what another one counted, which is a part of the same answer. */
export function addMeter(meter: SourceMeter, { upstreamCalls, cache, readAt, covered }: SourceMeter): void {
  meter.upstreamCalls += upstreamCalls;
  noteCache(meter, cache);
  if (readAt !== undefined) noteAge(meter, readAt);
  meter.covered ??= covered;
}

/** Adds calls that the meter of another part of the same question has counted. */
export function addCounted(meter: SourceMeter, calls: number): void {
  meter.upstreamCalls += calls;
  meter.alsoCounted += calls;
}

/** The worst outcome of all parts is that of the whole. */
export function noteCache(meter: SourceMeter, outcome: CacheOutcome): void {
  if (badness[outcome] > badness[meter.cache]) meter.cache = outcome;
}

/** The oldest part is the age of the whole. */
export function noteAge(meter: SourceMeter, readAt: number): void {
  meter.readAt = Math.min(meter.readAt ?? readAt, readAt);
}
