import { at, listAt } from '../../support/json-at.ts';
import { dataOf, openServer, runOf, seriesOf, start, type OpenServer } from './server.ts';

// What only a live server has: pages, logins, forks that it stitches itself.

let server: OpenServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const requestsTo = (path: string): number =>
  server?.emulator.requests.filter((request) => request.includes(path)).length ?? 0;

test.each(['2.x', '3.x'] as const)('PAGES BEYOND 10,000 of %s: every run once, in order', async (line) => {
  // Many runs of one moment lie on every edge between two pages.
  const runs = Array.from({ length: 10_050 }, (_run, index) =>
    runOf(`r${index}`, { startedAt: start + Math.floor(index / 7) }),
  );
  server = await openServer({ line, data: dataOf(runs) });
  const seen: unknown[] = [];
  let after = '';
  do {
    const asked = `{ runs(first: 1000, ${after}) { nodes { nativeId startedAt } pageInfo { endCursor hasNextPage } } }`;
    const page = at(await server.ask(asked), 'runs');
    seen.push(...listAt(page, 'nodes'));
    after = at(page, 'pageInfo', 'hasNextPage') ? `after: ${JSON.stringify(at(page, 'pageInfo', 'endCursor'))}` : '';
  } while (after !== '');
  expect(seen).toHaveLength(runs.length);
  expect(new Set(seen.map((run) => at(run, 'nativeId'))).size).toBe(runs.length);
  const times = seen.map((run) => String(at(run, 'startedAt')));
  expect(times).toEqual([...times].sort().reverse());
});

test('A LOGIN THAT ENDED is renewed, once for all who wait, and nobody sees it', async () => {
  server = await openServer({ line: '3.x', data: dataOf([runOf('a', { metrics: [seriesOf('loss', [0, 1])] })]) });
  const asked = '{ runs { nodes { metrics { key series { values } } } } }';
  const answer = await server.ask(asked);
  expect(requestsTo('oauth-token')).toBe(1);
  server.emulator.expire();
  expect(await server.ask(asked)).toEqual(answer);
  expect(requestsTo('oauth-token')).toBe(2);
});

test('A LOGIN THAT IS REFUSED EVERYWHERE is tried twice, and is an error', async () => {
  server = await openServer({ line: '3.x', data: dataOf([runOf('a')]), loginMs: -1 });
  const { data } = await server.target.gateway.execute('{ runs { nodes { name } reports { state code message } } }');
  expect(data).toEqual({
    runs: {
      nodes: [],
      reports: [{ state: 'FAILED', code: 'UNAUTHENTICATED', message: expect.stringContaining('the login is over') }],
    },
  });
});

test.each([
  ['A TOKEN OF 2.x AT A SERVER OF 3.x', '3.x', { api_address: 'x', api_key: 'k' }, 'each line takes its own'],
  ['A TOKEN OF 3.x AT A SERVER OF 2.x', '2.x', { api_address: 'x', api_url: 'x', api_key: 'k' }, 'each line takes its'],
  ['A TOKEN THAT WAS REVOKED', '3.x', { api_address: 'x', api_url: 'x', api_key: 'k' }, 'it was revoked'],
] as const)('%s is UNAUTHENTICATED, and says why', async (_name, line, token, message) => {
  const apiToken = Buffer.from(JSON.stringify(token)).toString('base64');
  server = await openServer({ line, data: dataOf([]) }, { apiToken });
  const { data } = await server.target.gateway.execute('{ runs { reports { state code message } } }');
  const report = { state: 'FAILED', code: 'UNAUTHENTICATED', message: expect.stringContaining(message) };
  expect(data).toEqual({ runs: { reports: [report] } });
  expect(JSON.stringify(data)).not.toContain(apiToken);
});

const forked = () => ({
  line: '3.x' as const,
  data: dataOf([
    runOf('root', { metrics: [seriesOf('loss', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])] }),
    runOf('child', { metrics: [seriesOf('loss', [4, 5, 6], -1)] }),
  ]),
  forks: new Map([['child', { parent: 'root', step: 4 }]]),
});
const loss = '{ run(id: "live/acme/vision/child") { metrics { key first last min max count series { values } } } }';

test('FORKS OF A SERVER, own: a child has its own points', async () => {
  server = await openServer(forked());
  expect(await server.ask(loss)).toEqual({
    run: {
      metrics: [{ key: 'loss', first: -4, last: -6, min: -6, max: -4, count: 3, series: { values: [-4, -5, -6] } }],
    },
  });
});

test('FORKS OF A SERVER, stitched: what the child inherits counts, in summaries and in filters too', async () => {
  server = await openServer(forked(), { forks: 'stitched' });
  const values = [0, 1, 2, 3, -4, -5, -6];
  expect(await server.ask(loss)).toEqual({
    run: { metrics: [{ key: 'loss', first: 0, last: -6, min: -6, max: 3, count: 7, series: { values } }] },
  });
  const asked = '{ runs(filter: { metric: { key: "loss", aggregate: MAX, eq: 3 } }) { nodes { name } } }';
  expect(await server.ask(asked)).toEqual({ runs: { nodes: [{ name: 'child' }] } });
});

