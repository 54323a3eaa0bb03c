import { z } from 'zod';
import { ConfigError } from '../../src/config/config-error.ts';
import { readConfig, type Config } from '../../src/config/load-config.ts';
import { defineTracker, type AnyTracker } from '../../src/contract/tracker.ts';
import { httpSettings } from '../../src/kit/http-settings.ts';
import { everything, memoryAdapter } from '../support/memory-adapter.ts';

let opened: unknown;
const sample: AnyTracker = defineTracker({
  kind: 'sample',
  title: 'Sample',
  settings: z.strictObject({ ...httpSettings, path: z.string().optional().meta({ file: true }) }),
  capabilities: everything,
  address: ({ url }) => url,
  create: (settings) => {
    opened = settings;
    return Promise.resolve(memoryAdapter({ runs: [], capabilities: everything }));
  },
  emulate: () => Promise.reject(new Error('none')),
  demo: [],
});

function read(text: string, environment: Record<string, string> = {}): Config {
  return readConfig(text, '/etc/rungraph/rungraph.yaml', { trackers: [sample], environment });
}

function problemsOf(text: string, environment: Record<string, string> = {}): readonly string[] {
  try {
    read(text, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const good = `
sources:
  prod:
    tracker: sample
    url: http://tracker.example:5000
`;

test('what is left out has its default', () => {
  const { server, sources } = read(good);
  expect(server).toEqual({ host: '127.0.0.1', port: 4000, federation: false, drainMs: 5_000, graceMs: 20_000 });
  expect(sources).toMatchObject([
    { id: 'prod', deadlineMs: 15_000, concurrency: 6, opened: { address: 'http://tracker.example:5000' } },
  ]);
});

test('sources keep the order of the file', () => {
  const text = ['z', 'a', 'm'].map((id) => `  ${id}: { tracker: sample, url: http://h }`).join('\n');
  expect(read(`sources:\n${text}`).sources.map(({ id }) => id)).toEqual(['z', 'a', 'm']);
});

test('variables are taken from the environment, in numbers too', async () => {
  const text = `
server: { port: "\${PORT}" }
sources:
  prod:
    tracker: sample
    url: http://\${HOST:-fallback}/x
    deadlineMs: \${DEADLINE}
    auth: { type: bearer, token: "a\${TOKEN}$\${b}" }
`;
  const { server, sources } = read(text, { PORT: '99', TOKEN: 's3cret', DEADLINE: '250' });
  expect(server.port).toBe(99);
  await sources[0]?.opened.create({
    openHttp: () => {
      throw new Error('none');
    },
    openSocket: () => Promise.reject(new Error('none')),
    now: Date.now,
    log: { info: () => undefined, warn: () => undefined },
  });
  expect(sources[0]).toMatchObject({ deadlineMs: 250 });
  expect(opened).toMatchObject({ url: 'http://fallback/x', auth: { token: 'as3cret${b}' } });
});

test('file names are relative to the config', async () => {
  const { sources } = read(`${good}    path: archive/data\n    tls: { caFile: ca.pem }\n`);
  await sources[0]?.opened.create({
    openHttp: () => {
      throw new Error('none');
    },
    openSocket: () => Promise.reject(new Error('none')),
    now: Date.now,
    log: { info: () => undefined, warn: () => undefined },
  });
  expect(opened).toMatchObject({ path: '/etc/rungraph/archive/data', tls: { caFile: '/etc/rungraph/ca.pem' } });
});

test.each<[string, string, string]>([
  [
    'an unknown key at the top',
    `${good}servr: {}\n`,
    ':6:1  servr: unknown key; the keys that belong here are: server, limits, documents, auth, exports, cache, keys, directions, compute, conventions, sources',
  ],
  [
    'an unknown key of the server',
    `server: { prot: 1 }\n${good}`,
    ':1:11  server.prot: unknown key; the keys that belong here are: host, port',
  ],
  [
    'a typo in a source',
    good.replace('url:', 'urll:'),
    ':5:5  sources.prod.urll: unknown key; the keys that belong here are: tracker, deadlineMs, attemptMs, concurrency, rate, callerHeader, freshMs, url, auth, tls, path',
  ],
  ['a missing key', 'sources:\n  prod: { tracker: sample }\n', ':2:3  sources.prod.url: is missing; it must be text'],
  [
    'a missing tracker',
    'sources:\n  prod: { url: http://h }\n',
    ':2:3  sources.prod.tracker: is missing; it must be one of: sample',
  ],
  [
    'an unknown tracker',
    good.replace('sample', 'simple'),
    ':4:5  sources.prod.tracker: unknown kind of tracker; known are: sample',
  ],
  [
    'a URL that is none',
    good.replace('http://tracker.example:5000', 'tracker:5000'),
    ':5:5  sources.prod.url: must be an http:// or https:// URL',
  ],
  [
    'credentials in the URL',
    good.replace('http://', 'http://ada:pw@'),
    ':5:5  sources.prod.url: must not hold credentials: write them under auth',
  ],
  [
    'an origin with a path',
    `server: { cors: [https://dash.example.com/] }\n${good}`,
    ':1:11  server.cors.0: must be an origin such as https://dash.example.com, without a path',
  ],
  [
    'every origin',
    `server: { cors: ['*'] }\n${good}`,
    ':1:11  server.cors.0: must be an origin such as https://dash.example.com, without a path',
  ],
  ['a value of the wrong type', `${good}    deadlineMs: soon\n`, ':6:5  sources.prod.deadlineMs: must be a number'],
  [
    'a number out of range',
    `${good}    concurrency: 0\n`,
    ':6:5  sources.prod.concurrency: too small: expected number to be >=1',
  ],
  ['an id with a slash', good.replace('prod:', 'a/b:'), ':3:3  sources.a/b: a source id starts with a letter or digit'],
  ['no sources', 'sources: {}\n', ':1:1  sources: name at least one source'],
  ['nothing at all', '', '  sources: is missing; it must be a group of keys'],
  ['a list where a map belongs', 'sources: [a]\n', ':1:1  sources: must be a group of keys'],
  [
    'a variable that is not set',
    good.replace('http://tracker.example:5000', '${NOPE}'),
    ':5:5  sources.prod.url: the environment variable NOPE is not set',
  ],
  ['what is not YAML', 'sources: {a: b\n', ':2:1  Flow map'],
  ['a key twice', `${good}    url: http://other\n`, ':6:5  Map keys must be unique'],
])('%s is refused, with its place', (_name, text, expected) => {
  expect(problemsOf(text).join('\n')).toContain(expected);
});

test('every mistake is said at once', () => {
  expect(
    problemsOf('sources:\n  a: { tracker: sample, ur: 1 }\n  b: { tracker: sample, url: x, deadlineMs: -1 }\n'),
  ).toHaveLength(4);
});

test('no message repeats a secret', () => {
  const text = `
sources:
  prod:
    tracker: sample
    url: http://user:\${SECRET}@host
    auth: { type: "\${SECRET}", token: [ "\${SECRET}" ] }
    tls: \${SECRET}
    deadlineMs: \${SECRET}
`;
  const problems = problemsOf(text, { SECRET: 'hunter2' });
  expect(problems.length).toBeGreaterThan(2);
  expect(problems.join('\n')).not.toContain('hunter2');
});

test('Redis is one server, servers behind Sentinel, or a cluster, and never two of them', () => {
  const cacheOf = (lines: string) => read(`cache:\n${lines}\n${good}`).cache.redis;
  expect(cacheOf('  redisUrl: redis://a:6379')?.place).toEqual({ kind: 'single', url: 'redis://a:6379' });
  expect(cacheOf('  redisSentinel: { name: main, urls: ["redis://a"] }')?.place).toEqual({
    kind: 'sentinel',
    name: 'main',
    urls: ['redis://a'],
  });
  const cluster = cacheOf('  redisCluster: [rediss://a, rediss://b]\n  redisTls: { caFile: ca.pem }');
  expect(cluster?.place).toEqual({ kind: 'cluster', urls: ['rediss://a', 'rediss://b'] });
  expect(cluster?.tls?.caFile).toBe('/etc/rungraph/ca.pem');
  const both = '  redisUrl: redis://a\n  redisCluster: [redis://b]';
  expect(problemsOf(`cache:\n${both}\n${good}`).join()).toContain(
    'name one of redisUrl, redisSentinel and redisCluster',
  );
});

test('credentials of callers are refused where the tracker is not read with them', () => {
  expect(problemsOf(`${good}    callerHeader: X-Token\n`).join()).toContain(
    ':6:5  sources.prod.callerHeader: Sample is not read with credentials of callers: leave this key out',
  );
});
