import type { ServerResponse } from 'node:http';
import { encodeEntry, Float } from '../../../adapters/aim/emulator/encode-tree.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at, listAt } from '../../support/json-at.ts';
import { sendJson, startStub, type Respond, type StubServer } from '../../support/stub-server.ts';
import { openAimTarget } from './open-target.ts';

// What answers at a URL in a config need not be a healthy Aim server. Whatever it is, the client learns which.

const open: { stub?: StubServer; target?: OpenTarget } = {};
afterEach(async () => {
  await open.target?.close();
  await open.stub?.close();
});

const experiment = { id: 'e1', name: 'default' };
const runOf = (hash: string, createdAt: number): Buffer =>
  encodeEntry(hash, {
    props: {
      name: hash,
      experiment,
      archived: false,
      creation_time: new Float(createdAt),
      end_time: new Float(createdAt + 1),
      active: false,
    },
    params: {},
    traces: { metric: [] },
  });
const paths = { '/runs/search/run/': {}, '/runs/search/metric/': {} };

type TakeOver = (url: URL, response: ServerResponse) => boolean;

/** A healthy server but for the calls that a test takes over. */
function healthy(takeOver: TakeOver): Respond {
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (takeOver(url, response)) return;
    if (url.pathname === '/api/openapi.json') sendJson(response, { paths });
    else if (url.pathname === '/api/experiments/') sendJson(response, [experiment]);
    else if (url.pathname === '/api/runs/search/run/') response.end(runOf('r1', 5));
    else sendJson(response, { detail: 'Not Found' }, 404);
  };
}

const reports = '{ runs { nodes { nativeId } reports { state code message } } }';

async function ask(respond: Respond, document = reports) {
  open.stub = await startStub(respond);
  open.target = await openAimTarget(open.stub.url, 'target', new Map(), () => Promise.resolve());
  return open.target.gateway.execute(document);
}

const search: (answer: (response: ServerResponse, url: URL) => unknown) => Respond = (answer) =>
  healthy((url, response) => {
    if (url.pathname !== '/api/runs/search/run/') return false;
    answer(response, url);
    return true;
  });

const page = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');

test.each<[string, (response: ServerResponse) => unknown, string, string]>([
  [
    'SYNTAX ERROR 400',
    (r) => sendJson(r, { message: 'SyntaxError', detail: { statement: '(x' } }, 400),
    'INVALID_QUERY',
    'refused the query as malformed',
  ],
  [
    '500 on UNDERSCORE names',
    (r) => sendJson(r, { message: "'<class 'SyntaxError'>' exception raised!", detail: 'run._x' }, 500),
    'INVALID_QUERY',
    'refused the query as malformed',
  ],
  [
    '500',
    (r) => sendJson(r, { message: "'<class 'KeyError'>' exception raised!", detail: 'secret' }, 500),
    'UNAVAILABLE',
    'failed or is overloaded',
  ],
  ['422', (r) => sendJson(r, { detail: [{ loc: ['query', 'limit'] }] }, 422), 'INVALID_QUERY', 'malformed'],
  ['401 of a proxy', (r) => r.writeHead(401).end('no'), 'UNAUTHENTICATED', 'check auth in the config'],
  [
    'a redirect to a login page',
    (r) => r.writeHead(302, { location: 'https://login.example' }).end(),
    'PROTOCOL',
    'final URL',
  ],
  ['HTML 200 for a stream', page, 'PROTOCOL', 'an HTML page'],
  ['JSON where a stream was expected', (r) => sendJson(r, { runs: [] }), 'PROTOCOL', 'cannot be read'],
  [
    'a stream that ends inside a frame',
    (r) => r.end(runOf('r1', 5).subarray(0, -3)),
    'PROTOCOL',
    'ends inside a frame',
  ],
  ['a run without props', (r) => r.end(encodeEntry('r1', { params: {} })), 'PROTOCOL', 'r1 is not whole'],
  ['props of the wrong kind', (r) => r.end(encodeEntry('r1', { props: { name: 5 } })), 'PROTOCOL', 'r1 is not whole'],
  ['a connection that ends at once', (r) => r.destroy(), 'UNAVAILABLE', 'did not answer'],
  [
    'a stream that breaks off before a whole run',
    (r) => {
      r.writeHead(200).write(runOf('r1', 5));
      setTimeout(() => r.destroy(), 50);
    },
    'UNAVAILABLE',
    'broke off its answer',
  ],
])('%s is labelled, and never a quiet empty list', async (_name, answer, code, message) => {
  const { data, errors } = await ask(search(answer));
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    runs: { nodes: [], reports: [{ state: 'FAILED', code, message: expect.stringContaining(message) }] },
  });
  expect(JSON.stringify(data)).not.toContain('secret');
});

test('no bytes at all are no runs', async () => {
  expect((await ask(search((response) => response.end()))).data).toMatchObject({
    runs: { nodes: [], reports: [{ state: 'OK' }] },
  });
});

test('a WRONG BASE PATH, where the user interface answers everything, is found out by the probe', async () => {
  const { data } = await ask((_request, response) => page(response));
  expect(data).toMatchObject({
    runs: { reports: [{ state: 'FAILED', code: 'PROTOCOL', message: expect.stringContaining('base path') }] },
  });
});

