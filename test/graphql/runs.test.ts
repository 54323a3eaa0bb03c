import { RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { metric, param, run, tag } from '../support/runs.ts';

const first: Run = run('r1', {
  name: 'one',
  status: 'FINISHED',
  nativeStatus: 'done',
  startedAt: Date.UTC(2026, 0, 1),
  endedAt: Date.UTC(2026, 0, 1, 0, 0, 5),
  tags: [tag('team', 'a'), tag('best', null)],
  params: [
    param('lr', 0.1, '0.10'),
    param('big', 9007199254740993n),
    param('nan', Number.NaN),
    param('list', [1, 'x', null]),
    param('none', null),
  ],
  metrics: [metric('loss', Number.NaN, { lastStep: 9007199254740993n, min: -Infinity }), metric('acc', 0.9)],
});
const second: Run = run('r2', {
  name: 'two',
  startedAt: Date.UTC(2026, 0, 2),
  parentId: 'r1',
  params: [param('lr', 'high')],
});

function tracker(parts: Partial<MemoryTracker> = {}): MemoryTracker {
  return { runs: [first, second], capabilities: everything, ...parts };
}

let gateway: Gateway | undefined;
afterEach(() => gateway?.close());

async function ask(document: string, trackers: Record<string, MemoryTracker> = { s: tracker() }, variables = {}) {
  gateway = await memoryGateway(trackers);
  return gateway.execute(document, variables);
}

test('a run with every kind of value that JSON cannot hold by itself', async () => {
  const { data, errors } = await ask(`{ run(id: "s/r1") {
    ref nativeId name status nativeStatus startedAt endedAt durationMs archived
    tags { key value }
    params { key value type text }
    metrics { key last lastStep min context }
  } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    run: {
      ref: 's/r1',
      nativeId: 'r1',
      name: 'one',
      status: 'FINISHED',
      nativeStatus: 'done',
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:05.000Z',
      durationMs: 5000,
      archived: false,
      tags: [
        { key: 'team', value: 'a' },
        { key: 'best', value: null },
      ],
      params: [
        { key: 'lr', value: 0.1, type: 'NUMBER', text: '0.10' },
        { key: 'big', value: '9007199254740993', type: 'NUMBER', text: null },
        { key: 'nan', value: 'NaN', type: 'NUMBER', text: null },
        { key: 'list', value: [1, 'x', null], type: 'LIST', text: null },
        { key: 'none', value: null, type: 'NULL', text: null },
      ],
      metrics: [
        { key: 'loss', last: 'NaN', lastStep: '9007199254740993', min: '-Infinity', context: null },
        { key: 'acc', last: 0.9, lastStep: null, min: null, context: null },
      ],
    },
  });
});

test('keys and a prefix narrow params, metrics and tags; one key gives one value or null', async () => {
  const { data } = await ask(`{ run(id: "s/r1") {
    params(keys: ["lr", "nope"]) { key }
    other: params(prefix: "n") { key }
    metrics(keys: []) { key }
    tags(keys: ["best"]) { key }
    param(key: "lr") { text }
    absent: param(key: "nope") { text }
    metric(key: "acc") { last }
  } }`);
  expect(data).toEqual({
    run: {
      params: [{ key: 'lr' }],
      other: [{ key: 'nan' }, { key: 'none' }],
      metrics: [],
      tags: [{ key: 'best' }],
      param: { text: '0.10' },
      absent: null,
      metric: { last: 0.9 },
    },
  });
});

test('global ids, references and nodes name the same thing', async () => {
  const { data } = await ask('{ run(id: "s/r1") { id source { id } project { id ref } } }');
  const { id, source, project } = data?.['run'] as {
    id: string;
    source: { id: string };
    project: { id: string; ref: string };
  };
  const again = await gateway?.execute(
    `query ($ids: [ID!]!, $id: ID!, $source: ID!) {
      nodes(ids: $ids) { id __typename ... on Run { name } ... on Project { called: name } }
      node(id: $id) { id }
      run(id: $id) { ref }
      source(id: $source) { name }
      project(id: "${project.ref}") { id }
    }`,
    { ids: [id, source.id, project.id], id, source: source.id },
  );
  expect(again).toEqual({
    data: {
      nodes: [
        { id, __typename: 'Run', name: 'one' },
        { id: source.id, __typename: 'Source' },
        { id: project.id, __typename: 'Project', called: 'p' },
      ],
      node: { id },
      run: { ref: 's/r1' },
      source: { name: 's' },
      project: { id: project.id },
    },
  });
});

test.each([
  ['{ run(id: "nope/r1") { id } }', 'NOT_FOUND', 'There is no source "nope"; configured are: s.'],
  ['{ run(id: "s/r9") { id } }', 'NOT_FOUND', 'There is no run "r9" in the source "s".'],
  [
    '{ run(id: "garbage") { id } }',
    'NOT_FOUND',
    '"garbage" is neither a global id nor a reference "source/native-id".',
  ],
  ['{ project(id: "s/nope") { id } }', 'NOT_FOUND', 'There is no project "nope" in the source "s".'],
  ['{ node(id: "s/r1") { id } }', 'NOT_FOUND', '"s/r1" is neither a global id nor a reference "source/native-id".'],
  ['{ source(id: "nope") { id } }', 'NOT_FOUND', 'There is no source "nope"; configured are: s.'],
  ['{ artifact(id: "s/a") { id } }', 'UNSUPPORTED', 's: No artifacts can be read from this source.'],
  ['{ model(id: "s/a") { id } }', 'UNSUPPORTED', 's: No registered models can be read from this source.'],
])('%s is null, with %s', async (document, code, message) => {
  const { data, errors } = await ask(document);
  expect(Object.values(data ?? {})).toEqual([null]);
  expect(errors).toMatchObject([{ message, extensions: { code } }]);
});

test.each([
  ['first: 0', 'first: must be from 1 to 1000, not 0.'],
  ['first: -1', 'first: must be from 1 to 1000, not -1.'],
  ['first: 1000000', 'first: must be from 1 to 1000, not 1000000.'],
  ['after: "x"', 'after: this is not a cursor of this server; pass endCursor of an earlier page.'],
  ['filter: { name: {} }', 'filter.name: it has no operator; write one of eq, ne, in, exists and the like.'],
  ['filter: { name: { eq: null } }', 'filter.name.eq: null cannot be compared with; use exists.'],
  ['filter: { name: null }', 'filter.name: null has no meaning here; leave it out.'],
  [
    'filter: { or: [{ status: { eq: FAILED } }, { metric: { key: "q", lt: "NaN" } }] }',
    'filter.or[1].metric: NaN cannot be compared with; use isNaN.',
  ],
  [
    'filter: { name: { matches: "(a" } }',
    'name matches "(a": the pattern does not parse as RE2: error parsing regexp: missing closing ): `(a`.',
  ],
  ['filter: { param: { key: "a\\u0000b", eq: 1 } }', 'param.a\u0000b eq 1: a key cannot hold the character NUL.'],
  [
    'orderBy: [{ by: {} }]',
    'orderBy[0].by: name exactly one of field, param, tag, metric and namePart; 0 are named here.',
  ],
  [
    'orderBy: [{ by: { field: NAME, param: "a" } }]',
    'orderBy[0].by: name exactly one of field, param, tag, metric and namePart; 2 are named here.',
  ],
])('runs(%s) is INVALID_QUERY', async (args, message) => {
  const { data, errors } = await ask(`{ runs(${args}) { nodes { id } } }`);
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ message, extensions: { code: 'INVALID_QUERY' } }]);
});

test('unknown sources and projects are NOT_FOUND, not an empty list', async () => {
  for (const args of [
    'sources: ["nope"]',
    'projects: ["nope/p"]',
    'projects: ["s/nope"]',
    'sources: ["s"], projects: ["x"]',
  ]) {
    const { errors } = await ask(`{ runs(${args}) { nodes { id } } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  }
});

test.each([
  ['filter: { metric: { key: "q", lt: "abc" } }'],
  ['filter: { durationMs: { gt: "1" } }'],
  ['filter: { startedAt: { gt: "yesterday" } }'],
  ['filter: { startedAt: { gt: "2026-01-01" } }'],
  ['filter: { nome: { eq: "a" } }'],
])('runs(%s) is refused by the schema itself', async (args) => {
  const { errors } = await ask(`{ runs(${args}) { nodes { id } } }`);
  expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

test('the same in variables is BAD_USER_INPUT, and names the place', async () => {
  const document = 'query ($f: RunFilter) { runs(filter: $f) { nodes { id } } }';
  const { errors } = await ask(document, undefined, { f: { and: [{ metric: { key: 'q', lt: 'abc' } }] } });
  expect(errors).toMatchObject([
    { message: expect.stringContaining('at "f.and[0].metric.lt"'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('a filter nested without end is refused, not a stack', async () => {
  let filter: object = { name: { eq: 'a' } };
  for (let depth = 0; depth < 5000; depth += 1) filter = { not: filter };
  const { errors } = await ask('query ($f: RunFilter) { runs(filter: $f) { nodes { id } } }', undefined, { f: filter });
  expect(errors).toMatchObject([
    { message: 'The document or its variables nest deeper than 100 levels.', extensions: { code: 'INVALID_QUERY' } },
  ]);
});

test('a filter nested deeper than people write is refused', async () => {
  let filter: object = { name: { eq: 'a' } };
  for (let depth = 0; depth < 40; depth += 1) filter = { not: filter };
  const { errors } = await ask('query ($f: RunFilter) { runs(filter: $f) { nodes { id } } }', undefined, { f: filter });
  expect(errors).toMatchObject([
    { message: 'filter: it is nested deeper than 32 levels.', extensions: { code: 'INVALID_QUERY' } },
  ]);
});

test('so is a document', async () => {
  const { errors } = await ask(`{ runs(filter: ${'{ not: '.repeat(5000)}{}${' }'.repeat(5000)}) { nodes { id } } }`);
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID_QUERY' } }]);
});

test('a part that could not be read is null with its code, and the page stands', async () => {
  const broken: Run = { ...first, metrics: new RungraphError('PROTOCOL', 'garbled') };
  const { data, errors } = await ask(
    '{ runs(first: 5) { nodes { name metrics { key } } table(columns: [{ value: { metric: { key: "acc" } } }]) { columns { values } } } }',
    {
      s: tracker({ runs: [broken, second] }),
    },
  );
  expect(data).toEqual({
    runs: {
      nodes: [
        { name: 'two', metrics: [] },
        { name: 'one', metrics: null },
      ],
      table: { columns: [{ values: [null, null] }] },
    },
  });
  expect(errors).toMatchObject([
    { message: 's: garbled', path: ['runs', 'nodes', 1, 'metrics'], extensions: { code: 'PROTOCOL' } },
    { message: 's: garbled', extensions: { code: 'PROTOCOL' } },
  ]);
});

test('under strict a failing source is an error with its code, and there is no data', async () => {
  const down = tracker({
    onCall: (method) => {
      if (method === 'searchRuns') throw new RungraphError('FORBIDDEN', 'no');
    },
  });
  const { data, errors } = await ask('{ runs(strict: true) { nodes { id } } }', { s: tracker(), d: down });
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ message: 'd: no', path: ['runs'], extensions: { code: 'FORBIDDEN', source: 'd' } }]);
});

test('a mistake of ours tells the client nothing but that', async () => {
  const buggy = tracker({
    onCall: (method) => {
      if (method === 'getRuns') throw new TypeError('secret detail');
    },
  });
  const { errors } = await ask('{ run(id: "s/r1") { id } }', { s: buggy });
  expect(errors).toMatchObject([
    { message: 's: Rungraph failed to handle this; the log has the details.', extensions: { code: 'INTERNAL' } },
  ]);
  expect(JSON.stringify(errors)).not.toContain('secret');
});

test('fields that nest too deeply are refused before anything is asked', async () => {
  const deep = 'children { nodes { '.repeat(12);
  const { errors } = await ask(`{ runs { nodes { ${deep} id ${' } }'.repeat(12)} } } }`);
  expect(errors).toMatchObject([{ message: expect.stringContaining('Fields nest deeper than 16 levels') }]);
});
