import type { Log } from '../contract/tracker.ts';
import type { Rights } from './access/rights.ts';
import type { AnswerParts } from './cache/answers/answer-parts.ts';
import type { DeriveSettings } from './compute/derive-row.ts';
import type { Spent } from './cost/spent.ts';
import type { SourceReport } from './sources/report.ts';

/** One request of a client, as the core sees it. */
export interface Scope {
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** What the client sent in a header, for sources that it has credentials of its own for; null where it sent none. */
  readonly header: (name: string) => string | null;
  readonly traceId: string;
  /** What the client may do, and in which projects. */
  readonly rights: Rights;
  /** The client wants nothing from the cache. */
  readonly noCache: boolean;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** What the config says of values that no tracker tells; nothing, where left out. */
  readonly deriving?: DeriveSettings;
  /** What the answer is made of, where somebody may keep it. */
  readonly parts?: AnswerParts;
  /** Told of everything that counts requests for this answer, where somebody adds them up. */
  readonly spent?: Spent;
  /** Told how far a list of runs has got, for somebody who waits. */
  readonly onProgress?: (progress: Progress) => void;
  /** Told of every report of a list, whether the client selects it or not. */
  readonly onReport?: (report: SourceReport) => void;
}

/** How far one source has been read. */
export interface Progress {
  readonly source: string;
  readonly rowsScanned: number;
  readonly done: boolean;
}
