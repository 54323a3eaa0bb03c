import { setTimeout as sleep } from 'node:timers/promises';
import type { RunStatus } from '../../contract/run.ts';
import type { Plan, PlannedRun } from './plan-file.ts';
import { readRun, type Side } from './side.ts';

const goesOn: readonly RunStatus[] = ['RUNNING', 'SCHEDULED'];

/** Whether a run is still written to. */
export function isGoingOn({ status }: { readonly status: RunStatus }): boolean {
  return goesOn.includes(status);
}

/** Tells why a run cannot be moved yet; null where it can be. */
export interface GoingOn {
  why(run: PlannedRun): Promise<string | null>;
  /** Runs are looked at again from now on. */
  forget(): void;
}

/**
 * Looks at runs that went on when the plan was made: they may have ended since. A child follows its parent, since a copy
 * is told of its parent when it is made.
 */
export function openGoingOn({ options }: Plan, from: Side): GoingOn {
  const told = new Map<string, Promise<string | null>>();

  async function look(run: PlannedRun): Promise<string | null> {
    const parent = run.parent === null ? undefined : await told.get(run.parent);
    if (typeof parent === 'string') return `its parent ${run.parent ?? ''} still goes on`;
    return run.running && isGoingOn(await readRun(from, run.id)) ? 'it still goes on' : null;
  }

  return {
    why(run) {
      if (options.running === 'snapshot') return Promise.resolve(null);
      const known = told.get(run.id) ?? look(run);
      told.set(run.id, known);
      return known;
    },
    forget: () => told.clear(),
  };
}

/** Waits, unless the move is stopped meanwhile. */
export async function pause(ms: number, isStopped: () => boolean, signal: AbortSignal): Promise<void> {
  const until = Date.now() + ms;
  while (Date.now() < until && !isStopped() && !signal.aborted) await sleep(Math.min(200, ms));
}
