import { createServer, connect, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenAgain } from './listen-again.ts';

/** What is wrong with the way to a server. The names are those that Toxiproxy has for them. */
export type Toxic =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'down' }
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  | { readonly kind: 'slowClose'; readonly ms: number }
  /** Nothing comes through, and the connection is closed after so long. */
  | { readonly kind: 'timeout'; readonly ms: number }
  | { readonly kind: 'reset'; readonly ms: number }
  | { readonly kind: 'slicer'; readonly bytes: number; readonly ms: number }
  | { readonly kind: 'limitData'; readonly bytes: number };

/** A TCP proxy in front of a server, on loopback. */
export interface ToxicProxy {
  readonly url: string;
  /** What is wrong from now on; null: nothing. Connections of before are cut. */
  poison(toxic: Toxic | null): Promise<void>;
  close(): Promise<void>;
}

export async function startToxicProxy(target: string): Promise<ToxicProxy> {
  const { hostname, port: targetPort, pathname } = new URL(target);
  const sockets = new Set<Socket>();
  let toxic: Toxic | null = null;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    // Accepted before the server stopped listening, and seen after: closing would wait for it.
    if (!server.listening) {
      client.destroy();
      return;
    }
    const upstream = connect({ host: hostname, port: Number(targetPort), allowHalfOpen: true });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.once('close', () => {
        sockets.delete(socket);
        if (toxic?.kind !== 'slowClose') other.destroy();
      });
    }
    client.pipe(upstream);
    upstream.pipe(throughToxic(toxic, client)).pipe(client);
  });

  function cut(): void {
    for (const socket of sockets) socket.destroy();
  }

  async function stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    cut();
    await closed;
  }

  await listenAgain(server, 0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}${pathname.replace(/\/$/, '')}`,
    async poison(next) {
      toxic = next;
      if (next?.kind === 'down') {
        if (server.listening) await stop();
        return;
      }
      // The port is never let go without need: another process would take it.
      if (server.listening) cut();
      else await listenAgain(server, port);
    },
    async close() {
      if (server.listening) await stop();
    },
  };
}

/** Waits, and keeps no process alive by it. */
async function pause(ms: number): Promise<void> {
  await sleep(ms, undefined, { ref: false });
}

/** What the server sends passes through this on its way to the client. */
function throughToxic(toxic: Toxic | null, client: Socket): Transform {
  let passed = 0;
  const each = async (through: Transform, chunk: Buffer): Promise<void> => {
    switch (toxic?.kind) {
      case 'latency':
        await pause(toxic.ms);
        break;
      case 'bandwidth':
        await pause((chunk.length / toxic.bytesPerSecond) * 1000);
        break;
      case 'timeout':
        await pause(toxic.ms);
        client.destroy();
        return;
      case 'reset':
        await pause(toxic.ms);
        client.resetAndDestroy();
        return;
      case 'slicer':
        for (let at = 0; at < chunk.length; at += toxic.bytes) {
          through.push(chunk.subarray(at, at + toxic.bytes));
          await pause(toxic.ms);
        }
        return;
      case 'limitData':
        through.push(chunk.subarray(0, Math.max(0, toxic.bytes - passed)));
        passed += chunk.length;
        if (passed >= toxic.bytes) client.end();
        return;
      case 'down':
      case 'slowClose':
      case undefined:
        break;
    }
    through.push(chunk);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      void each(this, chunk).then(() => {
        done();
      });
    },
    flush(done) {
      if (toxic?.kind === 'slowClose') setTimeout(done, toxic.ms).unref();
      else done();
    },
  });
}
