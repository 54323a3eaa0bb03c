import { WebSocket, type RawData } from 'ws';
import type { UpstreamContext } from '../contract/context.ts';
import type { HttpSettings } from '../contract/http.ts';
import type { Socket } from '../contract/socket.ts';
import { networkError } from './network-error.ts';
import { tlsOptions } from './tls-options.ts';

/** Opens a WebSocket below a base URL. @throws TIMEOUT, CANCELLED or UNAVAILABLE where nobody takes it. */
export async function openSocketClient(
  { url, tls }: Pick<HttpSettings, 'url' | 'tls'>,
  context: UpstreamContext,
  path: string,
): Promise<Socket> {
  context.signal.throwIfAborted();
  context.meter.upstreamCalls += 1;
  const base = url.replace(/\/+$/, '').replace(/^http/, 'ws');
  // Packing costs both ends more than the bytes.
  const socket = new WebSocket(base + path, { perMessageDeflate: false, followRedirects: false, ...tlsOptions(tls) });
  // Raised where nobody waits, it would end the process.
  socket.on('error', () => undefined);
  await settled(socket, { context, url }, (resolve) => {
    socket.once('open', () => {
      resolve(undefined);
    });
  });
  let last: Promise<unknown> = Promise.resolve();

  async function ask(context: UpstreamContext, message: Uint8Array): Promise<Uint8Array> {
    context.signal.throwIfAborted();
    context.meter.upstreamCalls += 1;
    return settled<Uint8Array>(socket, { context, url }, (resolve) => {
      socket.once('message', (data) => {
        resolve(toBytes(data));
      });
      socket.send(message);
    });
  }

  return {
    ask(own, message) {
      const answer = last.then(() => ask(own, message));
      last = answer.catch(() => undefined);
      return answer;
    },
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => {
      socket.close();
    },
  };
}

interface Waiting {
  readonly context: UpstreamContext;
  readonly url: string;
}

/** Waits for what `start` waits for, the end of the socket, or the end of patience, whichever comes first. */
async function settled<T>(
  socket: WebSocket,
  { context, url }: Waiting,
  start: (resolve: (value: T) => void) => void,
): Promise<T> {
  let [resolve, reject]: [(value: T) => void, (error: unknown) => void] = [() => undefined, () => undefined];
  const end = new Promise<T>((...both) => ([resolve, reject] = both));
  const fail = (error: unknown): void => {
    reject(networkError(error, context, url));
  };
  const onAbort = (): void => {
    fail(context.signal.reason);
  };
  const onClose = (): void => {
    fail(new Error('the socket was closed'));
  };
  context.signal.addEventListener('abort', onAbort);
  socket.once('close', onClose).once('error', fail);
  try {
    if (socket.readyState >= WebSocket.CLOSING) onClose();
    else start(resolve);
    return await end;
  } catch (error) {
    socket.terminate();
    throw error;
  } finally {
    context.signal.removeEventListener('abort', onAbort);
    socket.off('close', onClose).off('error', fail).removeAllListeners('message').removeAllListeners('open');
  }
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
