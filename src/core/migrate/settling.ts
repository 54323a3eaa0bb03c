import { setTimeout as sleep } from 'node:timers/promises';
import { isRungraphError, RungraphError } from '../../contract/error.ts';
import type { Run } from '../../contract/run.ts';
import { wholeRuns, type Side } from './side.ts';

/** Waits for runs that were written and that the target does not show yet. All that wait are asked for in one call. */
export interface Settling {
  /** Ends once the run is as it should be, and after `ms` at the latest. */
  wait(runId: string, ms: number, isThere: (run: Run) => boolean): Promise<void>;
}

interface Wait {
  readonly runId: string;
  readonly until: number;
  readonly isThere: (run: Run) => boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const everyMs = 1000;
/** What a list shows of runs without asking for each of them. */
const listed = { ...wholeRuns, parts: ['notes'] as const };

export function openSettling(to: Side): Settling {
  const waiting = new Set<Wait>();

  async function look(): Promise<void> {
    const asked = [...waiting];
    const ids = asked.map(({ runId }) => runId);
    const found = await to.ask('getRuns', (adapter, context) =>
      adapter.getRuns({ ...context, projection: listed }, ids),
    );
    const now = Date.now();
    asked.forEach((wait, index) => {
      const run = found[index] ?? null;
      // What cannot be read, or not compared, may be half written into the index.
      const isThere = run !== null && !isRungraphError(run) && mayCompare(() => wait.isThere(run));
      if (!isThere && now < wait.until) return;
      waiting.delete(wait);
      wait.resolve();
    });
  }

  async function loop(): Promise<void> {
    try {
      while (waiting.size > 0) {
        await sleep(everyMs, undefined, { signal: to.scope.signal }).catch(() => {
          throw new RungraphError('CANCELLED', 'The move was stopped.');
        });
        await look();
      }
    } catch (error) {
      for (const wait of waiting) wait.reject(error);
      waiting.clear();
    }
  }

  return {
    wait: (runId, ms, isThere) =>
      new Promise<void>((resolve, reject) => {
        waiting.add({ runId, until: Date.now() + ms, isThere, resolve, reject });
        if (waiting.size === 1) void loop();
      }),
  };
}

function mayCompare(compare: () => boolean): boolean {
  try {
    return compare();
  } catch (error) {
    if (isRungraphError(error)) return false;
    throw error;
  }
}
