import { setTimeout } from 'node:timers/promises';
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';

/** Trouble on the way to an emulator, for tests of clients. */
export interface InjectedFault {
  readonly delayMs?: number;
  /** Closes the connection without an answer. */
  readonly hangUp?: boolean;
  /** An answer in place of the server's. */
  readonly answer?: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

export interface ReceivedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

/** A hook of an emulator that writes down every request, and does what `faults` says in place of an answer or before it. */
export function injectFaults<Request extends ReceivedRequest>(
  requests: Request[],
  describe: (received: ReceivedRequest, request: FastifyRequest) => Request,
  faults: ((request: Request) => InjectedFault | undefined) | undefined,
): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const received = describe({ method: request.method, path: request.url.split('?')[0] ?? '' }, request);
    requests.push(received);
    const fault = faults?.(received);
    if (fault?.delayMs !== undefined) await setTimeout(fault.delayMs);
    if (fault?.hangUp) {
      // Not the request alone: one that was read to its end leaves its connection open.
      request.raw.socket.destroy();
      return reply.hijack();
    }
    if (fault?.answer === undefined) return undefined;
    const { status, headers, body } = fault.answer;
    return reply
      .status(status)
      .headers({ ...headers })
      .send(body);
  };
}
