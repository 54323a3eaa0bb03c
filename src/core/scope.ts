import type { Log } from '../contract/tracker.ts';

/** One request of a client, as the core sees it. */
export interface Scope {
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  readonly principal: string | null;
  readonly traceId: string;
  /** The client wants nothing from the cache. */
  readonly noCache: boolean;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told how far a list of runs has got, for somebody who waits. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far one source has been read. */
export interface Progress {
  readonly source: string;
  readonly rowsScanned: number;
  readonly done: boolean;
}
