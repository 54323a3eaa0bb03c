import type { ProbeAnswer } from '../../contract/adapter.ts';
import type { RungraphError } from '../../contract/error.ts';
import type { SourceMeter } from '../call/meter.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';

/** How long a good answer is trusted before it is asked again in the background: servers are upgraded in place. */
const freshForMs = 5 * 60_000;
/** How long a failure is remembered, so that a dead tracker is not asked by every query. */
const failedForMs = 2_000;

export type ProbeState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly answer: ProbeAnswer; readonly at: number }
  | {
      readonly kind: 'failed';
      readonly error: RungraphError;
      readonly at: number;
      readonly last: ProbeAnswer | undefined;
    };

export interface ProbeMemo {
  /** What was last learnt. Asks nobody. */
  state(): ProbeState;
  /**
   * What the server can do; probes where that is not known yet, and throws what the probe threw. A server that was known
   * before and fails now is still what it was: the calls themselves find out whether it is well.
   */
  answer(asker?: ProbeAsker): Promise<ProbeAnswer>;
  /** Probes now, whatever is known. Throws what the probe threw. */
  refresh(asker?: ProbeAsker): Promise<ProbeAnswer>;
}

/** Whose answer a probe is made for, where somebody waits for it. */
export interface ProbeAsker {
  /** Counts the calls of a probe that this asker began. */
  readonly meter: SourceMeter;
  readonly traceId: string;
}

/** Remembers what probing found, and lets many who ask at once share one probe. */
export function openProbeMemo(
  probe: (asker: ProbeAsker | undefined) => Promise<ProbeAnswer>,
  now: () => number = Date.now,
): ProbeMemo {
  let state: ProbeState = { kind: 'unknown' };
  let flight: Promise<ProbeAnswer> | undefined;

  async function ask(asker: ProbeAsker | undefined): Promise<ProbeAnswer> {
    try {
      const answer = await probe(asker);
      state = { kind: 'known', answer, at: now() };
      return answer;
    } catch (thrown) {
      const error = toRungraphError(thrown);
      state = { kind: 'failed', error, at: now(), last: lastAnswer() };
      throw error;
    } finally {
      flight = undefined;
    }
  }

  function lastAnswer(): ProbeAnswer | undefined {
    if (state.kind === 'unknown') return undefined;
    return state.kind === 'known' ? state.answer : state.last;
  }

  function refresh(asker?: ProbeAsker): Promise<ProbeAnswer> {
    flight ??= ask(asker);
    return flight;
  }

  function isDue(): boolean {
    if (state.kind === 'unknown') return true;
    return now() - state.at > (state.kind === 'known' ? freshForMs : failedForMs);
  }

  return {
    state: () => state,
    refresh,
    async answer(asker) {
      const last = lastAnswer();
      if (last !== undefined) {
        // Behind the answer, which it is no part of.
        if (isDue()) refresh().catch(() => undefined);
        return last;
      }
      if (state.kind === 'failed' && !isDue()) throw state.error;
      return refresh(asker);
    },
  };
}
