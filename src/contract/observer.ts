/** One request to a tracker. */
export interface UpstreamCall {
  readonly source: string;
  /** The function of the adapter that it is part of: searchRuns, getSeries, probe. */
  readonly operation: string;
  /** An HTTP status, or why there was none: TIMEOUT, UNAVAILABLE, CANCELLED. */
  readonly outcome: string;
  readonly seconds: number;
}

/** Is told of requests to trackers, to count them. Must not throw and must not take long. */
export interface CallObserver {
  upstreamCall(call: UpstreamCall): void;
}
