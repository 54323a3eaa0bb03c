import { setTimeout } from 'node:timers/promises';
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  circuitBreaker,
  handleWhen,
  retry,
  type IRetryBackoffContext,
} from 'cockatiel';
import type { Meter, UpstreamContext } from '../../contract/context.ts';
import { RungraphError, isRungraphError, type ErrorCode } from '../../contract/error.ts';

/** Failures that say that a server is ill, and not that a question was wrong. */
const counted: readonly ErrorCode[] = ['TIMEOUT', 'UNAVAILABLE', 'PROTOCOL'];
/** So many failures without a success between them, and the tracker is left alone. */
const failuresInARow = 5;
/** A call is tried so often again. */
const retries = 2;
const firstWaitMs = 100;
const longestWaitMs = 2_000;

/** CLOSED: calls pass. OPEN: they fail at once. HALF_OPEN: one passes, to find out. */
export type BreakerState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';

/** What calls of one kind go through at one source: retries outside, a circuit breaker inside. */
export interface Policy {
  readonly state: () => BreakerState;
  /** The failure that was counted last; null once a call has succeeded since. */
  readonly failure: () => RungraphError | null;
  /** Counts a call, without another try. */
  once<T>(context: UpstreamContext, call: () => Promise<T>): Promise<T>;
  /** Calls again what fails for a reason that may pass, within the deadline. */
  one<T>(context: UpstreamContext, call: () => Promise<T>): Promise<T>;
  /** The same for a call of many: only those that failed are asked again. */
  many<Item, T>(context: UpstreamContext, items: readonly Item[], call: CallOfMany<Item, T>): Promise<Slots<T>>;
}

type Slots<T> = readonly (T | RungraphError)[];
/** Asked for many; what became of each, in order. */
export type CallOfMany<Item, T> = (items: readonly Item[]) => Promise<Slots<T>>;

export interface PolicyOptions {
  readonly source: string;
  readonly onChange?: (state: BreakerState) => void;
  /** How long the breaker stays open at first and at most, in milliseconds. */
  readonly openMs?: { readonly first: number; readonly longest: number };
}

/** A failure that is not counted. */
class Uncounted extends Error {
  readonly failed: unknown;

  constructor(failed: unknown) {
    super('failed together with another call');
    this.failed = failed;
  }
}

/** A tracker that is ill is asked again a little later, and not at all while it stays ill. */
export function openPolicy({ source, onChange, openMs = { first: 1_000, longest: 30_000 } }: PolicyOptions): Policy {
  let failure: RungraphError | null = null;
  /** Calls and failures are numbered. */
  let number = 0;
  /** The last failure of one client's use of the source. */
  const failedAt = new WeakMap<Meter, number>();
  const breaker = circuitBreaker(handleWhen(isCounted).orWhenResult(isAllFailed), {
    halfOpenAfter: new ExponentialBackoff({ initialDelay: openMs.first, maxDelay: openMs.longest }),
    breaker: new ConsecutiveBreaker(failuresInARow),
  });

  /** Calls that one list has under way at the same time may fail together: that counts once. */
  async function counted<T>({ meter }: UpstreamContext, call: () => Promise<T>): Promise<T> {
    const began = (number += 1);
    try {
      return await breaker.execute(async () => {
        try {
          return await call();
        } catch (error) {
          if (began < (failedAt.get(meter) ?? 0)) throw new Uncounted(error);
          failedAt.set(meter, (number += 1));
          throw error;
        }
      });
    } catch (error) {
      throw error instanceof Uncounted ? error.failed : error;
    }
  }

  breaker.onStateChange((state) => onChange?.(spell(state)));
  breaker.onSuccess(() => (failure = null));
  breaker.onFailure(({ reason }) => (failure = failureOf(reason)));

  async function retrying<T>(context: UpstreamContext, call: () => Promise<T>): Promise<T> {
    const worthIt = handleWhen((error) => isWorthAnotherTry(error, context));
    const policy = retry(worthIt, { maxAttempts: retries, backoff: new DelegateBackoff(waitBefore) });
    let failed: unknown;
    const attempt = async (): Promise<T> => {
      if (isRungraphError(failed)) await meetAgain(failed);
      try {
        return await call();
      } catch (error) {
        failed = error;
        throw error;
      }
    };
    return unlessLeftAlone(() => policy.execute(attempt, context.signal));
  }

  async function unlessLeftAlone<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw error instanceof BrokenCircuitError ? leftAlone(source, failure) : error;
    }
  }

  return {
    state: () => spell(breaker.state),
    failure: () => failure,
    once: (context, call) => unlessLeftAlone(() => counted(context, call)),
    one: (context, call) => retrying(context, () => counted(context, call)),

    async many<Item, T>(context: UpstreamContext, items: readonly Item[], call: CallOfMany<Item, T>) {
      const answers = new Map<number, T | RungraphError>();
      let places = items.map((_item, place) => place);
      const attempt = async (): Promise<void> => {
        const asked = places.flatMap((place) => items.slice(place, place + 1));
        const slots = await counted(context, () => call(asked));
        places.forEach((place, index) => slots.slice(index, index + 1).forEach((slot) => answers.set(place, slot)));
        places = places.filter((place) => isWorthAnotherTry(answers.get(place), context));
        const failed = places.flatMap((place) => answers.get(place)).find(isRungraphError);
        if (failed !== undefined) throw failed;
      };
      try {
        await retrying(context, attempt);
      } catch (error) {
        // Slots tell what became of each; without them nothing is known.
        if (answers.size < items.length) throw error;
      }
      return [...answers].sort(([a], [b]) => a - b).map(([, slot]) => slot);
    },
  };
}

