import type { Project } from './project.ts';
import type { Projection } from './projection.ts';

/** Counts what was asked of a tracker, so that an answer can say what it cost. */
export interface Meter {
  upstreamCalls: number;
}

/** What every request to a tracker is sent with. `probe` and `listProjects` get nothing beside it. */
export interface UpstreamContext {
  /** Aborted when the client has gone or the deadline is over. Every wait must listen to it. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline: number;
  /** The caller's own credentials, where a source passes them on; null where the gateway's serve. */
  readonly principal: string | null;
  /** Tells the question of one client from all others: for the log, for traces, and so that questions take turns. */
  readonly traceId: string;
  /** The function of the adapter that is called, for counts and traces. */
  readonly operation: string;
  /** The one project that this call concerns; null if several. The scheduler keeps places free for other projects. */
  readonly project: string | null;
  readonly meter: Meter;
}

/** What a call that reads runs, or what hangs on them, gets beside its own arguments. */
export interface CallContext extends UpstreamContext {
  readonly projection: Projection;
  /** All projects of this source, archived ones too, for trackers that must be told where to search. May be seconds old. */
  readonly projects: () => Promise<readonly Project[]>;
}

/** A context of calls, without what is learnt by calls that come before it. */
export type BareContext<Context extends CallContext> = Omit<Context, 'projection' | 'projects'>;
