import { createServer, type Server, type Socket } from 'node:net';
import { listenAgain } from './listen-again.ts';

/** A server that speaks as much of Redis's protocol as a gateway needs to connect, and keeps nothing. */
export interface RedisStub {
  readonly url: string;
  /** Cuts every connection and takes no more. */
  stop(): Promise<void>;
  /** Takes connections again, at the same port. */
  start(): Promise<void>;
}

export async function startRedisStub(): Promise<RedisStub> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;

  async function start(): Promise<void> {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        for (const command of commandsOf(bytes.toString('latin1'))) socket.write(answerTo(command));
      });
    });
    await listenAgain(server, port);
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    start,
    stop() {
      const stopped = new Promise<void>((resolve) => server?.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return stopped;
    },
  };
}

/** The words of each command: an array of texts, each with its length before it. Small commands come in one piece. */
function commandsOf(text: string): readonly (readonly string[])[] {
  const parts = text.split('\r\n');
  const commands: string[][] = [];
  while (parts.length > 1) {
    const count = Number(parts.shift()?.slice(1));
    commands.push(Array.from({ length: count }, () => parts.splice(0, 2)[1] ?? ''));
  }
  return commands;
}

function answerTo([name = '', ...rest]: readonly string[]): string {
  switch (name.toLowerCase()) {
    case 'ping':
      return '+PONG\r\n';
    case 'info':
      return '$9\r\nloading:0\r\n';
    case 'subscribe':
      return `*3\r\n$9\r\nsubscribe\r\n$${String(rest[0]?.length)}\r\n${rest[0] ?? ''}\r\n:1\r\n`;
    case 'get':
      return '$-1\r\n';
    case 'exists':
    case 'incr':
    case 'eval':
      return ':0\r\n';
    default:
      return '+OK\r\n';
  }
}
