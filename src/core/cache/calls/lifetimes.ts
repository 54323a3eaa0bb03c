import type { RunStatus } from '../../../contract/run.ts';
import type { Lifetime } from '../stores/entry.ts';

/** What answers are kept by: how long each kind is fresh, in milliseconds. */
export interface FreshMs {
  /** Pages of runs, artifacts and models, and edges: anything may join them at any time. */
  readonly lists: number;
  /** A run that goes on, its series, and what hangs on it. */
  readonly running: number;
  /** A run that has ended: only people change it. */
  readonly finished: number;
  /** Series of a run that has ended: nothing changes them. */
  readonly finishedSeries: number;
  /** That something is not there. */
  readonly missing: number;
}

export interface KeepSettings {
  readonly fresh: FreshMs;
  /** How much longer a value is given out while it is read again. */
  readonly staleMs: number;
  /** How old a value may be that is given out because the tracker fails. */
  readonly errorMs: number;
}

const goingOn: readonly RunStatus[] = ['RUNNING', 'SCHEDULED', 'UNKNOWN'];

export function hasEnded(status: RunStatus): boolean {
  return !goingOn.includes(status);
}

/** A lifetime by its kind. What is not there is never given out late: it may have come meanwhile. */
export function lifetimeOf(kind: keyof FreshMs, { fresh, staleMs, errorMs }: KeepSettings): Lifetime {
  const freshMs = fresh[kind];
  if (kind === 'missing') return { freshMs, staleMs: 0, errorMs: 0 };
  return { freshMs, staleMs: freshMs + staleMs, errorMs: Math.max(errorMs, freshMs) };
}
