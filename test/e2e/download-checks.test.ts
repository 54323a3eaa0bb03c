import { createHash } from 'node:crypto';
import type { OpenFile } from '../../src/contract/artifacts.ts';
import { encodeId } from '../../src/graphql/ids.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { withShelf } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { artifact } from '../support/memory-shelf.ts';

// What was sent of a file is checked against its size and its digest, where those are known: what differs breaks off.

let gateway: Gateway;
let server: RunningServer;

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

const digestOf = (algorithm: string, text: string) => {
  return { algorithm, value: createHash(algorithm).update(text).digest('hex') };
};
const file = (body: AsyncIterable<Uint8Array>, parts: Partial<OpenFile> = {}): OpenFile => {
  const none = { sizeBytes: null, range: null, contentType: null, digest: null, etag: null };
  return { ...none, body, close: () => undefined, ...parts };
};

const files: Readonly<Record<string, () => OpenFile>> = {
  'a/good.bin': () => file(pieces('hel', 'lo'), { sizeBytes: 5, digest: digestOf('md5', 'hello') }),
  'a/good of unknown size': () => file(pieces('hel', 'lo'), { digest: digestOf('sha256', 'hello') }),
  'a/good and empty': () => file(pieces(), { sizeBytes: 0, digest: digestOf('md5', '') }),
  'a/own way.bin': () => file(pieces('hello'), { digest: { algorithm: 'tracker', value: 'f'.repeat(32) } }),
  'a/other.bin': () => file(pieces('hel', 'lp'), { sizeBytes: 5, digest: digestOf('md5', 'hello') }),
  'a/other of unknown size': () => file(pieces('hel', 'lp'), { digest: digestOf('sha1', 'hello') }),
  'a/longer.bin': () => file(pieces('hel', 'lo!'), { sizeBytes: 5 }),
  'a/longer at once.bin': () => file(pieces('hello!'), { sizeBytes: 5 }),
  'a/other at once.bin': () => file(pieces('help'), { sizeBytes: 4, digest: digestOf('md5', 'hell') }),
};

beforeAll(async () => {
  const shelf = { artifacts: [artifact('a')], edges: [], files };
  gateway = await memoryGateway({ s: { runs: [], capabilities: withShelf, shelf } });
  server = await serve(gateway, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server.close();
  await gateway.close();
});

const get = (path: string) => fetch(gateway.links.urlOf(encodeId('Artifact', 's', 'a'), path));

test.each([
  ['good.bin', 'hello'],
  ['good of unknown size', 'hello'],
  ['good and empty', ''],
  ['own way.bin', 'hello'],
])('%s comes whole', async (path, content) => {
  const answer = await get(path);
  expect([answer.status, await answer.text()]).toEqual([200, content]);
});

test.each(['other.bin', 'other of unknown size', 'longer.bin'])('%s breaks off before its end', async (path) => {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  await expect(answer.arrayBuffer()).rejects.toThrow();
});

test.each([
  ['longer at once.bin', 'more than its 5 bytes'],
  ['other at once.bin', 'its md5'],
])('%s is refused with a code, for nothing was sent yet', async (path, words) => {
  const answer = await get(path);
  const { errors } = Object(await answer.json());
  expect([answer.status, errors]).toMatchObject([
    502,
    [{ message: expect.stringContaining(words), extensions: { code: 'PROTOCOL' } }],
  ]);
});
