import { setTimeout as sleep } from 'node:timers/promises';
import type { UpstreamContext } from '../contract/context.ts';
import { RungraphError, isRungraphError } from '../contract/error.ts';
import type { HttpClient, HttpResponse, HttpStream, RateBudget } from '../contract/http.ts';
import { openFairQueue } from './fair-queue.ts';
import { askedToWait } from './status-to-error.ts';

export interface Pace {
  /** For messages. */
  readonly source: string;
  /** How many requests at a time. */
  readonly concurrency: number;
  readonly budget: RateBudget;
  /** How long one request may take until its answer is there; undefined: as long as the question has. */
  readonly attemptMs?: number | undefined;
}

/**
 * The same client, at the pace that the tracker bears: within its budget, at most so many requests at a time, of one
 * question at most two thirds of them, and of one project all but one. Files take as long as their reader wants, so they do not count.
 */
export function paceClient(client: HttpClient, { source, concurrency, budget, attemptMs }: Pace): HttpClient {
  const perQuestion = Math.max(1, Math.ceil((concurrency * 2) / 3));
  const queue = openFairQueue({ total: concurrency, perQuestion, perProject: Math.max(1, concurrency - 1) });

  async function waitForBudget({ signal, deadline }: UpstreamContext): Promise<void> {
    const waitMs = await budget.take(Math.max(0, deadline - Date.now()));
    if (waitMs === 0) return;
    if (waitMs > deadline - Date.now()) {
      const message = `${source} may not be asked for another ${Math.ceil(waitMs / 1000)} s: its rate is used up.`;
      throw new RungraphError('RATE_LIMITED', message, { retryAfterMs: waitMs });
    }
    await sleep(waitMs, undefined, { signal }).catch(() => {
      throw isRungraphError(signal.reason) ? signal.reason : new RungraphError('CANCELLED', 'The client has gone.');
    });
  }

  function note(response: Pick<HttpResponse, 'status' | 'headers'>): void {
    const waitMs = askedToWait(response);
    if (waitMs !== undefined) budget.hold(waitMs);
  }

  return {
    async send(context, request) {
      await waitForBudget(context);
      const leave = await queue.enter(context);
      const attempt = startAttempt(context, attemptMs, source);
      try {
        const response = await client.send(attempt.context, request);
        note(response);
        return response;
      } finally {
        attempt.settle();
        leave();
      }
    },

    async open(context, request) {
      await waitForBudget(context);
      const leave = request.long === true ? () => undefined : await queue.enter(context);
      const attempt = startAttempt(context, attemptMs, source);
      try {
        const stream = await client.open(attempt.context, request);
        note(stream);
        return leaveAtEnd(stream, leave);
      } catch (error) {
        leave();
        throw error;
      } finally {
        attempt.settle();
      }
    },

    close: () => {
      client.close();
    },
  };
}

/** A context that ends earlier than the question's, until the answer is there. */
function startAttempt(context: UpstreamContext, ms: number | undefined, source: string) {
  if (ms === undefined) return { context, settle: () => undefined };
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(new RungraphError('TIMEOUT', `${source} did not answer a request within ${ms} ms (attemptMs).`));
  }, ms);
  return {
    // The question's signal goes on to cut a body that is read later.
    context: { ...context, signal: AbortSignal.any([context.signal, late.signal]) },
    settle() {
      clearTimeout(timer);
    },
  };
}

/** Gives the slot back when the body was read, broke off or is not wanted. */
function leaveAtEnd(stream: HttpStream, leave: () => void): HttpStream {
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      yield* stream.body;
    } finally {
      leave();
    }
  }
  return {
    ...stream,
    body: body(),
    close() {
      leave();
      stream.close();
    },
  };
}