function isCounted(error: unknown): error is RungraphError {
  return isRungraphError(error) && counted.includes(error.code) && !error.goesOn;
}

/** A call for many items that brings none of them is a failure too. One that is broken by itself is not. */
function isAllFailed(slots: unknown): boolean {
  return Array.isArray(slots) && slots.length > 0 && slots.every((slot) => isCounted(slot) && slot.retryable);
}

function failureOf(reason: { readonly error: Error } | { readonly value: unknown }): RungraphError | null {
  const failed: unknown = 'error' in reason ? reason.error : Array.isArray(reason.value) ? reason.value[0] : null;
  return isRungraphError(failed) ? failed : null;
}

/** What may pass, where the wait that the tracker asked for fits in the deadline. */
function isWorthAnotherTry(error: unknown, { signal, deadline }: UpstreamContext): error is RungraphError {
  if (!isRungraphError(error) || !error.retryable || error.goesOn || signal.aborted) return false;
  return (error.retryAfterMs ?? firstWaitMs) < deadline - Date.now();
}

/** Calls that failed by one and the same error were one request, and become one again: they wait for as long. */
const waits = new WeakMap<RungraphError, number>();
const meetings = new WeakMap<RungraphError, Promise<void>>();
/** Timers that were set at the same time may end some milliseconds apart. */
const meetMs = 5;

function meetAgain(error: RungraphError): Promise<void> {
  const meeting = meetings.get(error) ?? setTimeout(meetMs);
  meetings.set(error, meeting);
  return meeting;
}

/** Full jitter, so that callers who failed at one time do not come back at one time; longer where the tracker says so. */
function waitBefore({ attempt, result }: IRetryBackoffContext<unknown>): number {
  const error = 'error' in result && isRungraphError(result.error) ? result.error : undefined;
  const shared = error === undefined ? undefined : waits.get(error);
  const wait =
    shared ?? (error?.retryAfterMs ?? 0) + Math.random() * Math.min(longestWaitMs, firstWaitMs * 2 ** attempt);
  if (error !== undefined) waits.set(error, wait);
  return wait;
}

function leftAlone(source: string, failure: RungraphError | null): RungraphError {
  const why = failure === null ? '' : ` Its last answer: ${failure.message}`;
  const message = `${source} failed ${failuresInARow} times in a row and is left alone for a moment.${why}`;
  return new RungraphError('UNAVAILABLE', message, { source, asked: false });
}

function spell(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'CLOSED';
  return state === CircuitState.HalfOpen ? 'HALF_OPEN' : 'OPEN';
}
