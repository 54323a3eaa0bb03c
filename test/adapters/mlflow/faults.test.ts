import type { ServerResponse } from 'node:http';
import type { OpenTarget } from '../../conformance/target.ts';
import { sendJson, startStub, type Respond, type StubServer } from '../../support/stub-server.ts';
import { openMlflowTarget } from './open-target.ts';

// What answers at a URL in a config need not be a healthy MLflow server. Whatever it is, the client learns which.

const open: { stub?: StubServer; target?: OpenTarget } = {};
afterEach(async () => {
  await open.target?.close();
  await open.stub?.close();
});

const run = { info: { run_id: 'r1', experiment_id: '0', status: 'FINISHED', start_time: 5 }, data: {} };

/** A healthy server but for the calls that a test takes over. */
function healthy(takeOver: (path: string, response: ServerResponse) => boolean): Respond {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (takeOver(path, response)) return;
    if (path === '/version') response.writeHead(200, { 'content-type': 'text/plain' }).end('3.17.2');
    else if (path.endsWith('/experiments/search'))
      sendJson(response, { experiments: [{ experiment_id: '0', name: 'Default' }] });
    else if (path.endsWith('/runs/search')) sendJson(response, { runs: [run] });
    else sendJson(response, { error_code: 'ENDPOINT_NOT_FOUND' }, 404);
  };
}

async function reportOf(respond: Respond, document = '{ runs { nodes { nativeId } reports { state code message } } }') {
  open.stub = await startStub(respond);
  open.target = await openMlflowTarget(open.stub.url, 'target', new Map(), () => Promise.resolve());
  return open.target.gateway.execute(document);
}

const html =
  (status: number, text = '<html>no</html>') =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end(text);

test.each<[string, (response: ServerResponse) => unknown, string, string]>([
  [
    '401 of basic auth, in HTML',
    html(401, 'You are not authenticated.'),
    'UNAUTHENTICATED',
    'check auth in the config',
  ],
  [
    '403',
    (response) => sendJson(response, { error_code: 'PERMISSION_DENIED' }, 403),
    'FORBIDDEN',
    'do not allow this (PERMISSION_DENIED)',
  ],
  [
    '403 of the host check',
    (response) => response.writeHead(403, { 'content-type': 'text/plain' }).end('Invalid Host header'),
    'FORBIDDEN',
    '--allowed-hosts',
  ],
  ['404 of another server', html(404), 'PROTOCOL', 'is the URL, with its path prefix, that of an MLflow server?'],
  [
    '429 with Retry-After',
    (response) => sendJson(response, { error_code: 'REQUEST_LIMIT_EXCEEDED' }, 429, { 'retry-after': '2' }),
    'RATE_LIMITED',
    'fewer requests',
  ],
  ['429 without', (response) => response.writeHead(429).end(), 'RATE_LIMITED', 'fewer requests'],
  ['500 in HTML', html(500), 'UNAVAILABLE', 'failed or is overloaded'],
  [
    '500 with SQL in it',
    (response) => sendJson(response, { error_code: 'INTERNAL_ERROR', message: 'SELECT secret FROM x' }, 500),
    'UNAVAILABLE',
    'INTERNAL_ERROR',
  ],
  ['503', html(503), 'UNAVAILABLE', 'failed or is overloaded'],
  ['504 of a proxy', html(504), 'TIMEOUT', 'gave up waiting'],
  [
    'a redirect to a login page',
    (response) => response.writeHead(302, { location: 'https://login.example' }).end(),
    'PROTOCOL',
    'write the final URL into the config',
  ],
  ['200 with a login page', html(200), 'PROTOCOL', 'an HTML page where JSON was expected'],
  [
    'garbage',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"runs": [{'),
    'PROTOCOL',
    'not JSON',
  ],
  ['another product’s JSON', (response) => sendJson(response, { hits: [] }), 'PROTOCOL', 'JSON of an unexpected shape'],
  [
    'JSON of the wrong types',
    (response) => sendJson(response, { runs: [{ info: 5 }] }),
    'PROTOCOL',
    'JSON of an unexpected shape',
  ],
  ['a connection that ends', (response) => response.destroy(), 'UNAVAILABLE', 'did not answer'],
])('%s is labelled, and never a quiet empty list', async (_name, answer, code, message) => {
  const { data, errors } = await reportOf(
    healthy((path, response) => {
      if (!path.endsWith('/runs/search')) return false;
      answer(response);
      return true;
    }),
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    runs: { nodes: [], reports: [{ state: 'FAILED', code, message: expect.stringContaining(message) }] },
  });
  expect(JSON.stringify(data)).not.toContain('SELECT');
});

test('{} is no runs: MLflow leaves out what is empty', async () => {
  const { data } = await reportOf(
    healthy((path, response) => {
      if (path.endsWith('/runs/search')) sendJson(response, {});
      return path.endsWith('/runs/search');
    }),
  );
  expect(data).toEqual({ runs: { nodes: [], reports: [{ state: 'OK', code: null, message: null }] } });
});

test('what is no MLflow server at all is found out by the probe', async () => {
  const { data } = await reportOf((_request, response) => sendJson(response, { detail: 'Not Found' }, 404));
  expect(data).toMatchObject({ runs: { reports: [{ state: 'FAILED', code: 'PROTOCOL' }] } });
});

test('a server that comes back is asked again', async () => {
  let down = true;
  const respond = healthy((_path, response) => {
    if (down) response.destroy();
    return down;
  });
  expect((await reportOf(respond)).data).toMatchObject({ runs: { reports: [{ state: 'FAILED' }] } });
  down = false;
  await new Promise((resolve) => setTimeout(resolve, 2100));
  const again = await open.target?.gateway.execute('{ runs { nodes { nativeId } reports { state } } }');
  expect(again?.data).toEqual({ runs: { nodes: [{ nativeId: 'r1' }], reports: [{ state: 'OK' }] } });
});

test('one run that cannot be read is an error of its own', async () => {
  const { data, errors } = await reportOf(
    healthy((path, response) => {
      if (path.endsWith('/runs/get')) sendJson(response, { error_code: 'PERMISSION_DENIED' }, 403);
      return path.endsWith('/runs/get');
    }),
    '{ run(id: "target/x") { name } runs { nodes { nativeId } } }',
  );
  expect(data).toEqual({ run: null, runs: { nodes: [{ nativeId: 'r1' }] } });
  expect(errors).toMatchObject([{ path: ['run'], extensions: { code: 'FORBIDDEN', source: 'target' } }]);
});

test('a run id that the server would not even look up is NOT_FOUND', async () => {
  const { errors } = await reportOf(
    healthy((path, response) => {
      if (path.endsWith('/runs/get'))
        sendJson(response, { error_code: 'INVALID_PARAMETER_VALUE', message: 'bad id' }, 400);
      return path.endsWith('/runs/get');
    }),
    '{ run(id: "target/%00") { name } }',
  );
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
});
