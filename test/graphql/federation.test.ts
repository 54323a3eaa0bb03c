import { buildSchema, parse } from 'graphql';
import { rightsOf } from '../../src/core/access/rights.ts';
import { sdl } from '../../src/generated/sdl.ts';
import { subgraphSdl } from '../../src/graphql/federation/subgraph-sdl.ts';
import { startGateway, type Gateway } from '../../src/graphql/gateway.ts';
import { encodeId } from '../../src/graphql/ids.ts';
import { lab, secret, vault, withModels } from '../support/access/two-projects.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { quietLog } from '../support/quiet-scope.ts';
import { run } from '../support/runs.ts';

// The gateway as a subgraph of Federation 2.

let made: CachedGateway;
let gateway: Gateway;

const many = Array.from({ length: 100 }, (_run, n) =>
  run(`m${String(n)}`, { projectId: 'po', name: `run ${String(n)}` }),
);

beforeEach(async () => {
  made = await cachedGateway({ lab: { ...lab, runs: [...lab.runs, ...many] }, vault }, { wrap: withModels });
  gateway = await startGateway(made.gateway.sources, quietLog, { now: () => made.clock.now, federation: true });
});

afterEach(async () => {
  await gateway.close();
  await made.gateway.close();
  await made.cache.close();
});

const entities =
  'query q($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Run { id name } ... on Project { description } ... on Artifact { type } ... on Model { tags { key } } ... on ModelVersion { stage } ... on Source { tracker } } }';

function ask(representations: readonly unknown[], scopes = ['read:*']) {
  return gateway.execute(entities, { r: representations }, { rights: rightsOf(scopes) });
}

/** The codes of errors by their slot: equal ones are one, which names all of its places. */
function placesOf(errors: Awaited<ReturnType<typeof ask>>['errors']): ReadonlyMap<unknown, unknown> {
  const told = (errors ?? []).flatMap((error) => {
    const paths = listAt(error, 'extensions', 'paths');
    return (paths.length === 0 ? [error.path] : paths).map(
      (path) => [at(path, 1), at(error, 'extensions', 'code')] as const,
    );
  });
  return new Map(told);
}

test('_service tells the schema with its keys; the schema without them is told as before', async () => {
  const { data } = await gateway.execute('{ _service { sdl } }');
  const text = String(at(data, '_service', 'sdl'));
  expect(text).toBe(subgraphSdl(sdl));
  expect(text).toContain('@link(url: "https://specs.apollo.dev/federation/v2.9"');
  expect(text).toMatch(/type Run implements Node @key\(fields: "id"\) @key\(fields: "ref"\)/);
  expect(text).toMatch(/type Source implements Node @key\(fields: "id"\) \{/);
  expect(text).toMatch(/type PageInfo @shareable/);
  // What asks trackers weighs more, for routers that reckon by the specification of costs.
  expect(text).toMatch(/ series\([^]*?\): Series @cost\(weight: 10\)/);
  expect(text).toMatch(/metrics\([^]*?\): \[Metric!\] @listSize\(assumedSize: 50\)/);
  expect(() => parse(text)).not.toThrow();
  const plain = text
    .replace(/^extend schema[^]*?\n\n/, '')
    .replaceAll(/ @(key|cost|listSize)\([^)]*\)| @shareable/g, '');
  expect(buildSchema(plain).getType('Run')).toBeDefined();
  expect(plain).not.toContain('_entities');
});

test('every kind of thing is found by each of its keys', async () => {
  const { data, errors } = await ask([
    { __typename: 'Run', id: encodeId('Run', 'lab', 'o1') },
    { __typename: 'Run', ref: 'lab/o1' },
    { __typename: 'Project', ref: 'lab/po' },
    { __typename: 'Artifact', id: encodeId('Artifact', 'lab', 'art-o') },
    { __typename: 'Model', ref: 'lab/mo' },
    { __typename: 'ModelVersion', ref: 'lab/vo' },
    { __typename: 'Source', id: encodeId('Source', 'lab') },
  ]);
  expect(errors).toBeUndefined();
  const names = listAt(data, '_entities').map((one) => at(one, '__typename'));
  expect(names).toEqual(['Run', 'Run', 'Project', 'Artifact', 'Model', 'ModelVersion', 'Source']);
  expect(at(data, '_entities', 1, 'name')).toBe('open one');
});

test('a hundred runs cost what nodes cost', async () => {
  const ids = many.map(({ nativeId }) => encodeId('Run', 'lab', nativeId));
  await gateway.execute(
    'query q($ids: [ID!]!) { nodes(ids: $ids) { ... on Run { id name } } }',
    { ids },
    { noCache: true },
  );
  const ofNodes = made.calls.splice(0);
  const { data } = await gateway.execute(
    entities,
    { r: ids.map((id) => ({ __typename: 'Run', id })) },
    { noCache: true },
  );
  expect(listAt(data, '_entities')).toHaveLength(100);
  expect(made.calls.splice(0)).toEqual(ofNodes);
  expect(ofNodes.filter((method) => method === 'getRuns')).toHaveLength(1);
});

test('each that is not there has an error of its own, and what is hidden has the same', async () => {
  const { data, errors } = await ask(
    [
      { __typename: 'Run', ref: 'lab/o1' },
      { __typename: 'Run', ref: 'lab/zz' },
      { __typename: 'Run', ref: 'lab/x1' },
      { __typename: 'Run', ref: 'vault/x1' },
      { __typename: 'Run', id: encodeId('Project', 'lab', 'po') },
      { __typename: 'Metric', key: 'acc' },
      { __typename: 'Run' },
    ],
    ['read:lab/po'],
  );
  expect(listAt(data, '_entities').map((one) => one !== null)).toEqual([
    true,
    ...Array.from({ length: 6 }, () => false),
  ]);
  const codes = placesOf(errors);
  expect([1, 2, 3, 4, 5, 6].map((slot) => codes.get(slot))).toEqual([
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_FOUND',
    'INVALID_QUERY',
    'INVALID_QUERY',
  ]);
  expect(JSON.stringify({ data, errors })).not.toContain(secret);
});

test('a question for more than a page is refused', async () => {
  const { errors } = await ask(Array.from({ length: 1001 }, () => ({ __typename: 'Run', ref: 'lab/o1' })));
  expect(at(errors, 0, 'message')).toBe('representations: at most 1000 at a time, not 1001.');
});

test('a gateway that is no subgraph has none of it', async () => {
  const { errors } = await made.gateway.execute('{ _service { sdl } }');
  expect(at(errors, 0, 'extensions', 'code')).toBe('GRAPHQL_VALIDATION_FAILED');
});

const good = encodeId('Run', 'lab', 'o1');
const missing = encodeId('Run', 'lab', 'zz');

test.each([
  ['a quick failure behind a slow success', [good, 'nonsense'], [true, false]],
  ['quick failures around it', ['a', good, 'b', 'c'], [false, true, false, false]],
  ['a slow failure before a success', [missing, good], [false, true]],
  ['slow and quick ones', ['a', missing, good, 'b', missing], [false, false, true, false, false]],
])('each slot stands where it was asked for: %s', async (_name, ids, there) => {
  const document = 'query q($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const { data, errors } = await gateway.execute(document, { ids });
  expect(listAt(data, 'nodes').map((node) => node !== null)).toEqual(there);
  const failed = there.flatMap((isThere, place) => (isThere ? [] : [place]));
  expect([...placesOf(errors).keys()].sort()).toEqual(failed);
});
