import type { CallContext } from '../../src/contract/context.ts';
import type { HttpClient } from '../../src/contract/http.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { openRateBudget } from '../../src/core/resilience/rate-budget.ts';
import { openHttpClient } from '../../src/kit/http-client.ts';
import { paceClient, type Pace } from '../../src/kit/paced-client.ts';
import { callContext } from '../support/call-context.ts';
import { sendJson, startStub, type Respond, type StubServer } from '../support/stub-server.ts';

const open: { stub?: StubServer; client?: HttpClient } = {};

async function against(respond: Respond, pace: Partial<Pace> = {}): Promise<HttpClient> {
  open.stub = await startStub(respond);
  const whole = { source: 's', concurrency: 6, budget: openRateBudget(undefined), ...pace };
  open.client = paceClient(openHttpClient({ url: open.stub.url }, 6), whole);
  return open.client;
}

afterEach(async () => {
  open.client?.close();
  await open.stub?.close();
});

const get = (path: string) => ({ method: 'GET', path }) as const;
const by = (traceId: string, parts: Partial<Pick<CallContext, 'signal' | 'deadline' | 'project'>> = {}) =>
  callContext({ traceId, ...parts });

test('a question that the tracker is slow for leaves places for the others', async () => {
  const held: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const client = await against((request, response) => {
    running += 1;
    most = Math.max(most, running);
    const answer = (): void => {
      running -= 1;
      sendJson(response, request.url);
    };
    if (request.url === '/slow') held.push(answer);
    else answer();
  });
  const slow = Array.from({ length: 20 }, () => client.send(by('one'), get('/slow')));
  for (let count = 0; count < 5; count += 1) {
    expect((await client.send(by('other'), get('/quick'))).status).toBe(200);
  }
  expect(held).toHaveLength(4);
  expect(most).toBeLessThanOrEqual(6);
  const drain = setInterval(() => held.splice(0).forEach((answer) => answer()), 5);
  expect(await Promise.all(slow)).toHaveLength(20);
  clearInterval(drain);
});

test('a place is free again after an answer, an error, a cancelled wait, and a stream that is closed or read', async () => {
  const client = await against(
    (request, response) => {
      if (request.url === '/broken') request.socket.destroy();
      else sendJson(response, 'x');
    },
    { concurrency: 1 },
  );
  await client.send(callContext(), get('/'));
  await expect(client.send(callContext(), get('/broken'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const stream = await client.open(callContext(), get('/'));
  const gone = new AbortController();
  const waiting = client.send(callContext({ signal: gone.signal }), get('/')).catch((error: unknown) => error);
  gone.abort(new RungraphError('CANCELLED', 'gone'));
  expect(await waiting).toMatchObject({ code: 'CANCELLED' });
  stream.close();
  const read = await client.open(callContext(), get('/'));
  for await (const _piece of read.body);
  expect((await client.send(callContext(), get('/'))).status).toBe(200);
});

test('a request that stays silent ends early, so that there is time for another', async () => {
  const client = await against(() => undefined, { attemptMs: 40 });
  await expect(client.send(callContext(), get('/'))).rejects.toMatchObject({
    code: 'TIMEOUT',
    message: 's did not answer a request within 40 ms (attemptMs).',
  });
});

test('a tracker that wants to be left alone is left alone: 429, and a budget that is used up', async () => {
  const answers: [number, Record<string, string>][] = [
    [429, { 'Retry-After': '0.2' }],
    [200, { 'RateLimit-Remaining': '0', 'RateLimit-Reset': '0.2' }],
    [200, {}],
  ];
  const client = await against((_request, response) => {
    const [status, headers] = answers.shift() ?? [500, {}];
    sendJson(response, {}, status, headers);
  });
  const startedAt = Date.now();
  const statuses = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await client.send(callContext(), get('/'))).status);
  expect(statuses).toEqual([429, 200, 200]);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(395);
});

test('a wait that is longer than the question has fails at once and says for how long', async () => {
  const client = await against((_request, response) => sendJson(response, {}, 429, { 'Retry-After': '60' }));
  await client.send(callContext(), get('/'));
  const context = callContext({ deadline: Date.now() + 500 });
  await expect(client.send(context, get('/'))).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    message: 's may not be asked for another 60 s: its rate is used up.',
  });
  expect(open.stub?.requests).toHaveLength(1);
});

test('a project that the tracker is slow for leaves a place for the others, whoever asks', async () => {
  const held: (() => void)[] = [];
  const client = await against((request, response) => {
    const answer = (): void => {
      sendJson(response, request.url);
    };
    if (request.url === '/slow') held.push(answer);
    else answer();
  });
  const slow = Array.from({ length: 20 }, (_question, at) => {
    return client.send(by(`slow ${String(at)}`, { project: 'slow' }), get('/slow'));
  });
  for (const project of ['quick', null, 'quick']) {
    expect((await client.send(by(`of ${String(project)}`, { project }), get('/quick'))).status).toBe(200);
  }
  expect(held).toHaveLength(5);
  const drain = setInterval(() => held.splice(0).forEach((answer) => answer()), 5);
  expect(await Promise.all(slow)).toHaveLength(20);
  clearInterval(drain);
});
