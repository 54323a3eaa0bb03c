import { createServer } from 'node:http';
import { startMlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { serveChild } from './children.ts';
import { gridOf, type Size } from './runs.ts';

/** A server that gives the bytes of a real answer again and again, so that nothing but reading them is measured. */
await serveChild(async (argument) => {
  const points = typeof argument === 'number' ? argument : 1;
  const size: Size = { runs: 100, params: 30, metrics: 10, points };
  const emulator = await startMlflowEmulator({ port: 0, data: gridOf(size) });
  const kept = new Map<string, { status: number; type: string; body: string }>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      void answer(request.method ?? '', request.url ?? '', body).then(({ status, type, body: bytes }) => {
        response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(bytes) }).end(bytes);
      });
    });
  });

  async function answer(method: string, path: string, body: string) {
    const key = `${method} ${path} ${body}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const init = method === 'POST' ? { method, body, headers: { 'content-type': 'application/json' } } : { method };
    const real = await fetch(emulator.url + path, init);
    const made = { status: real.status, type: real.headers.get('content-type') ?? '', body: await real.text() };
    kept.set(key, made);
    return made;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`;
});
