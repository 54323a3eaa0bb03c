import { encodeId } from '../../src/graphql/ids.ts';
import { everything, withShelf, type MemoryTracker } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { artifact, edge } from '../support/memory-shelf.ts';
import { at, listAt } from '../support/json-at.ts';
import { run } from '../support/runs.ts';

const runs = Array.from({ length: 30 }, (_run, index) => run(`r${String(index)}`, { startedAt: 100 - index }));
const shelf = {
  artifacts: [
    artifact('shared', { name: 'Shared', digest: { algorithm: 'md5', value: 'abc' } }),
    ...runs.map(({ nativeId }) => artifact(`a-${nativeId}`, { type: 'FILES', producedById: nativeId })),
  ],
  edges: runs.flatMap(({ nativeId }) => [
    edge('USED', nativeId, 'shared'),
    edge('PRODUCED', nativeId, `a-${nativeId}`),
  ]),
};

async function ask(document: string, trackers: Readonly<Record<string, Partial<MemoryTracker>>> = {}) {
  const calls: string[] = [];
  const onCall = (method: string): void => {
    if (method !== 'probe' && method !== 'listProjects') calls.push(method);
  };
  const s: MemoryTracker = { runs, capabilities: withShelf, shelf, onCall };
  const others = Object.entries(trackers).map(([id, parts]) => [id, { runs: [], capabilities: everything, ...parts }]);
  const gateway = await memoryGateway({ s, ...Object.fromEntries(others) });
  const answer = await gateway.execute(document);
  await gateway.close();
  return { ...answer, calls };
}

test('what a page of runs used and produced: one call for the links, one for the artifacts', async () => {
  const { data, errors, calls } = await ask(
    '{ runs(first: 30) { nodes { used { nodes { name } } produced { nodes { name producedBy { nativeId } } } } } }',
  );
  expect(errors).toBeUndefined();
  expect(calls).toEqual(['searchRuns', 'getEdges', 'getArtifacts', 'getRuns']);
  expect(at(data, 'runs', 'nodes', 3)).toEqual({
    used: { nodes: [{ name: 'Shared' }] },
    produced: { nodes: [{ name: 'a-r3', producedBy: { nativeId: 'r3' } }] },
  });
});

test('runs that read an artifact are paged, and only those of the page are read', async () => {
  const list =
    'usedBy(first: 4) { nodes { nativeId } pageInfo { hasNextPage endCursor } totalCount table(columns: [{ value: { field: NAME } }]) { refs } }';
  const { data, calls } = await ask(`{ artifact(id: "s/shared") { ${list} } }`);
  expect(at(data, 'artifact', 'usedBy')).toMatchObject({ totalCount: 30, pageInfo: { hasNextPage: true } });
  expect(listAt(data, 'artifact', 'usedBy', 'nodes')).toHaveLength(4);
  expect(listAt(data, 'artifact', 'usedBy', 'table', 'refs')).toHaveLength(4);
  expect(calls).toEqual(['getArtifacts', 'getEdges', 'getRuns']);
});

test('a page of links whose far ends are all gone is empty, says so, and is no end of the list', async () => {
  const edges = ['gone-1', 'gone-2', 'z-there'].map((id) => edge('USED', 'r0', id));
  const s = { runs, capabilities: withShelf, shelf: { artifacts: [artifact('z-there')], edges } };
  const used = (page: string) => `{ run(id: "s/r0") { used(${page}) {
    nodes { name } totalCount pageInfo { hasNextPage endCursor } reports { state message } } } }`;
  const first = at((await ask(used('first: 2'), { s })).data, 'run', 'used');
  expect(first).toMatchObject({
    nodes: [],
    totalCount: null,
    pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    reports: [{ state: 'PARTIAL', message: expect.stringContaining('not there any more') }],
  });
  const after = JSON.stringify(at(first, 'pageInfo', 'endCursor'));
  const next = at((await ask(used(`first: 2, after: ${after}`), { s })).data, 'run', 'used');
  expect(next).toMatchObject({ nodes: [{ name: 'z-there' }], pageInfo: { hasNextPage: false } });
});

