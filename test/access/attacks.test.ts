import { gzipSync } from 'node:zlib';
import { serveTwoProjects, type ServedProjects } from '../support/access/serve-two-projects.ts';
import { at, listAt } from '../support/json-at.ts';

// What people try with a gateway that stands in a network, in the production profile.

let open: ServedProjects;

beforeAll(async () => {
  open = await serveTwoProjects({
    isProduction: true,
    auth: { anonymous: { scopes: ['read:lab/po'] } },
    limits: { requestsPerMinute: 100_000, concurrent: 100, bodyKb: 256 },
  });
});

afterAll(async () => {
  await open.close();
});

const json = { 'content-type': 'application/json' };

async function post(body: unknown, headers: Record<string, string> = json) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${open.server.url}/graphql`, { method: 'POST', headers, body: text });
  const told = await answer.text();
  expect(told).not.toMatch(/\bat .*\.(ts|js):\d/);
  expect(answer.status).toBeLessThan(500);
  return { status: answer.status, text: told, body: parsed(told) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ask = (query: string) => post({ query });
const repeat = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_part, n) => part(n)).join(' ');

const overloads: Readonly<Record<string, readonly [document: string, says: RegExp]>> = {
  'alias overload': [
    `{ ${repeat(101, (n) => `a${n}: __typename`)} }`,
    /limits\.rootFields: .* 101 root fields, and 64 are/,
  ],
  'alias overload behind a fragment': [
    `{ ...all } fragment all on Query { ${repeat(65, (n) => `a${n}: __typename`)} }`,
    /limits\.rootFields: .* 65 root fields, and 64 are/,
  ],
  'alias overload below the root': [
    `{ runs { nodes { ${repeat(501, (n) => `a${n}: ref`)} } } }`,
    /limits\.aliases: .* 501/,
  ],
  'directive overload': [
    `{ __typename ${'@include(if: true) '.repeat(201)} }`,
    /limits\.directives: .* 201 directives/,
  ],
  'deep nesting': [
    `{ runs { nodes { ${'parent { '.repeat(30)} ref ${'} '.repeat(30)} } } }`,
    /deeper than 16 levels, namely 33/,
  ],
  'fragments that double': [
    `${repeat(24, (n) => `fragment f${n} on Run { a: parent { ...f${n + 1} } b: parent { ...f${n + 1} } }`)} fragment f24 on Run { ref } { runs { nodes { ...f0 } } }`,
    /deeper than 16 levels/,
  ],
  'fragments that double without depth': [
    `${repeat(24, (n) => `fragment f${n} on Run { ...f${n + 1} ref ...f${n + 1} }`)} fragment f24 on Run { ref } { runs { nodes { ...f0 } } }`,
    /fields once its fragments are written out/,
  ],
  'circular fragments': [
    'fragment a on Run { ...b } fragment b on Run { ...a } { runs { nodes { ...a } } }',
    /fragment/i,
  ],
  'brackets without end': [`{ a(b: ${'['.repeat(5_000)}`, /nest deeper than 100 levels/],
  'tokens without end': [`{ ${'__typename '.repeat(20_001)} }`, /token/i],
};

test.each(Object.entries(overloads))('%s is refused, with the limit', async (_name, [document, says]) => {
  const startedAt = process.cpuUsage().user;
  const { body } = await ask(document);
  expect(at(body, 'data')).toBeUndefined();
  expect(at(body, 'errors', 0, 'message')).toMatch(says);
  // Microseconds of the processor: a walk over what fragments stand for would take minutes.
  expect(process.cpuUsage().user - startedAt).toBeLessThan(5_000_000);
});

test('errors of a document do not multiply', async () => {
  const { body } = await ask(`{ __typename ${'@aa '.repeat(10)} }`);
  expect(listAt(body, 'errors').length).toBeLessThan(10);
});

test('batching is not offered', async () => {
  const { status, body } = await post([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
  expect(status).toBe(400);
  expect(at(body, 0)).toBeUndefined();
});

test('the schema is not told: no introspection, no suggestions, no page', async () => {
  for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Run") { fields { name } } }']) {
    const { body } = await ask(query);
    expect(at(body, 'data')).toBeUndefined();
  }
  const { text } = await ask('{ run { nodes { referense } } }');
  expect(text).not.toMatch(/did you mean/i);
  const { text: more } = await ask('{ runs(filtre: {}) { nodes { nam } } }');
  expect(more).not.toMatch(/did you mean/i);
  for (const path of ['/', '/graphiql/start.js', '/graphiql/graphiql.min.js']) {
    expect((await fetch(open.server.url + path)).status).toBe(404);
  }
});

describe('a page of another site', () => {
  const form = 'query=%7B__typename%7D';
  test.each([
    ['application/x-www-form-urlencoded', form],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{__typename}\r\n--x--\r\n',
    ],
    ['text/plain', JSON.stringify({ query: '{__typename}' })],
    ['text/plain; application/json', JSON.stringify({ query: '{__typename}' })],
  ])('cannot ask by a form of %s', async (type, body) => {
    const { status } = await post(body, { 'content-type': type });
    expect([400, 415]).toContain(status);
  });

  test('cannot ask by an image or a link', async () => {
    const place = `${open.server.url}/graphql?${form}`;
    expect((await fetch(place)).status).toBe(400);
    expect((await fetch(place, { headers: json })).status).toBe(200);
    expect((await open.fetchAs('read', `/graphql?${form}`)).status).toBe(200);
    expect((await fetch(place, { headers: { ...json, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  });

  test('cannot change anything by GET', async () => {
    const place = `/graphql?query=${encodeURIComponent('mutation { purge(source: "lab") }')}`;
    const answer = await open.fetchAs('admin', place);
    expect(answer.status).toBe(405);
  });
});

test('an address in an id leads nowhere', async () => {
  for (const id of [
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'lab/http://127.0.0.1:1/',
    'lab/../../etc/passwd',
  ]) {
    const { body } = await ask(`{ run(id: ${JSON.stringify(id)}) { name } }`);
    expect(at(body, 'errors', 0, 'extensions', 'code')).toBe('NOT_FOUND');
  }
});

test('line breaks in values do not get into headers', async () => {
  const answer = await open.fetchAs('read', '/graphql?query={__typename}%0d%0aset-cookie:x', {
    headers: { 'x-request-id': 'a%0d%0aset-cookie: x=1' },
  });
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('x-request-id')).not.toContain('%0d');
});

test.each(['../../etc/passwd', '..%2f..%2fetc%2fpasswd', '%2e%2e/%2e%2e/x', 'a/%00', 'a//b', '%', 'a/./b'])(
  'a path that leads out of an artifact is refused: %s',
  async (path) => {
    const answer = await open.fetchAs('admin', `/artifacts/abc/${path}?expires=9999999999&signature=x`);
    expect([400, 401, 403, 404]).toContain(answer.status);
  },
);

test('a compressed body is not opened', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
  const answer = await fetch(`${open.server.url}/graphql`, {
    method: 'POST',
    headers: { ...json, 'content-encoding': 'gzip' },
    body: bomb,
  });
  expect([400, 413, 415]).toContain(answer.status);
});

test('a pattern that backtracks elsewhere takes no time here', async () => {
  const startedAt = process.cpuUsage().user;
  const query = `{ runs(filter: { name: { matches: "^(([a-z])+.)+[A-Z]([a-z])+$" } }) { nodes { ref } } }`;
  expect((await ask(query)).status).toBe(200);
  expect(process.cpuUsage().user - startedAt).toBeLessThan(5_000_000);
});

test('keys named __proto__ and constructor are keys', async () => {
  const query = 'query q($f: RunFilter) { runs(filter: $f) { nodes { param(key: "__proto__") { key } } } }';
  const text = `{"query":${JSON.stringify(query)},"variables":{"f":{"param":{"key":"constructor","exists":true}},"__proto__":{"polluted":1}}}`;
  const { status } = await post(text);
  expect([200, 400]).toContain(status);
  expect(Object.prototype).not.toHaveProperty('polluted');
  const { body } = await ask('{ runs(filter: { param: { key: "__proto__", exists: true } }) { nodes { ref } } }');
  expect(listAt(body, 'data', 'runs', 'nodes')).toEqual([]);
});

test('nothing of the server shows: no traces, no names of programs', async () => {
  const answer = await open.fetchAs('read', '/graphql?query={nothing}');
  expect(answer.headers.get('x-powered-by')).toBeNull();
  expect(at(await answer.json(), 'extensions', 'tracing')).toBeUndefined();
});