test('AIM 4 is another product, and is named', async () => {
  const served = { '/projects': {}, '/projects/sequence-types': {}, '/data/fetch': {}, '/data/run': {} };
  const { data } = await ask((_request, response) => sendJson(response, { paths: served }));
  expect(data).toMatchObject({
    runs: { reports: [{ state: 'FAILED', code: 'PROTOCOL', message: expect.stringContaining('Aim 4') }] },
  });
});

test('WHATEVER ELSE describes itself as Aim does is not taken for it', async () => {
  const { data } = await ask((_request, response) => sendJson(response, { paths: { '/pets': {} } }));
  expect(data).toMatchObject({
    runs: {
      reports: [
        { state: 'FAILED', code: 'PROTOCOL', message: expect.stringContaining('is the URL that of an Aim 3 server') },
      ],
    },
  });
});

test.each(['/api/projects/', '/aim/api/projects/'])('FASTTRACKML is named, and how to read it, by %s', async (path) => {
  const { data } = await ask((request, response) => {
    if (request.url === path) sendJson(response, { name: 'FastTrackML', path: 'sqlite' });
    else sendJson(response, { detail: 'Not Found' }, 404);
  });
  expect(data).toMatchObject({
    runs: { reports: [{ state: 'FAILED', code: 'PROTOCOL', message: expect.stringContaining('FastTrackML') }] },
  });
});

test('A CORRUPT RUN inside a stream: what came before it is listed, and what it hides is said', async () => {
  const runs = [runOf('r3', 30), runOf('r2', 20), runOf('r1', 10)];
  const { data } = await ask(
    search((response, url) => {
      if (url.searchParams.get('offset') === null) {
        response.writeHead(200).write(Buffer.concat(runs));
      } else response.writeHead(200).write(runOf('r0', 1).subarray(0, 20));
      setTimeout(() => response.destroy(), 50);
    }),
    '{ runs { nodes { nativeId } reports { state code message upstreamCalls } } }',
  );
  expect(data).toMatchObject({
    runs: {
      // The next one is held back until it is known which runs started at the same time.
      nodes: [{ nativeId: 'r3' }],
      reports: [{ state: 'PARTIAL', code: 'UNAVAILABLE', message: expect.stringContaining('broke off its answer') }],
    },
  });
});

test('A SERVER RESTARTED in mid-stream is asked again from where it broke off', async () => {
  let asked = 0;
  const { data } = await ask(
    search((response, url) => {
      asked += 1;
      if (asked > 1) {
        expect(url.searchParams.get('offset')).toBe('r3');
        response.end(Buffer.concat([runOf('r2', 20), runOf('r1', 10)]));
        return;
      }
      response.writeHead(200).write(Buffer.concat([runOf('r3', 30), runOf('r2', 20).subarray(0, 60)]));
      setTimeout(() => response.destroy(), 50);
    }),
  );
  expect(listAt(at(data, 'runs'), 'nodes').map((node) => at(node, 'nativeId'))).toEqual(['r3', 'r2', 'r1']);
});

test('one run that cannot be read is an error of its own, not of those asked for beside it', async () => {
  const { data, errors } = await ask(
    search((response, url) => {
      const hashes = [...(url.searchParams.get('q') ?? '').matchAll(/"(r\d)"/g)].map(([, hash]) => hash ?? '');
      response.writeHead(200);
      for (const hash of hashes) {
        if (hash === 'r2') break;
        response.write(runOf(hash, 5));
      }
      if (hashes.includes('r2')) setTimeout(() => response.destroy(), 50);
      else response.end();
    }),
    '{ a: run(id: "target/r1") { name } b: run(id: "target/r2") { name } c: run(id: "target/r3") { name } }',
  );
  expect(data).toEqual({ a: { name: 'r1' }, b: null, c: { name: 'r3' } });
  expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'UNAVAILABLE' } }]);
});

test('COLUMNS OF A SERIES that do not fit together are an error of that series, never a part of its points', async () => {
  const column = (...numbers: number[]) => {
    const blob = Buffer.from(Float64Array.from(numbers).buffer);
    return { type: 'numpy', shape: numbers.length, dtype: 'float64', blob };
  };
  const two = { values: column(1, 2), iters: column(0, 1), timestamps: column(5, 6), epochs: column(NaN, 3) };
  const broken = { short: { epochs: column(1) }, text: { epochs: 'x' }, none: { epochs: null }, whole: {} };
  const traces = Object.entries(broken).map(([name, own]) => ({ name, context: {}, ...two, ...own }));
  const fields = Object.keys(broken).map((key) => `${key}: metric(key: "${key}") { series { values epochs } }`);
  const listed = traces.map(({ name, context }) => ({ name, context, values: {} }));
  const run = { props: { name: 'r1', experiment, creation_time: new Float(5), end_time: new Float(6) }, params: {} };
  const { data, errors } = await ask(
    healthy((url, response) => {
      if (url.pathname === '/api/runs/search/metric/') response.end(encodeEntry('r1', { ...run, traces }));
      else if (url.pathname === '/api/runs/search/run/')
        response.end(encodeEntry('r1', { ...run, traces: { metric: listed } }));
      else return false;
      return true;
    }),
    `{ run(id: "target/r1") { ${fields.join(' ')} } }`,
  );
  expect(data).toEqual({
    run: {
      short: { series: null },
      text: { series: null },
      none: { series: { values: [1, 2], epochs: null } },
      whole: { series: { values: [1, 2], epochs: [null, 3] } },
    },
  });
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['PROTOCOL', 'PROTOCOL']);
});
