import { RungraphError } from '../../src/contract/error.ts';
import type { HttpClient } from '../../src/contract/http.ts';
import { openHttpClient } from '../../src/kit/http-client.ts';
import { errorOfResponse } from '../../src/kit/status-to-error.ts';
import { callContext } from '../support/call-context.ts';
import { sendJson, startStub, type Respond, type StubServer } from '../support/stub-server.ts';

const open: { stub?: StubServer; client?: HttpClient } = {};

async function against(respond: Respond, settings: object = {}): Promise<HttpClient> {
  open.stub = await startStub(respond);
  open.client = openHttpClient({ url: `${open.stub.url}/prefix/`, ...settings }, 4);
  return open.client;
}

afterEach(async () => {
  open.client?.close();
  await open.stub?.close();
});

test('paths go below the base URL, and a key may repeat', async () => {
  const client = await against((_request, response) => sendJson(response, {}));
  await client.send(callContext(), {
    method: 'GET',
    path: '/a',
    query: [
      ['k', 'x y'],
      ['k', 'ü&='],
    ],
  });
  expect(open.stub?.requests).toEqual(['GET /prefix/a?k=x%20y&k=%C3%BC%26%3D']);
});

test('any status is an answer, headers have lower-case names, and the call is counted', async () => {
  const client = await against((_request, response) => sendJson(response, { a: 1 }, 418, { 'X-Tea': 'yes' }));
  const context = callContext();
  const answer = await client.send(context, { method: 'POST', path: '/', json: { b: 2 } });
  expect(answer).toMatchObject({ status: 418, text: '{"a":1}', headers: { 'x-tea': 'yes' } });
  expect(context.meter.upstreamCalls).toBe(1);
});

test('connections that the server closed meanwhile cost no answer, however many there are', async () => {
  const used = new WeakSet<object>();
  const client = await against((request, response) => {
    if (used.has(request.socket)) {
      request.socket.destroy();
      return;
    }
    used.add(request.socket);
    sendJson(response, 'well');
  });
  const ask = () => client.send(callContext(), { method: 'POST', path: '/', json: {} });
  await Promise.all([ask(), ask(), ask(), ask()]);
  for (const { text } of await Promise.all([ask(), ask()])) expect(text).toBe('"well"');
});

test('a server on the same machine is not asked to compress', async () => {
  const client = await against((request, response) => sendJson(response, request.headers['accept-encoding'] ?? null));
  const answer = await client.send(callContext(), { method: 'GET', path: '/' });
  expect(answer.text).toBe('"identity"');
});

test('a body is JSON with all digits of bigints', async () => {
  const client = await against((request, response, body) => {
    sendJson(response, [request.headers['content-type'], body]);
  });
  const answer = await client.send(callContext(), { method: 'POST', path: '/', json: { b: 2n ** 60n + 1n, c: 'é' } });
  expect(JSON.parse(answer.text)).toEqual(['application/json', '{"b":1152921504606846977,"c":"é"}']);
});

test.each([
  [{ auth: { type: 'basic', username: 'ada', password: 'p:w' } }, `Basic ${Buffer.from('ada:p:w').toString('base64')}`],
  [{ auth: { type: 'bearer', token: 't0k' } }, 'Bearer t0k'],
])('credentials are sent as %j says', async (settings, expected) => {
  const client = await against((request, response) => sendJson(response, request.headers.authorization), settings);
  expect((await client.send(callContext(), { method: 'GET', path: '/' })).text).toBe(JSON.stringify(expected));
});

test('a redirect is an answer: no credential follows it', async () => {
  const client = await against(
    (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    {
      auth: { type: 'bearer', token: 'secret' },
    },
  );
  expect(await client.send(callContext(), { method: 'GET', path: '/' })).toMatchObject({ status: 302 });
  expect(open.stub?.requests).toHaveLength(1);
});

test('a refused connection is UNAVAILABLE, and names the address', async () => {
  const client = openHttpClient({ url: 'http://127.0.0.1:1' }, 4);
  await expect(client.send(callContext(), { method: 'GET', path: '/' })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'http://127.0.0.1:1 did not answer: the connection was refused.',
  });
});

test('an answer that breaks off is UNAVAILABLE, not a short answer', async () => {
  const client = await against((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"a":');
    setTimeout(() => response.destroy(), 10);
  });
  await expect(client.send(callContext(), { method: 'GET', path: '/' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('a wait is cut by the signal, with the reason that the signal gives', async () => {
  const client = await against(() => undefined);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new RungraphError('TIMEOUT', 'too slow')), 20);
  const asked = client.send(callContext({ signal: controller.signal }), { method: 'GET', path: '/' });
  await expect(asked).rejects.toMatchObject({ code: 'TIMEOUT', message: 'too slow' });
});

test('a kept connection that the server has closed meanwhile is opened again, unnoticed', async () => {
  let served = 0;
  const client = await against((request, response) => {
    served += 1;
    sendJson(response, served);
    // Closed without a word, as servers do whose keep-alive is shorter than the client's.
    if (served === 1) response.on('finish', () => setImmediate(() => request.socket.resetAndDestroy()));
  });
  await client.send(callContext(), { method: 'GET', path: '/' });
  const again = await client.send(callContext(), { method: 'GET', path: '/' });
  expect(again.text).toBe('2');
});

test('no more requests than allowed are under way at a time', async () => {
  let [now, most] = [0, 0];
  const client = await against((_request, response) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      sendJson(response, {});
    }, 15);
  });
  await Promise.all(Array.from({ length: 20 }, () => client.send(callContext(), { method: 'GET', path: '/' })));
  expect(most).toBe(4);
});

