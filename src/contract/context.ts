import type { RungraphError } from './error.ts';
import type { Project } from './project.ts';
import type { Projection } from './projection.ts';

/** How an answer came out of the cache. BYPASS: nobody asked the cache. */
export type CacheOutcome = 'HIT' | 'MISS' | 'STALE' | 'BYPASS';

/** A part of an answer that came by way of the cache. */
export interface AnswerPart {
  readonly key: string;
  readonly outcome: CacheOutcome;
  /** Epoch milliseconds. */
  readonly freshUntil: number;
}

/** Counts what was asked of a tracker, so that an answer can say what it cost and how old it is. */
export interface Meter {
  upstreamCalls: number;
  /** The worst of all parts read so far: STALE, then MISS, then HIT; BYPASS while nothing was read by the cache. */
  cache: CacheOutcome;
  /** When the oldest part was read from the tracker, in epoch milliseconds; undefined while nothing was. */
  readAt: number | undefined;
  /** The failure of the tracker that an older part covers for. */
  covered: RungraphError | undefined;
  /** Told of every part of the answer, so that the whole may be kept; left out where nobody keeps it. */
  readonly onPart?: (part: AnswerPart) => void;
}

export function openMeter(): Meter {
  return { upstreamCalls: 0, cache: 'BYPASS', readAt: undefined, covered: undefined };
}

/** What every call of an adapter gets beside its own arguments. */
export interface CallContext {
  /** Aborted when the client has gone or the deadline is over. Every wait must listen to it. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline: number;
  /** Who asked, where a source passes the caller's credentials on; null in service mode. */
  readonly principal: string | null;
  readonly traceId: string;
  /** What is asked of the tracker, as a function of the adapter is named; for counts and traces. */
  readonly operation: string;
  /** The client wants nothing from the cache. */
  readonly noCache: boolean;
  readonly projection: Projection;
  readonly meter: Meter;
  /** All projects of this source, archived ones too, for trackers that must be told where to search. May be seconds old. */
  readonly projects: () => Promise<readonly Project[]>;
}
