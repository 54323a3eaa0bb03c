import type { CacheOutcome } from './context.ts';

/** One request to a tracker. */
export interface UpstreamCall {
  readonly source: string;
  /** What it is part of, as a function of the adapter is named: searchRuns, getSeries, probe. */
  readonly operation: string;
  /** An HTTP status, or why there was none: TIMEOUT, UNAVAILABLE, CANCELLED. */
  readonly outcome: string;
  readonly seconds: number;
}

/** Is told what happens, to count it. Must not throw and must not take long. */
export interface Observer {
  upstreamCall(call: UpstreamCall): void;
  /** A part of an answer came out of the cache, or past it. */
  cacheRead(source: string, outcome: CacheOutcome): void;
  /** A whole answer was looked for among those that are kept. */
  keptAnswer(found: boolean): void;
}
