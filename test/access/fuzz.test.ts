import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seededRandom } from '../../src/emulator-kit/sample/build-run.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { serveTwoProjects, type ServedProjects } from '../support/access/serve-two-projects.ts';
import { logLines } from '../support/log-lines.ts';
import { questionsOf } from './questions.ts';

// Documents and requests that are nearly valid. 10,000 of each by FUZZ=10000 npm test -- test/access/fuzz.test.ts

const count = Number(process.env['FUZZ'] ?? 300);
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

function pick<T>(choices: readonly T[]): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}

let open: ServedProjects;
const log = logLines();

beforeAll(async () => {
  open = await serveTwoProjects({
    log: log.log,
    limits: { requestsPerMinute: 10_000_000, concurrent: 1_000, bodyKb: 64 },
  });
});

afterAll(() => open.close());

setFlagsFromString('--expose-gc');

/** MiB that are held when everything that can go has gone. */
function held(): number {
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Pieces that a document or request is torn at. */
const odd = [
  '',
  ' ',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  '"""',
  ':',
  '$',
  '@',
  '!',
  '...',
  '#',
  '\u0000',
  '\ud800',
  '😀',
  '-',
  '1e999',
  '9007199254740993',
  'null',
  'true',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  '\\u0000',
  '%00',
  '\r\n',
  '@include(if: $x)',
  '@skip(if: true)',
  'fragment f on Run { ...f }',
  '...f',
  'query',
  'mutation',
  'subscription',
  '__schema { types { name } }',
  '__typename',
  '-1',
  '1001',
  '[]',
  '{}',
  'NaN',
];

/** Takes a piece out, puts one in, doubles one, or puts two in each other's place. */
function tear(text: string, pieces: RegExp): string {
  const parts = text.match(pieces) ?? [text];
  const changed = [...parts];
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    const at = Math.floor(random() * (changed.length + 1));
    const way = pick(['out', 'in', 'twice', 'swap', 'odd']);
    if (way === 'out') changed.splice(at, 1);
    if (way === 'in') changed.splice(at, 0, pick(parts));
    if (way === 'twice') changed.splice(at, 0, changed[at] ?? '');
    if (way === 'swap') changed.push(...changed.splice(at, 1));
    if (way === 'odd') changed.splice(at, 1, pick(odd));
  }
  return changed.join('');
}

const documents = questionsOf(createSchema()).map(({ document }) => document);
const words = /[A-Za-z_]+|\d+|"[^"]*"|\s+|[^\sA-Za-z_\d]/g;
const traces = /\bat [\w.<>]+ \(|node_modules|\.ts:\d|(Type|Range|Reference)Error/;

async function ask(document: string): Promise<string> {
  const body = JSON.stringify({ query: document, variables: pick([{}, { x: true }, { x: null }, []]) });
  const headers = { 'content-type': 'application/json' };
  const answer = await open.fetchAs(pick(['read', 'admin', 'other']), '/graphql', { method: 'POST', headers, body });
  const text = await answer.text();
  return answer.status < 500 && !traces.test(text) && !text.includes('"INTERNAL"')
    ? ''
    : `${String(answer.status)} ${document} ${text.slice(0, 500)}`;
}

/** So many at a time, until all are done. What was wrong. */
async function all(total: number, one: () => Promise<string>): Promise<readonly string[]> {
  const wrong: string[] = [];
  let left = total;
  const visit = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const found = await one();
      if (found !== '') wrong.push(found);
    }
  };
  await Promise.all(Array.from({ length: 8 }, visit));
  return wrong;
}

test(`${String(count)} documents that are nearly valid (FUZZ_SEED=${String(seed)})`, async () => {
  const one = (): Promise<string> => ask(tear(pick(documents), words));
  // Kept documents and answers fill their places first.
  const early = await all(count / 2, one);
  const before = held();
  const late = await all(count / 2, one);
  expect([...early, ...late].slice(0, 3)).toEqual([]);
  expect(held() - before).toBeLessThan(96);
  expect(log.warnings().filter(({ message }) => /failed/.test(message))).toEqual([]);
});

/** Sends bytes, and reads the answer until the connection ends. */
function send(text: string): Promise<string> {
  const { hostname, port } = new URL(open.server.url);
  return new Promise((resolve) => {
    let told = '';
    const socket = connect(Number(port), hostname, () => socket.end(text, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (piece: string) => (told += piece));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(told);
    });
  });
}

function makeRequest(): string {
  const method = pick(['GET', 'POST', 'HEAD', 'PUT', 'OPTIONS', 'DELETE', 'PATCH', 'get', 'BREW']);
  const path = pick([
    '/graphql',
    '/graphql?query={__typename}',
    `/graphql?query=${encodeURIComponent(pick(documents))}`,
    '/artifacts/x/y?expires=1&signature=2',
    '/health/ready',
    '/metrics',
    '/',
    '/favicon.svg',
    '/graphiql/../../etc/passwd',
    '/%',
    '/nowhere',
  ]);
  const body = pick([
    '',
    '{}',
    '[]',
    'null',
    JSON.stringify({ query: '{ __typename }' }),
    JSON.stringify({ query: pick(documents) }),
    '{"query":',
    'query=%7B__typename%7D',
    '{"__proto__":{"a":1},"query":"{__typename}"}',
    '{"query":"{__typename}","variables":"x","operationName":3,"extensions":[]}',
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
  ]);
  const headers = [
    'host: localhost',
    `authorization: Bearer ${pick([open.keys.admin, open.keys.read, 'rg_x', 'a.b.c', ''])}`,
    `content-type: ${pick(['application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/graphql-response+json', 'x'])}`,
    `accept: ${pick(['*/*', 'application/json', 'text/event-stream', 'text/html', 'x'])}`,
    pick([
      `content-length: ${String(body.length)}`,
      `content-length: ${String(body.length)}`,
      'transfer-encoding: chunked',
      'content-length: 5',
      'content-length: -1',
      'x-a: b',
    ]),
    pick([
      'if-none-match: *',
      'range: bytes=5-1',
      'content-encoding: gzip',
      'expect: 100-continue',
      'cache-control: no-cache',
      'sec-fetch-site: cross-site',
      'x-forwarded-for: 1.2.3.4',
      'traceparent: x',
      'apollo-federation-include-trace: ftv1',
    ]),
    'connection: close',
  ];
  return `${method} ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
}

test(`${String(count)} requests that are nearly HTTP (FUZZ_SEED=${String(seed)})`, async () => {
  const one = async (): Promise<string> => {
    const request = random() < 0.5 ? makeRequest() : tear(makeRequest(), /\r\n|[^\r]+/g);
    const told = await send(request);
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(told)?.[1] ?? 0);
    // Where a request never ends, its connection does, without an answer. 503: it is not ready yet, and says so.
    const isWell = status < 500 || (status === 503 && told.includes('"probing"'));
    return isWell && !traces.test(told) ? '' : `${request}\n=> ${told.slice(0, 500)}`;
  };
  const early = await all(count / 2, one);
  const before = held();
  const late = await all(count / 2, one);
  expect([...early, ...late].slice(0, 3)).toEqual([]);
  expect(held() - before).toBeLessThan(96);
  // It goes on answering.
  expect((await open.fetchAs('read', '/graphql?query={__typename}')).status).toBe(200);
});
