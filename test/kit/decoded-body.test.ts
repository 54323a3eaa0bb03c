import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { HttpClient } from '../../src/contract/http.ts';
import { openHttpClient } from '../../src/kit/http-client.ts';
import { callContext } from '../support/call-context.ts';
import { startStub, type StubServer } from '../support/stub-server.ts';

// A stream is what the server keeps, whatever was put around it on the way.

const open: { stub?: StubServer; client?: HttpClient } = {};

async function read(encoding: string | null, body: Buffer, status = 200) {
  open.stub = await startStub((_request, response) => {
    const head = { 'content-length': body.length, ...(encoding === null ? {} : { 'content-encoding': encoding }) };
    response.writeHead(status, head).end(body);
  });
  open.client = openHttpClient({ url: open.stub.url }, 4);
  const { headers, body: pieces } = await open.client.open(callContext(), { method: 'GET', path: '/', long: true });
  const chunks: Uint8Array[] = [];
  for await (const piece of pieces) chunks.push(piece);
  return { text: Buffer.concat(chunks).toString(), length: headers['content-length'] ?? null, headers };
}

afterEach(async () => {
  open.client?.close();
  await open.stub?.close();
});

const plain = Buffer.from('zeros: '.padEnd(600, '0'));

test.each([
  ['gzip', gzipSync(plain)],
  ['X-GZIP', gzipSync(plain)],
  ['deflate', deflateSync(plain)],
  ['br', brotliCompressSync(plain)],
  ['gzip, br', brotliCompressSync(gzipSync(plain))],
])('%s comes off, and with it the length of what was compressed', async (encoding, body) => {
  const { text, length, headers } = await read(encoding, body);
  expect([text, length, headers['content-encoding']]).toEqual([plain.toString(), null, undefined]);
});

test.each([null, 'identity', ''])('what is not compressed keeps its length: %p', async (encoding) => {
  expect(await read(encoding, plain)).toMatchObject({ text: plain.toString(), length: '600' });
});

test('nothing at all is nothing, compressed or not', async () => {
  expect(await read('gzip', gzipSync(Buffer.alloc(0)))).toMatchObject({ text: '' });
  open.client?.close();
  await open.stub?.close();
  expect(await read('gzip', Buffer.alloc(0))).toMatchObject({ text: '' });
});

test('what was cut off in the middle, or is compressed in another way, is an error and no short file', async () => {
  const whole = gzipSync(plain);
  await expect(read('gzip', whole.subarray(0, whole.length - 9))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  open.client?.close();
  await open.stub?.close();
  await expect(read('snappy', plain)).rejects.toMatchObject({
    code: 'PROTOCOL',
    message: expect.stringContaining('snappy'),
  });
});

test('files are asked for as they lie in the store, wherever the server is', async () => {
  const asked: unknown[] = [];
  open.stub = await startStub((request, response) => {
    asked.push(request.headers['accept-encoding']);
    response.end();
  });
  // Any name but that of this machine is asked to compress what is no file.
  open.client = openHttpClient({ url: open.stub.url.replace('127.0.0.1', '0.0.0.0') }, 4);
  for (const long of [true, undefined] as const) {
    const { body } = await open.client.open(callContext(), { method: 'GET', path: '/', ...(long && { long }) });
    for await (const piece of body) expect(piece).toHaveLength(0);
  }
  expect(asked).toEqual(['identity', expect.stringContaining('gzip')]);
});