test('the difference of clocks is read from the Date header', async () => {
  const ahead = new Date(Date.now() + 90_000).toUTCString();
  const client = await against((_request, response) => sendJson(response, {}, 200, { date: ahead }));
  const { clockSkewMs } = await client.send(callContext(), { method: 'GET', path: '/' });
  expect(Math.abs((clockSkewMs ?? 0) - 90_000)).toBeLessThan(2000);
});

async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('a request that must not come twice is not sent again when its kept connection breaks', async () => {
  let served = 0;
  const client = await against((request, response) => {
    served += 1;
    if (served === 1) response.on('finish', () => setImmediate(() => request.socket.resetAndDestroy()));
    sendJson(response, served);
  });
  const once = { method: 'POST', path: '/', json: {}, repeatable: false } as const;
  await client.send(callContext(), once);
  await expect(client.send(callContext(), once)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    repeatable: false,
    retryable: false,
  });
  expect(served).toBe(1);
});

test('a request that never left may be sent again, whatever it asks for', async () => {
  const client = await against((_request, response) => sendJson(response, {}));
  await open.stub?.close();
  const sent = client.send(callContext(), { method: 'POST', path: '/', json: {}, repeatable: false });
  await expect(sent).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
});

test('an answer to a request that must not come twice says so, and so does the error that it becomes', async () => {
  const client = await against((_request, response) => void response.writeHead(503).end('later'));
  const answer = await client.send(callContext(), { method: 'POST', path: '/', json: {}, repeatable: false });
  expect(errorOfResponse(answer, 'not now')).toMatchObject({ code: 'UNAVAILABLE', retryable: false });
  const read = await client.send(callContext(), { method: 'GET', path: '/' });
  expect(errorOfResponse(read, 'not now')).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
});

test('a stream answers with its head before its body is there', async () => {
  let finish = (): void => undefined;
  const client = await against((_request, response) => {
    response.writeHead(206, { 'X-Part': '1' });
    response.write('first,');
    finish = () => response.end('second');
  });
  const context = callContext();
  const stream = await client.open(context, { method: 'GET', path: '/' });
  expect(stream).toMatchObject({ status: 206, headers: { 'x-part': '1' } });
  finish();
  expect(await readAll(stream.body)).toBe('first,second');
  expect(context.meter.upstreamCalls).toBe(1);
});

test('a stream that breaks off is UNAVAILABLE, not a short body', async () => {
  const client = await against((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setTimeout(() => response.destroy(), 10);
  });
  const stream = await client.open(callContext(), { method: 'GET', path: '/' });
  await expect(readAll(stream.body)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('a stream is cut by the signal, with the reason that the signal gives', async () => {
  const client = await against((_request, response) => void response.writeHead(200).write('first'));
  const controller = new AbortController();
  const stream = await client.open(callContext({ signal: controller.signal }), { method: 'GET', path: '/' });
  setTimeout(() => controller.abort(new RungraphError('CANCELLED', 'gone')), 20);
  await expect(readAll(stream.body)).rejects.toMatchObject({ code: 'CANCELLED', message: 'gone' });
});

test('a stream that nobody reads is let go', async () => {
  const closed: string[] = [];
  const client = await against((_request, response) => {
    response.on('close', () => closed.push('closed'));
    response.writeHead(200).write('x'.repeat(1000));
  });
  const stream = await client.open(callContext(), { method: 'GET', path: '/' });
  stream.close();
  stream.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(closed).toEqual(['closed']);
});

test('what a caller brings goes to the tracker instead of the gateway’s credentials, and nowhere else', async () => {
  const auth = { type: 'bearer', token: 'own' };
  const respond: Respond = (request, response) => sendJson(response, request.headers.authorization ?? 'none');
  const context = callContext({ principal: 'Bearer caller' });
  const tracker = await against(respond, { auth, callers: true });
  expect((await tracker.send(context, { method: 'GET', path: '/' })).text).toBe('"Bearer caller"');
  expect((await tracker.send(callContext(), { method: 'GET', path: '/' })).text).toBe('"Bearer own"');
  await open.stub?.close();
  const store = await against(respond);
  expect((await store.send(context, { method: 'GET', path: '/' })).text).toBe('"none"');
});
