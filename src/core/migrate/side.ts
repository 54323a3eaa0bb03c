import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRungraphError, RungraphError } from '../../contract/error.ts';
import { allKeys, type Projection } from '../../contract/projection.ts';
import type { Points } from '../../contract/series.ts';
import type { MetricContext } from '../../contract/value.ts';
import type { Run } from '../../contract/run.ts';
import type { WriteTable } from '../../contract/write-table.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';
import type { Scope } from '../scope.ts';
import { openCall, type SourceCall } from '../sources/open-call.ts';
import type { Source } from '../sources/source.ts';

/** One end of a move: a source that is read from or written to, past every cache. */
export interface Side {
  readonly source: Source;
  readonly scope: Scope;
  /**
   * Asks the adapter within a deadline of its own. What may pass is asked again until patience ends. `items`: for so many
   * things at once, and as many times the time.
   */
  ask<T>(
    operation: string,
    call: (adapter: SourceAdapter, context: SourceContext) => Promise<T>,
    items?: number,
  ): Promise<T>;
  /** The same, once: for what must not be asked blindly again. `deadlineMs` where the source's own is too short. */
  askOnce<T>(
    operation: string,
    call: (adapter: SourceAdapter, context: SourceContext) => Promise<T>,
    deadlineMs?: number,
  ): Promise<T>;
  /**
   * Makes what must not be there twice. What surely did not arrive is sent again, as patiently as all else; after an
   * answer that was lost, `look` tells whether it is there, and where it is not, the failure stands.
   */
  makeOnce<T>(
    operation: string,
    make: (adapter: SourceAdapter, context: SourceContext) => Promise<T>,
    look: () => Promise<T | null>,
  ): Promise<T>;
  /** Does what is several calls, and is begun again as a whole where a call failed for a reason that may pass. */
  patiently<T>(attempt: () => Promise<T>): Promise<T>;
  /** Calls so far, and how long they took together. */
  readonly spent: { readonly calls: number; readonly ms: number };
  /** For parts of the core that make calls of their own. */
  within<T>(use: (call: SourceCall) => Promise<T>): Promise<T>;
}

export interface Patience {
  /** How long a tracker that does not answer is waited for. One that says that its work goes on is waited for to its end. */
  readonly patienceMs: number;
  /** Hears how far such work has come. */
  readonly onWait?: (progress: string) => void;
}

/** All that a run has. */
export const wholeRuns: Projection = {
  params: allKeys,
  metrics: allKeys,
  tags: allKeys,
  parts: ['notes', 'native', 'provenance'],
};

export function openSide(source: Source, scope: Scope, patience: Patience): Side {
  const past: Scope = { ...scope, noCache: true };
  const spent = { calls: 0, ms: 0 };
  // Every call under way listens to it.
  setMaxListeners(0, scope.signal);

  async function once<T>(deadlineMs: number, use: (call: SourceCall) => Promise<T>, items = 1): Promise<T> {
    // Projects may have been made since: no answer about them is kept from one call to the next.
    const call = openCall({ ...source, deadlineMs }, { ...past }, wholeRuns);
    const startedAt = performance.now();
    try {
      return await use(call);
    } finally {
      call.close();
      spent.calls += items;
      spent.ms += performance.now() - startedAt;
    }
  }

  const persist: Side['patiently'] = (attempt) => patiently(past, patience, attempt);
  const askOnce: Side['askOnce'] = (operation, call, deadlineMs = source.deadlineMs) =>
    once(deadlineMs, (own) => own.run(operation, call));

  return {
    source,
    scope: past,
    spent,
    ask: (operation, call, items = 1) =>
      persist(() => once(items * source.deadlineMs, (own) => own.run(operation, call), items)),
    askOnce,
    async makeOnce(operation, make, look) {
      const attempt = await persist(async () => {
        try {
          return { made: await askOnce(operation, make) };
        } catch (error) {
          if (!isRungraphError(error) || error.retryable || error.code === 'INVALID_QUERY') throw error;
          return { error };
        }
      });
      if ('made' in attempt) return attempt.made;
      const found = await look();
      if (found === null) throw attempt.error;
      return found;
    },
    patiently: persist,
    within: (use) => persist(() => once(source.deadlineMs, use)),
  };
}

