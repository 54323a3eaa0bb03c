import type { Project } from './project.ts';
import type { Projection } from './projection.ts';

/** Counts what was asked of a tracker, so that an answer can say what it cost. */
export interface Meter {
  upstreamCalls: number;
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
  readonly projection: Projection;
  readonly meter: Meter;
  /** All projects of this source, archived ones too, for trackers that must be told where to search. May be seconds old. */
  readonly projects: () => Promise<readonly Project[]>;
}
