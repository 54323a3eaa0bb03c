import { randomUUID } from 'node:crypto';
import type { UpstreamContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { Socket } from '../../../src/contract/socket.ts';
import type { Packed } from './pack-tree.ts';
import type { Instruction, ResourceType, TrackingClient } from './tracking-client.ts';
import { ForgottenError } from './tracking-errors.ts';

/** What one client has open at the server. Handlers are of this session alone. */
export interface Session {
  open(context: UpstreamContext, type: ResourceType, args: { readonly [key: string]: Packed }): Promise<string>;
  call(context: UpstreamContext, instruction: Instruction): ReturnType<TrackingClient['call']>;
  release(context: UpstreamContext, handler: string): Promise<void>;
  /** Calls methods in order, and waits until all are done. */
  write(context: UpstreamContext, instructions: readonly Instruction[]): Promise<void>;
}

/** The one session at a time: parallel ones gain nothing, since the server does one thing after the other. */
export interface Sessions {
  /**
   * Uses the session, which is opened where there is none. Where the server has forgotten it, for it was started anew or heard
   * nothing for a while, another is opened, and `call` begins again: it must be repeatable.
   */
  use<T>(context: UpstreamContext, call: (session: Session) => Promise<T>): Promise<T>;
  end(context: UpstreamContext): Promise<void>;
  /** Without a word to the server, which gives such a client up after a while. */
  drop(): void;
}

const heartbeatMs = 10_000;

interface OpenSession extends Session {
  beat(context: UpstreamContext): Promise<void>;
  end(context: UpstreamContext): Promise<void>;
  drop(): void;
}

export function openSessions(tracking: TrackingClient, now: () => number): Sessions {
  let current: Promise<OpenSession> | undefined;

  async function sessionOf(context: UpstreamContext): Promise<OpenSession> {
    const opening = (current ??= openSession(context, tracking, now));
    try {
      return await opening;
    } catch (error) {
      if (current === opening) current = undefined;
      throw error;
    }
  }

  return {
    async use(context, call) {
      for (let isAgain = false; ; isAgain = true) {
        const session = await sessionOf(context);
        try {
          await session.beat(context);
          return await call(session);
        } catch (error) {
          if (!(error instanceof ForgottenError)) throw error;
          if ((await current?.catch(() => undefined)) === session) current = undefined;
          session.drop();
          if (!isAgain) continue;
          const message = 'The aim server forgets what is open: it is started anew again and again.';
          throw new RungraphError('UNAVAILABLE', message, { cause: error });
        }
      }
    },

    async end(context) {
      const session = await current?.catch(() => undefined);
      current = undefined;
      await session?.end(context);
    },

    drop() {
      void current?.then(
        (session) => {
          session.drop();
        },
        () => undefined,
      );
      current = undefined;
    },
  };
}

async function openSession(
  context: UpstreamContext,
  tracking: TrackingClient,
  now: () => number,
): Promise<OpenSession> {
  const client = randomUUID();
  await tracking.connect(context, client);
  await tracking.heartbeat(context, client);
  let beatAt = now();
  // Locks of runs live as long as somebody holds the repository open.
  await tracking.open(context, client, { type: 'Repo', args: {} });
  let socket: Promise<Socket> | undefined;

  async function socketOf(own: UpstreamContext): Promise<Socket> {
    const opening = (socket ??= tracking.openSocket(own, client));
    const found = await opening.catch((error: unknown) => {
      if (socket === opening) socket = undefined;
      throw error;
    });
    if (found.isOpen()) return found;
    if (socket === opening) socket = undefined;
    return socketOf(own);
  }

  function drop(): void {
    void socket?.then(
      (open) => {
        open.close();
      },
      () => undefined,
    );
    socket = undefined;
  }

  return {
    open: (own, type, args) => tracking.open(own, client, { type, args }),
    call: (own, instruction) => tracking.call(own, client, instruction),
    release: (own, handler) => tracking.release(own, client, handler),
    write: async (own, instructions) => tracking.write(own, await socketOf(own), instructions),

    async beat(own) {
      if (now() - beatAt < heartbeatMs) return;
      beatAt = now();
      await tracking.heartbeat(own, client);
    },

    async end(own) {
      drop();
      await tracking.disconnect(own, client);
    },

    drop,
  };
}