const firstWaitMs = 250;
const longestWaitMs = 10_000;

/** Asks again what failed for a reason that may pass, ever more slowly, until patience ends. */
async function patiently<T>(scope: Scope, { patienceMs, onWait }: Patience, call: () => Promise<T>): Promise<T> {
  let until = Date.now() + patienceMs;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
    try {
      return await call();
    } catch (error) {
      if (!mayPass(error) || scope.signal.aborted) throw error;
      if (error.goesOn) {
        onWait?.(error.message);
        [waitMs, until] = [firstWaitMs, Date.now() + patienceMs];
      } else if (Date.now() + waitMs > until) throw error;
      await sleep(Math.max(waitMs, isRungraphError(error) ? (error.retryAfterMs ?? 0) : 0), undefined, {
        signal: scope.signal,
      }).catch(() => {
        throw new RungraphError('CANCELLED', 'The move was stopped.');
      });
    }
  }
}

const passing: readonly RungraphError['code'][] = ['TIMEOUT', 'UNAVAILABLE', 'RATE_LIMITED'];

/** Whether a failure may pass by itself, whether or not the same may be sent again. */
export function mayPass(error: unknown): error is RungraphError {
  return isRungraphError(error) && passing.includes(error.code);
}

/** What the target takes. @throws UNSUPPORTED where nothing can be written to it. */
export async function writeTableOf(side: Side): Promise<WriteTable> {
  const { capabilities } = await side.within((call) => call.ready());
  if (capabilities.writes !== undefined) return capabilities.writes;
  const { id, tracker } = side.source;
  if (capabilities.whyNoWrites !== undefined)
    throw new RungraphError('UNSUPPORTED', `Nothing can be written to ${id}: ${capabilities.whyNoWrites}`);
  throw new RungraphError('UNSUPPORTED', `Nothing can be written to ${id}: Rungraph does not write to ${tracker} yet.`);
}

/** @throws NOT_FOUND where the run has gone. */
export async function readRun(side: Side, id: string): Promise<Run> {
  const slot = await side.ask('getRuns', async (adapter, context) => {
    const [found] = await adapter.getRuns(context, [id]);
    if (isRungraphError(found)) throw found;
    return found;
  });
  if (slot !== null && slot !== undefined) return slot;
  throw new RungraphError('NOT_FOUND', `The run ${side.source.id}/${id} is not there.`);
}

export interface WantedSeries {
  readonly runId: string;
  readonly projectId: string;
  readonly metric: string;
  readonly context: MetricContext | null;
}

/** Points that are read within one deadline; many times as many may have as many. */
const pointsInTime = 1_000_000;

/** Every point of some series, `points` in all, in their order. @throws UNSUPPORTED where the tracker samples one. */
export function readWholes(side: Side, wanted: readonly WantedSeries[], points = 0): Promise<readonly Points[]> {
  const asked = wanted.map((one) => ({ ...one, from: null, to: null, maxPoints: null }));
  const read = async (adapter: SourceAdapter, context: SourceContext): Promise<readonly Points[]> => {
    const slots = await adapter.getSeries(context, asked);
    return wanted.map(({ metric }, index) => {
      const series = slots[index];
      if (series === undefined) throw new RungraphError('INTERNAL', 'An answer about series was too short.');
      if (isRungraphError(series)) throw series;
      if (series.complete) return series;
      const message = `${side.source.id} answers the series ${metric} sampled, and not whole.`;
      throw new RungraphError('UNSUPPORTED', message);
    });
  };
  return side.ask('getSeries', read, Math.max(wanted.length, Math.ceil(points / pointsInTime)));
}

/** The same of one series. */
export async function readWhole(side: Side, wanted: WantedSeries): Promise<Points> {
  const [points] = await readWholes(side, [wanted]);
  if (points === undefined) throw new RungraphError('INTERNAL', 'An answer about series was too short.');
  return points;
}
