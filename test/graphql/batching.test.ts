import type { Series } from '../../src/contract/series.ts';
import { everything, type MemoryContext, type MemoryTracker } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { metric, run } from '../support/runs.ts';

// What a query asks of a tracker is counted: the calls, and what it says it will read.

const runs = Array.from({ length: 60 }, (_run, index) =>
  run(`r${index}`, {
    startedAt: 100 - index,
    parentId: index < 20 ? null : `r${index % 20}`,
    metrics: ['a', 'b', 'c'].map((key) => metric(key, index)),
  }),
);

function ten(): Series {
  const steps = Float64Array.from({ length: 10 }, (_step, index) => index);
  const values = steps.map((step) => Math.sin(step));
  return { steps, values, timestamps: steps, totalPoints: 10, complete: true };
}

interface Call {
  readonly method: string;
  readonly context: MemoryContext;
}

async function countCalls(document: string, parts: Partial<MemoryTracker> = {}) {
  const calls: Call[] = [];
  const capabilities = { ...everything, summaries: ['last', 'lastStep'] as const };
  const onCall = (method: string, context: MemoryContext): void => void calls.push({ method, context });
  const gateway = await memoryGateway({ s: { runs, capabilities, series: ten, onCall, ...parts } });
  const answer = await gateway.execute(document);
  await gateway.close();
  expect(answer.errors).toBeUndefined();
  const methods = calls.map(({ method }) => method).filter((method) => method !== 'probe' && method !== 'listProjects');
  return { data: answer.data, methods, calls };
}

test('series of every metric of a page of runs are one call', async () => {
  const { methods, data } = await countCalls('{ runs { nodes { metrics { key series { values } } } } }');
  expect(methods).toEqual(['searchRuns', 'getSeries']);
  expect(JSON.stringify(data).match(/"values"/g)).toHaveLength(150);
});

test('min, max and the whole series of the same metric are read once', async () => {
  const { calls, methods } = await countCalls(
    '{ runs { nodes { metric(key: "a") { min max first count series { steps } } } } }',
  );
  expect(methods).toEqual(['searchRuns', 'getSeries']);
  expect(calls.find(({ method }) => method === 'getSeries')?.context.meter.upstreamCalls).toBe(1);
});

test('aggregates of table columns that no listing gives are one call', async () => {
  const { methods, data } = await countCalls(`{ runs { table(columns: [
    { value: { metric: { key: "a", aggregate: MIN } } }, { value: { metric: { key: "b", aggregate: MAX } } }
  ]) { columns { values } } } }`);
  expect(methods).toEqual(['searchRuns', 'getSeries']);
  expect(JSON.stringify(data)).toContain(`[${String(Math.sin(8))},`);
});

test('parents of a page of runs are one call', async () => {
  const { methods } = await countCalls('{ runs { nodes { parent { name } } } }');
  expect(methods).toEqual(['searchRuns', 'getRuns']);
});

test('children of a page of runs are one search, handed out by parent, and a page of them goes on', async () => {
  const { methods, data } = await countCalls(
    '{ runs(first: 20) { nodes { nativeId children(first: 1) { nodes { nativeId } totalCount pageInfo { hasNextPage endCursor } } } } }',
  );
  expect(methods).toEqual(['searchRuns', 'searchRuns']);
  const { nodes } = data?.['runs'] as {
    nodes: {
      nativeId: string;
      children: { nodes: object[]; totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } };
    }[];
  };
  expect(nodes[3]).toMatchObject({
    nativeId: 'r3',
    children: { nodes: [{ nativeId: 'r23' }], totalCount: 2, pageInfo: { hasNextPage: true } },
  });
  const after = nodes[3]?.children.pageInfo.endCursor ?? '';
  const more = await countCalls(
    `{ run(id: "s/r3") { children(first: 5, after: "${after}") { nodes { nativeId } pageInfo { hasNextPage } } } }`,
  );
  expect(more.data).toEqual({ run: { children: { nodes: [{ nativeId: 'r43' }], pageInfo: { hasNextPage: false } } } });
});

test('runs named one by one are one call', async () => {
  const { methods } = await countCalls(
    '{ a: run(id: "s/r1") { name } b: run(id: "s/r2") { name } c: run(id: "s/r3") { name } }',
  );
  expect(methods).toEqual(['getRuns']);
});

test('the adapter learns what the client selected, through aliases, fragments and tables, and nothing more', async () => {
  const { calls } = await countCalls(`
    query ($no: Boolean = false) { runs(filter: { metric: { key: "c", exists: true } }) {
      nodes { ...Part x: param(key: "lr") { value } metrics(prefix: "val/") { last } notes @include(if: $no) }
      edges { node { tags(keys: ["team"]) { value } } }
      table(columns: [{ value: { param: "batch" } }, { value: { field: NOTES } }, { value: { metric: { key: "acc" } } }]) { refs }
    } }
    fragment Part on Run { param(key: "seed") { value } ... on Run { native } }
  `);
  expect(calls.find(({ method }) => method === 'searchRuns')?.context.projection).toEqual({
    params: { all: false, keys: ['seed', 'lr', 'batch'], prefixes: [] },
    metrics: { all: false, keys: ['acc', 'c'], prefixes: ['val/'] },
    tags: { all: false, keys: ['team'], prefixes: [] },
    parts: ['native', 'notes'],
  });
});

test('a series may be cut to a range and to a cap, and says who cut it', async () => {
  const { data } = await countCalls(
    '{ run(id: "s/r1") { metric(key: "a") { series(maxPoints: 3) { steps complete sampledBy totalPoints } } } }',
  );
  expect(data).toEqual({
    run: { metric: { series: { steps: [0, 8, 9], complete: false, sampledBy: 'GATEWAY', totalPoints: 10 } } },
  });
});

test('epochs are null where a point has none, and altogether where no point has one', async () => {
  const epochs = Float64Array.of(Number.NaN, 0, 0, 0, 0, 0, 0, 0, 1.5, 2);
  const { data } = await countCalls(
    '{ run(id: "s/r1") { metrics { key series { epochs } } metric(key: "a") { series(maxPoints: 3) { epochs } } } }',
    { series: (_run, key) => (key === 'a' ? { ...ten(), epochs } : ten()) },
  );
  expect(data).toEqual({
    run: {
      metrics: [
        { key: 'a', series: { epochs: [null, 0, 0, 0, 0, 0, 0, 0, 1.5, 2] } },
        { key: 'b', series: { epochs: null } },
        { key: 'c', series: { epochs: null } },
      ],
      metric: { series: { epochs: [null, 1.5, 2] } },
    },
  });
});

test('keys are gathered from runs where no catalogue is', async () => {
  const { data } = await countCalls(
    '{ keys(kind: METRIC, search: "B") { nodes { key type nativeKeys sources { name } } totalCount reports { rowsScanned } } }',
  );
  expect(data).toEqual({
    keys: {
      nodes: [{ key: 'b', type: 'NUMBER', nativeKeys: ['b'], sources: [{ name: 's' }] }],
      totalCount: 1,
      reports: [{ rowsScanned: 60 }],
    },
  });
});
