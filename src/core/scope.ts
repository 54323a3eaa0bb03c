import type { Log } from '../contract/tracker.ts';

/** One request of a client, as the core sees it. */
export interface Scope {
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  readonly principal: string | null;
  readonly traceId: string;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