test('artifacts are listed over sources in pages without doubles or gaps', async () => {
  const other = { shelf: { artifacts: [artifact('x'), artifact('y')], edges: [] }, capabilities: withShelf };
  const found: unknown[] = [];
  let after = 'null';
  for (;;) {
    const { data } = await ask(
      `{ artifacts(first: 4, after: ${after}) { nodes { ref } pageInfo { hasNextPage endCursor } totalCount } }`,
      { other },
    );
    found.push(...listAt(data, 'artifacts', 'nodes').map((node) => at(node, 'ref')));
    expect(at(data, 'artifacts', 'totalCount')).toBeNull();
    if (at(data, 'artifacts', 'pageInfo', 'hasNextPage') !== true) break;
    after = JSON.stringify(at(data, 'artifacts', 'pageInfo', 'endCursor'));
  }
  expect(found).toHaveLength(33);
  expect(new Set(found).size).toBe(33);
});

test.each([
  ['{ type: DATASET }', ['s/shared']],
  ['{ digest: "abc" }', ['s/shared']],
  ['{ digest: "md5:abc" }', ['s/shared']],
  ['{ digest: "sha256:abc" }', []],
  ['{ name: { contains: "SHARED", ignoreCase: true } }', ['s/shared']],
  ['{ name: { matches: "^a-r1$" }, type: FILES }', ['s/a-r1']],
  ['{ alias: "latest" }', []],
])('the filter %s', async (filter, refs) => {
  const { data } = await ask(`{ artifacts(filter: ${filter}) { nodes { ref } totalCount reports { state } } }`);
  expect(at(data, 'artifacts')).toEqual({
    nodes: refs.map((ref) => ({ ref })),
    totalCount: refs.length,
    reports: [{ state: 'OK' }],
  });
});

test('what a source cannot answer is never an empty list', async () => {
  const reports = 'totalCount nodes { id } reports { source { name } state code }';
  const { data } = await ask(
    `{ artifacts(sources: ["bare"]) { ${reports} } models { ${reports} } typed: artifacts(filter: { type: MEDIA }, sources: ["s"]) { ${reports} }
       run(id: "bare/b") { used { ${reports} } } both: artifacts(first: 1000) { totalCount reports { state } } }`,
    { bare: { runs: [run('b')] } },
  );
  const skipped = (name: string) => ({ source: { name }, state: 'SKIPPED', code: 'UNSUPPORTED' });
  expect(data).toMatchObject({
    artifacts: { totalCount: null, nodes: [], reports: [skipped('bare')] },
    models: { totalCount: null, nodes: [], reports: [skipped('s'), skipped('bare')] },
    typed: { totalCount: null, nodes: [], reports: [skipped('s')] },
    run: { used: { totalCount: null, nodes: [], reports: [skipped('bare')] } },
    both: { totalCount: null, reports: [{ state: 'OK' }, { state: 'SKIPPED' }] },
  });
});

test.each([
  ['lineage(of: "s/r1", depth: 1000)', 'INVALID_QUERY'],
  ['lineage(of: "s/r1", limit: 0)', 'INVALID_QUERY'],
  ['lineage(of: "s/nope")', 'NOT_FOUND'],
  ['lineage(of: "nope/r1")', 'NOT_FOUND'],
  [`lineage(of: "${encodeId('Project', 's', 'p')}")`, 'INVALID_QUERY'],
])('%s is refused with %s', async (field, code) => {
  const { data, errors } = await ask(`{ ${field} { complete } }`);
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code } }]);
});

test('a lineage shows runs with what was selected of them, artifacts, and each link once', async () => {
  const { data, calls } = await ask(
    '{ lineage(of: "s/r0", depth: 1) { nodes { __typename id ... on Run { name } ... on Artifact { ref } } edges { from to kind } complete stoppedBy } }',
  );
  const id = (type: 'Run' | 'Artifact', native: string): string => encodeId(type, 's', native);
  expect(at(data, 'lineage')).toMatchObject({
    edges: [
      { from: id('Run', 'r0'), to: id('Artifact', 'shared'), kind: 'USED' },
      { from: id('Run', 'r0'), to: id('Artifact', 'a-r0'), kind: 'PRODUCED' },
    ],
    complete: false,
    stoppedBy: 'DEPTH',
  });
  expect(listAt(data, 'lineage', 'nodes').map((node) => at(node, '__typename'))).toEqual([
    'Run',
    'Artifact',
    'Artifact',
  ]);
  expect(calls.filter((method) => method === 'getEdges')).toHaveLength(2);
});
