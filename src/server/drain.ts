import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

export interface DrainOptions {
  /** How long requests are still taken while /health/ready says no more, so that balancers look elsewhere. */
  readonly drainMs: number;
  /** How long requests under way may then take before their connections are cut. */
  readonly graceMs: number;
}

export interface Drain {
  /** Whether the server is about to stop. */
  readonly stopping: () => boolean;
  /**
   * Stops without losing a request that came in time; `atOnce` leaves out `drainMs`, for a server that no balancer looks
   * at. A second call waits for the first.
   */
  readonly close: (atOnce?: boolean) => Promise<void>;
}

/** Stops a server gently: told to balancers first, then no new connections, then the last answers. */
export function openDrain(app: FastifyInstance, { drainMs, graceMs }: DrainOptions): Drain {
  const silent = watchSilent(app.server);
  let closing: Promise<void> | undefined;
  // Connections are not kept for a next question.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing !== undefined) void reply.header('connection', 'close');
    done(null, payload);
  });

  async function close(atOnce: boolean): Promise<void> {
    if (drainMs > 0 && !atOnce) await sleep(drainMs);
    // A client that has connected and asks nothing would otherwise be waited for.
    silent.end();
    const cut = setTimeout(() => {
      app.server.closeAllConnections();
    }, graceMs);
    // An answer whose head went out before the end began has promised to keep its connection.
    const idle = setInterval(() => {
      app.server.closeIdleConnections();
    }, 50);
    try {
      await app.close();
    } finally {
      clearInterval(idle);
      clearTimeout(cut);
    }
  }

  return {
    stopping: () => closing !== undefined,
    close: (atOnce = false) => (closing ??= close(atOnce)),
  };
}

/** Connections that have not asked yet: Node counts them neither as idle nor as busy. */
function watchSilent(server: Server): { readonly end: () => void } {
  const silent = new Set<Socket>();
  let ended = false;
  server.on('connection', (socket) => {
    // It was accepted in the moment before the server stopped listening.
    if (ended) {
      socket.destroy();
      return;
    }
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return {
    end() {
      ended = true;
      for (const socket of silent) socket.destroy();
    },
  };
}
