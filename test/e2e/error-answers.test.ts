import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { errorCodes } from '../../src/contract/error.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { listAt } from '../support/json-at.ts';
import { logLines } from '../support/log-lines.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';

// Whatever is wrong with a request, a client reads it in one form: { errors: [{ message, extensions: { code } }] }.

const told = logLines();
let gateway: Gateway | undefined;
let server: RunningServer | undefined;

beforeAll(async () => {
  gateway = await memoryGateway({ s: { runs: [], capabilities: everything } });
  server = await serve(gateway, { host: '127.0.0.1', port: 0, log: told.log });
});

afterAll(async () => {
  await server?.close();
  await gateway?.close();
});

const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = json) => ({ method: 'POST', headers, body });
const asking = (query: string, more: object = {}) => post(JSON.stringify({ query, ...more }));
const hash = { persistedQuery: { version: 1, sha256Hash: 'abc' } };

const wrong: readonly (readonly [string, string, RequestInit, number, string])[] = [
  ['a body that is no JSON', '/graphql', post('{'), 400, 'BAD_REQUEST'],
  ['an empty body', '/graphql', post(''), 400, 'BAD_REQUEST'],
  ['a list of questions', '/graphql', post('[]'), 400, 'BAD_REQUEST'],
  ['text as body', '/graphql', post('"x"'), 400, 'BAD_REQUEST'],
  ['no question', '/graphql', post('{}'), 400, 'BAD_REQUEST'],
  ['no question at all', '/graphql', { method: 'POST' }, 400, 'BAD_REQUEST'],
  ['variables that are text', '/graphql', asking('{ __typename }', { variables: 'x' }), 400, 'BAD_REQUEST'],
  ['a form', '/graphql', post('query=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'BAD_REQUEST'],
  ['a body too large', '/graphql', post(`{"query":"${'x'.repeat(5_000_000)}"}`), 413, 'BAD_REQUEST'],
  [
    'an answer that is wanted as a page',
    '/graphql',
    post('{"query":"{ __typename }"}', { ...json, accept: 'text/html' }),
    406,
    'BAD_REQUEST',
  ],
  ['a GET without a question', '/graphql', {}, 400, 'BAD_REQUEST'],
  ['a GET that changes something', '/graphql?query=mutation{purge(source:"s")}', {}, 405, 'BAD_REQUEST'],
  ['PUT', '/graphql', { ...post('{}'), method: 'PUT' }, 405, 'BAD_REQUEST'],
  ['DELETE', '/graphql', { method: 'DELETE' }, 405, 'BAD_REQUEST'],
  ['OPTIONS', '/graphql', { method: 'OPTIONS' }, 405, 'BAD_REQUEST'],
  ['a path below', '/graphql/x', post('{}'), 404, 'NOT_FOUND'],
  ['another path', '/nope', {}, 404, 'NOT_FOUND'],
  ['an address that is malformed', '/%zz', {}, 400, 'INVALID_QUERY'],
  ['a document that does not parse', '/graphql', asking('{'), 200, 'GRAPHQL_PARSE_FAILED'],
  ['a field that is not there', '/graphql', asking('{ nope }'), 200, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a variable that is missing',
    '/graphql',
    asking('query ($a: Int!) { runs(first: $a) { totalCount } }'),
    200,
    'BAD_USER_INPUT',
  ],
  [
    'one of two operations',
    '/graphql',
    asking('query A { __typename } query B { __typename }'),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'a question known by its hash alone',
    '/graphql',
    post(JSON.stringify({ extensions: hash })),
    200,
    'PERSISTED_QUERY_NOT_FOUND',
  ],
  ['nesting without end', '/graphql', asking('{'.repeat(200)), 400, 'INVALID_QUERY'],
  ['another site', '/graphql', post('{}', { ...json, 'sec-fetch-site': 'cross-site' }), 403, 'FORBIDDEN'],
  ['a file that is not signed', '/artifacts/x/y', {}, 401, 'UNAUTHENTICATED'],
  ['a page that nobody gives', '/graphql', asking('{ runs(first: 0) { totalCount } }'), 200, 'INVALID_QUERY'],
];

test.each(wrong)('%s', async (_name, path, request, status, code) => {
  const answer = await fetch(`${server?.url ?? ''}${path}`, request);
  const body: unknown = await answer.json();
  expect([answer.status, listAt(body, 'errors')]).toEqual([
    status,
    [expect.objectContaining({ message: expect.stringMatching(/\w+ \w+|\w{10}/), extensions: { code } })],
  ]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  if (status === 405) expect(answer.headers.get('allow')).toContain('POST');
});

test('what is no HTTP at all', async () => {
  const socket = connect(Number(new URL(server?.url ?? '').port), '127.0.0.1');
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (bytes) => (text += bytes.toString()));
    socket.on('close', () => resolve(text));
    socket.write('PING /graphql\r\n\r\n');
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({
    errors: [{ message: 'This is no HTTP request.', extensions: { code: 'BAD_REQUEST' } }],
  });
});

test('a mistake of ours is INTERNAL, with nothing of it but its id in the log', async () => {
  if (gateway === undefined) throw new Error('the gateway did not start');
  const metrics = { ...gateway.metrics, text: () => Promise.reject(new Error('s3cret')) };
  const own = await serve({ ...gateway, metrics }, { host: '127.0.0.1', port: 0, log: told.log });
  const answer = await fetch(`${own.url}/metrics`);
  expect([answer.status, await answer.json()]).toEqual([
    500,
    {
      errors: [
        { message: 'Rungraph failed to handle this; the log has the details.', extensions: { code: 'INTERNAL' } },
      ],
    },
  ]);
  expect(told.warnings()).toEqual([
    expect.objectContaining({
      fields: { traceId: answer.headers.get('x-request-id'), detail: expect.stringContaining('s3cret') },
    }),
  ]);
  await own.close();
});

test('docs/errors.md tells of every code that can occur', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  // The server's word for what is INTERNAL here, and what only occurs where that is switched off.
  const never: readonly string[] = ['INTERNAL_SERVER_ERROR', 'PERSISTED_QUERY_NOT_SUPPORTED'];
  const ofServer = Object.values(ApolloServerErrorCode).filter((code) => !never.includes(code));
  const provoked = wrong.map(([, , , , code]) => code);
  expect(ofServer.filter((code) => !provoked.includes(code))).toEqual([]);
  const codes = new Set([...errorCodes, ...ofServer, ...provoked]);
  expect([...codes].filter((code) => !page.includes(`| \`${code}\``))).toEqual([]);
  const listed = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code = '']) => code);
  expect(listed.filter((code) => !codes.has(code))).toEqual([]);
});
