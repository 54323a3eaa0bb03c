import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { encodeEntry, Float } from '../../../adapters/aim/emulator/encode-tree.ts';
import { openDownload } from '../../../src/core/artifacts/open-download.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at } from '../../support/json-at.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { sendJson, startStub, type StubServer } from '../../support/stub-server.ts';
import { openAimTarget } from './open-target.ts';

// A server that cannot tell of a run, or breaks off while it tells: nothing of that is an answer.

const open: { stub?: StubServer; target?: OpenTarget } = {};
afterEach(async () => {
  await open.target?.close();
  await open.stub?.close();
});

const experiment = { id: 'e1', name: 'default' };
const info = {
  props: { experiment, creation_time: 5 },
  traces: { images: [{ name: 'i', context: {}, last_value: 0.1 }] },
  artifacts: [],
};
const run = (hash: string): Buffer => {
  const props = { name: hash, experiment, archived: false, creation_time: new Float(5), end_time: null, active: true };
  return encodeEntry(hash, { props });
};
const record = (uri: string): Buffer =>
  Buffer.concat([
    encodeEntry('name', 'i'),
    encodeEntry('values', [[{ index: 0, format: 'png', blob_uri: uri }]]),
    encodeEntry('iters', [0]),
  ]);

type Answer = (response: ServerResponse) => void;

/** Two runs with an image each, but for what a test answers itself. */
async function against(own: Readonly<Record<string, Answer>>): Promise<OpenTarget> {
  const answers: Readonly<Record<string, Answer>> = {
    '/api/openapi.json': (response) =>
      sendJson(response, { paths: { '/runs/search/run/': {}, '/runs/search/metric/': {} } }),
    '/api/experiments/': (response) => sendJson(response, [experiment]),
    '/api/runs/search/run/': (response) => response.end(Buffer.concat([run('r2'), run('r1')])),
    '/api/runs/r1/info/': (response) => sendJson(response, info),
    '/api/runs/r2/info/': (response) => sendJson(response, info),
    '/api/runs/r1/images/get-batch/': (response) => response.end(record('uri')),
    '/api/runs/images/get-batch': (response) => response.end(encodeEntry('uri', Buffer.from('bytes'))),
    ...own,
  };
  open.stub = await startStub((request, response) => {
    const answer = answers[new URL(request.url ?? '', 'http://localhost').pathname];
    if (answer === undefined) sendJson(response, { detail: 'Not Found' }, 404);
    else answer(response);
  });
  open.target = await openAimTarget(open.stub.url, 'target', new Map(), () => Promise.resolve());
  return open.target;
}

async function read({ source }: OpenTarget, path: string): Promise<string> {
  const artifactId = path.includes('/') ? 'runs/r1/images/i' : 'runs/r1/logs';
  const file = await openDownload(quietScope(), source, { artifactId, path, range: null });
  if ('outOfRange' in file) throw new Error('out of range');
  return text(file.body);
}

test('a healthy server answers', async () => {
  expect(await read(await against({}), '0/0.png')).toBe('bytes');
});

test('A RUN THAT THE SERVER CANNOT READ is missing from the list, and said to be', async () => {
  const { gateway } = await against({
    '/api/runs/r2/info/': (response) => sendJson(response, { message: 'exception raised!', detail: '' }, 500),
  });
  const { data } = await gateway.execute('{ artifacts { nodes { nativeId } reports { state message } } }');
  expect(at(data, 'artifacts')).toEqual({
    nodes: [{ nativeId: 'runs/r1/images/i' }, { nativeId: 'runs/r1/logs' }],
    reports: [{ state: 'PARTIAL', message: expect.stringContaining('1 run') }],
  });
});

test.each([
  ['inside a frame', record('uri').subarray(0, -3)],
  ['between frames, without the steps', Buffer.concat([encodeEntry('name', 'i'), encodeEntry('values', [])])],
  ['where a record should be', Buffer.concat([encodeEntry('values', [['text']]), encodeEntry('iters', [0])])],
  ['in bytes that are no stream', Buffer.from('not a stream at all, but long enough')],
])('records that end %s are PROTOCOL', async (_where, bytes) => {
  const target = await against({ '/api/runs/r1/images/get-batch/': (response) => response.end(bytes) });
  await expect(read(target, '0/0.png')).rejects.toMatchObject({ code: 'PROTOCOL' });
});

test.each([
  ['of another address', encodeEntry('other', Buffer.from('bytes'))],
  ['that are text', encodeEntry('uri', 'bytes')],
  ['cut short', encodeEntry('uri', Buffer.from('bytes')).subarray(0, -1)],
  ['that are not there', Buffer.of()],
])('bytes %s are PROTOCOL', async (_what, bytes) => {
  const target = await against({ '/api/runs/images/get-batch': (response) => response.end(bytes) });
  await expect(read(target, '0/0.png')).rejects.toMatchObject({ code: 'PROTOCOL' });
});

test.each([
  ['is no object', Buffer.concat([encodeEntry('log_records_count', 1), encodeEntry(0, 'text')])],
  ['is cut short', encodeEntry(0, { message: 'm', log_level: 'INFO' }).subarray(0, -2)],
])('a log record that %s is PROTOCOL', async (_what, bytes) => {
  const target = await against({ '/api/runs/r1/log-records/': (response) => response.end(bytes) });
  await expect(read(target, 'records.jsonl')).rejects.toMatchObject({ code: 'PROTOCOL' });
});

test('LOGS THAT BREAK OFF are an error in the middle, and never a short file', async () => {
  const long = 'x'.repeat(100_000);
  const lines = Buffer.concat([encodeEntry(0, long), encodeEntry(1, long), encodeEntry(2, long)]);
  const cut = await against({ '/api/runs/r1/logs/': (response) => response.end(lines.subarray(0, -7)) });
  await expect(read(cut, 'logs.txt')).rejects.toMatchObject({ code: 'PROTOCOL' });
  await cut.close();
  await open.stub?.close();
  const gone = await against({
    '/api/runs/r1/logs/': (response) => response.write(lines, () => response.destroy()),
  });
  await expect(read(gone, 'logs.txt')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
