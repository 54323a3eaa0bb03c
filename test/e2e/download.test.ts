import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenFile } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { openDownload } from '../../src/core/artifacts/open-download.ts';
import { encodeId } from '../../src/graphql/ids.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { parseRange } from '../../src/server/parse-range.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { memoryAdapter, withShelf } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { artifact } from '../support/memory-shelf.ts';
import { quietScope, sourceOf } from '../support/quiet-scope.ts';

// Files over HTTP, of a tracker that does as a test says.

let gateway: Gateway | undefined;
let server: RunningServer | undefined;
let closed = 0;

function file(body: AsyncIterable<Uint8Array>, parts: Partial<OpenFile> = {}): OpenFile {
  const close = (): void => void (closed += 1);
  return { sizeBytes: null, range: null, contentType: null, digest: null, etag: null, body, close, ...parts };
}

async function* pieces(...texts: readonly (string | Error | number)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    if (typeof text === 'number') await sleep(text);
    else yield Buffer.from(text);
  }
}

const died = new RungraphError('UNAVAILABLE', 'the connection broke');
const files: Readonly<Record<string, () => OpenFile>> = {
  'a/hello.txt': () => file(pieces('hel', 'lo'), { sizeBytes: 5, etag: '"1"' }),
  'a/unknown size': () => file(pieces('x')),
  'a/empty': () => file(pieces(), { sizeBytes: 0 }),
  'a/dies.bin': () => file(pieces('some', 50, died), { sizeBytes: 10 }),
  'a/dies-first.bin': () => file(pieces(died), { sizeBytes: 10 }),
  'a/short.bin': () => file(pieces('some', 50), { sizeBytes: 10 }),
  'a/digest.csv': () => file(pieces('1'), { sizeBytes: 1, digest: { algorithm: 'md5', value: 'abc' } }),
};

beforeAll(async () => {
  const shelf = { artifacts: [artifact('a')], edges: [], files };
  gateway = await memoryGateway({
    s: { runs: [], capabilities: withShelf, shelf },
    none: { runs: [], capabilities: withShelf },
  });
  server = await serve(gateway, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server?.close();
  await gateway?.close();
});

const id = encodeId('Artifact', 's', 'a');
const urlOf = (path: string, of = id): string => gateway?.links.urlOf(of, path) ?? '';
const codeOf = async (answer: Response): Promise<unknown> => {
  const body: { errors: { extensions: { code: string } }[] } = JSON.parse(await answer.text());
  return [answer.status, body.errors[0]?.extensions.code];
};

test('a file comes with its length, type, ETag and name, and never as a page', async () => {
  const answer = await fetch(urlOf('hello.txt'), { headers: { 'accept-encoding': 'gzip' } });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-length': '5',
    'content-type': 'text/plain',
    'content-disposition': 'attachment; filename="hello.txt"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
    etag: '"1"',
  });
  expect(answer.headers.get('content-encoding')).toBeNull();
  expect(await answer.text()).toBe('hello');
  const digest = await fetch(urlOf('digest.csv'));
  expect([digest.headers.get('etag'), digest.headers.get('content-type'), await digest.text()]).toEqual([
    '"md5:abc"',
    'text/csv',
    '1',
  ]);
});

test('empty files, files of unknown size, HEAD and If-None-Match', async () => {
  expect((await fetch(urlOf('empty'))).headers.get('content-length')).toBe('0');
  const unknown = await fetch(urlOf('unknown size'));
  expect([unknown.headers.get('content-length'), await unknown.text()]).toEqual([null, 'x']);
  const head = await fetch(urlOf('hello.txt'), { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', '']);
  const known = await fetch(urlOf('hello.txt'), { headers: { 'if-none-match': 'W/"0", W/"1"' } });
  expect([known.status, await known.text()]).toEqual([304, '']);
});

test.each(['dies.bin', 'short.bin'])('%s: a file that breaks off is a broken transfer', async (path) => {
  const before = closed;
  const answer = await fetch(urlOf(path));
  expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '10']);
  await expect(answer.arrayBuffer()).rejects.toThrow();
  expect(closed).toBeGreaterThan(before);
});

