import { createServer, request as ask } from 'node:http';
import { gzipSync } from 'node:zlib';

/** A proxy in front of a server that compresses whatever comes, though nobody asked. */
export interface GzipProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** `tamper` may change the plain bytes on their way. */
export async function startGzipProxy(
  target: string,
  tamper: (bytes: Buffer, path: string) => Buffer = (bytes) => bytes,
): Promise<GzipProxy> {
  const server = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    const forwarded = ask(
      target + url,
      { method, headers: { ...headers, 'accept-encoding': 'identity' } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const { 'transfer-encoding': _chunked, ...kept } = answer.headers;
          const bytes = gzipSync(tamper(Buffer.concat(chunks), url));
          outgoing.writeHead(answer.statusCode ?? 502, {
            ...kept,
            'content-encoding': 'gzip',
            'content-length': bytes.length,
          });
          outgoing.end(bytes);
        });
      },
    );
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