describe('METRICS THAT A FORK INHERITS are in its list, as they are in an archive', () => {
  const family = () => ({
    line: '3.x' as const,
    data: dataOf([
      runOf('root', { metrics: [seriesOf('loss', [0, 1, 5]), seriesOf('early', [0, 1]), seriesOf('late', [6, 7])] }),
      runOf('child', { metrics: [seriesOf('loss', [4, 6]), seriesOf('below', [1, 2]), seriesOf('own', [9])] }),
      runOf('grand', { metrics: [seriesOf('fresh', [11])] }),
    ]),
    forks: new Map([
      ['child', { parent: 'root', step: 4 }],
      ['grand', { parent: 'child', step: 10 }],
    ]),
  });
  const keysOf = (run: unknown) =>
    listAt(run, 'metrics')
      .map((one) => String(at(one, 'key')))
      .sort();
  const grand = ['early', 'fresh', 'loss', 'own'];

  test('of a page: one call for all points', async () => {
    server = await openServer(family(), { forks: 'stitched' });
    const answer = await server.ask('{ runs { nodes { name metrics { key } } } }');
    expect(Object.fromEntries(listAt(answer, 'runs', 'nodes').map((run) => [at(run, 'name'), keysOf(run)]))).toEqual({
      root: ['early', 'late', 'loss'],
      child: ['early', 'loss', 'own'],
      grand,
    });
    expect(['entries/search', 'attributes/query', 'series/float'].map(requestsTo)).toEqual([1, 1, 1]);
  });

  test('of one run: a call a generation, one for the names of metrics, one for points', async () => {
    server = await openServer(family(), { forks: 'stitched' });
    expect(keysOf(at(await server.ask('{ run(id: "live/acme/vision/grand") { metrics { key } } }'), 'run'))).toEqual(
      grand,
    );
    expect(['entries/search', 'attributes/query', 'series/float'].map(requestsTo)).toEqual([3, 2, 1]);
  });

  test('a filter on one finds the fork', async () => {
    server = await openServer(family(), { forks: 'stitched' });
    const asked = (key: string) => `{ runs(filter: { metric: { key: "${key}", eq: 1 } }) { nodes { name } } }`;
    const names = async (key: string) =>
      listAt(await server?.ask(asked(key)), 'runs', 'nodes')
        .map((run) => String(at(run, 'name')))
        .sort();
    expect(await names('early')).toEqual(['child', 'grand', 'root']);
    expect(await names('late')).toEqual([]);
  });
});

test.each(['2.x', '3.x'] as const)('EXPLAIN shows the query that a server of %s gets', async (line) => {
  server = await openServer({ line, data: dataOf([runOf('a')]) });
  await server.ask('{ runs { nodes { name } } }');
  const { adapter } = server.target.source;
  const search = { projects: null, filter: { kind: 'and', filters: [] }, order: [], limit: 5, after: null } as const;
  const described = adapter.describeSearch({ ...search, archived: 'EXCLUDE' });
  expect(described).toContain(`Neptune ${line}`);
  expect(described.includes('sys/trashed')).toBe(line === '2.x');
});

describe('FORKS OF A SERVER are links', () => {
  const links = '{ nodes { ... on Run { nativeId } } edges { kind } reports { state message upstreamCalls } }';
  const walk = (key: string, direction: string) =>
    `{ lineage(of: "live/acme/vision/${key}", direction: ${direction}, depth: 3) ${links} }`;
  const family = () => ({
    line: '3.x' as const,
    data: dataOf([runOf('root'), runOf('child'), runOf('other'), runOf('grand'), runOf('gone', { archived: true })]),
    forks: new Map([
      ['child', { parent: 'root', step: 4 }],
      ['other', { parent: 'root', step: 5 }],
      ['grand', { parent: 'child', step: 6 }],
      ['gone', { parent: 'root', step: 6 }],
    ]),
  });
  const namesIn = (answer: unknown): readonly string[] =>
    listAt(answer, 'lineage', 'nodes').map((node) => String(at(node, 'nativeId')).replace('acme/vision/', ''));

  test('up to the root, and down to every fork that is not archived', async () => {
    server = await openServer(family());
    const up = await server.ask(walk('grand', 'UPSTREAM'));
    expect(namesIn(up)).toEqual(['grand', 'child', 'root']);
    expect(at(up, 'lineage', 'edges')).toEqual([{ kind: 'FORKED_FROM' }, { kind: 'FORKED_FROM' }]);
    expect([...namesIn(await server.ask(walk('root', 'DOWNSTREAM')))].sort()).toEqual([
      'child',
      'grand',
      'other',
      'root',
    ]);
  });

  test('a parent that is not there is said', async () => {
    server = await openServer({
      line: '3.x',
      data: dataOf([runOf('orphan')]),
      forks: new Map([['orphan', { parent: 'elsewhere', step: 1 }]]),
    });
    const found = await server.ask(walk('orphan', 'UPSTREAM'));
    expect(namesIn(found)).toEqual(['orphan']);
    expect(at(found, 'lineage', 'reports', 0)).toMatchObject({
      state: 'PARTIAL',
      message: expect.stringContaining('elsewhere, which it was forked from'),
    });
  });
});