test('before the first byte everything is an error with a code', async () => {
  expect(await codeOf(await fetch(urlOf('dies-first.bin')))).toEqual([503, 'UNAVAILABLE']);
  expect(await codeOf(await fetch(urlOf('nowhere')))).toEqual([404, 'NOT_FOUND']);
  expect(await codeOf(await fetch(urlOf('x', encodeId('Artifact', 'none', 'a'))))).toEqual([422, 'UNSUPPORTED']);
  expect(await codeOf(await fetch(urlOf('x', encodeId('Artifact', 'gone', 'a'))))).toEqual([404, 'NOT_FOUND']);
  expect(await codeOf(await fetch(urlOf('x', encodeId('Run', 's', 'a'))))).toEqual([404, 'NOT_FOUND']);
  expect(await codeOf(await fetch(urlOf('x', 'garbage')))).toEqual([404, 'NOT_FOUND']);
});

/** As written: fetch would tidy the path up. */
function askRaw(path: string): Promise<readonly [number, string]> {
  const { hostname, port } = new URL(server?.url ?? '');
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => {
      let body = '';
      answer.on('data', (piece) => (body += String(piece)));
      answer.on('end', () => {
        resolve([answer.statusCode ?? 0, body]);
      });
    })
      .on('error', reject)
      .end();
  });
}

test.each(['/../x', '/%2e%2e/x', '/a/..%2fx', '/%252e%252e/x', '//etc/passwd', '/a%5c..%5cx', '/%zz', '/', ''])(
  'the path %s is refused with a code',
  async (path) => {
    const [status, body] = await askRaw(`/artifacts/${id}${path}?expires=1&signature=x`);
    expect([status, body]).toEqual([400, expect.stringContaining('"code":"INVALID_QUERY"')]);
  },
);

test('a signature is of one file', async () => {
  const [, query = ''] = urlOf('hello.txt').split('?');
  const [status, body] = await askRaw(`/artifacts/${id}/empty?${query}`);
  expect([status, body]).toEqual([403, expect.stringContaining('"code":"FORBIDDEN"')]);
  const [bare] = await askRaw(`/artifacts/${id}/empty`);
  expect(bare).toBe(401);
});

test('a client that goes lets the tracker go', async () => {
  const before = closed;
  // fetch would connect anew, and the server wait for what that connection never asks.
  await new Promise<void>((resolve) => {
    const asked = request(urlOf('dies.bin'), { agent: false }, (answer) => {
      answer.once('data', () => asked.destroy());
      answer.once('error', () => {
        resolve();
      });
    }).end();
  });
  while (closed === before) await sleep(5);
});

test('a tracker that falls silent in the middle ends the file; one that is slow to start ends at the deadline', async () => {
  const never = new Promise<never>(() => undefined);
  async function* silent(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a');
    await never;
  }
  const shelf = {
    artifacts: [],
    edges: [],
    files: {
      'a/silent': () => file(silent()),
      'a/slow': () => file({ [Symbol.asyncIterator]: () => ({ next: () => never }) }),
    },
  };
  const source = sourceOf('s', memoryAdapter({ runs: [], capabilities: withShelf, shelf }), withShelf, 200);
  const opened = await openDownload(quietScope(), source, { artifactId: 'a', path: 'silent', range: null }, 20);
  if ('outOfRange' in opened) throw new Error('no range was asked for');
  const read = async (): Promise<void> => {
    for await (const piece of opened.body) expect(piece).toHaveLength(1);
  };
  await expect(read()).rejects.toMatchObject({ code: 'TIMEOUT' });
  await expect(
    openDownload(quietScope(), source, { artifactId: 'a', path: 'slow', range: null }),
  ).rejects.toMatchObject({ code: 'TIMEOUT' });
});

test.each([
  ['bytes=0-4', { from: 0, to: 4 }],
  ['bytes=5-', { from: 5, to: null }],
  ['bytes=-3', { last: 3 }],
  ['bytes=4-0', null],
  ['bytes=0-1,3-4', null],
  ['bytes=-', null],
  ['bytes=-0', null],
  ['lines=0-4', null],
  [undefined, null],
])('the range %s is %j', (header, range) => {
  expect(parseRange(header)).toEqual(range);
});
