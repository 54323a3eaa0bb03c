import { rightsOf } from '../../src/core/access/rights.ts';
import { startGateway } from '../../src/graphql/gateway.ts';
import { usualLimits } from '../../src/graphql/limits.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { fieldRules } from '../../src/graphql/cost/field-rules.ts';
import { scopesOf, serveTwoProjects, type ServedProjects } from '../support/access/serve-two-projects.ts';
import { lab, vault, withModels } from '../support/access/two-projects.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at } from '../support/json-at.ts';
import { run } from '../support/runs.ts';
import { quietLog } from '../support/quiet-scope.ts';
import { isObjectType } from 'graphql';

// What a question costs in requests to trackers: estimated before anything is asked, and told beside the answer.

let served: ServedProjects | undefined;
let made: CachedGateway | undefined;
afterEach(async () => {
  await served?.close();
  await made?.gateway.close();
  await made?.cache.close();
  [served, made] = [undefined, undefined];
});

const page = '{ runs(first: 2) { nodes { name metric(key: "acc") { series { values } } } } }';

async function limited(upstreamCalls: number) {
  made = await cachedGateway({ lab, vault }, { wrap: withModels });
  return startGateway(made.gateway.sources, quietLog, { limits: { ...usualLimits, upstreamCalls } });
}

test('the header tells what was expected and what it was; a kept answer costs nothing and keeps its bytes', async () => {
  served = await serveTwoProjects();
  const url = `/graphql?query=${encodeURIComponent(page)}`;
  const first = await served.fetchAs('admin', url);
  const [, estimated, actual] = /^estimated=(\d+), actual=(\d+)$/.exec(first.headers.get('rungraph-cost') ?? '') ?? [];
  expect(Number(actual)).toBeGreaterThan(0);
  expect(Number(estimated)).toBeGreaterThanOrEqual(Number(actual));
  const again = await served.fetchAs('admin', url);
  expect(again.headers.get('rungraph-cost')).toBe(`estimated=${String(estimated)}, actual=0`);
  expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
  expect(await again.text()).toBe(await first.text());
  const tag = first.headers.get('etag') ?? '';
  expect((await served.fetchAs('admin', url, { headers: { 'if-none-match': tag } })).status).toBe(304);
});

test('a question that costs too much is refused before anything is asked, with its dearest field and what would lower it', async () => {
  const gateway = await limited(45);
  const document = '{ runs(first: 40) { nodes { name metric(key: "acc") { series { values } } } } sources { name } }';
  const { data, errors } = await gateway.execute(document);
  expect(made?.calls).toEqual([]);
  expect(data).toBeUndefined();
  const cost = at(errors, 0, 'extensions', 'cost');
  expect(at(errors, 0, 'extensions', 'code')).toBe('INVALID_QUERY');
  expect(cost).toMatchObject({ limit: 45, dearest: { field: 'runs.nodes.metric.series', calls: 40 } });
  expect(at(errors, 0, 'message')).toBe(
    `limits.upstreamCalls: the operation may take ${String(at(cost, 'estimated'))} requests to trackers, and 45 are allowed. The dearest is runs.nodes.metric.series with 40: name fewer metrics (keys), or ask for fewer runs (first).`,
  );
  // What the words say helps.
  expect((await gateway.execute(document.replace('40', '20'))).errors).toBeUndefined();
  await gateway.close();
});

test('what a document leaves out, and what has no meaning, costs nothing', async () => {
  const gateway = await limited(10);
  const leftOut =
    'query q($no: Boolean!) { runs(first: 900) @include(if: $no) { nodes { metrics { series { values } } } } }';
  expect((await gateway.execute(leftOut, { no: false })).errors).toBeUndefined();
  const [refused] = (await gateway.execute(leftOut, { no: true })).errors ?? [];
  expect(refused?.extensions?.['cost']).toBeDefined();
  const { errors } = await gateway.execute(
    '{ runs(sources: ["nowhere"]) { nodes { metrics { series { values } } } } }',
  );
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
  await gateway.close();
});

test('fragments, aliases and variables count', async () => {
  const gateway = await limited(10);
  const document = `query q($first: Int!) { a: runs(first: $first) { ...page } b: runs(first: $first) { ...page } }
    fragment page on RunConnection { nodes { ... on Run { metric(key: "acc") { series { values } } } } }`;
  expect((await gateway.execute(document, { first: 1 })).errors).toBeUndefined();
  const { errors } = await gateway.execute(document, { first: 7 });
  expect(at(errors, 0, 'extensions', 'cost', 'dearest')).toEqual({ field: 'a.nodes.metric.series', calls: 7 });
  await gateway.close();
});

test('an estimate does not tell callers how many runs there are that others see', async () => {
  const many = Array.from({ length: 3000 }, (_run, n) => run(`h${String(n)}`, { projectId: 'px', name: 'hidden' }));
  made = await cachedGateway({ lab: { ...lab, runs: [...lab.runs, ...many] } }, { wrap: withModels });
  const { gateway } = made;
  const document = '{ runs(first: 1, filter: { name: { matches: "." } }) { nodes { name } totalCount } }';
  const estimatedFor = async (scopes: readonly string[]) => {
    const { signal } = new AbortController();
    const contextValue = await gateway.openContext({ signal, traceId: 't', rights: rightsOf(scopes) });
    await gateway.apollo.executeOperation({ query: document }, { contextValue });
    return contextValue.outcome.estimated;
  };
  const before = await estimatedFor(scopesOf.read);
  await gateway.execute('{ keys(kind: TAG) { totalCount } }');
  expect(await estimatedFor(['read:*', 'admin:*', 'write:*'])).toBeGreaterThan(before);
  expect(await estimatedFor(scopesOf.read)).toBe(before);
});

test('every rule is of a field that there is, and every root field that reads has one', () => {
  const types = Object.values(createSchema({ federation: true }).getTypeMap());
  const known = types.flatMap((type) =>
    isObjectType(type) ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`) : [],
  );
  expect(Object.keys(fieldRules).filter((field) => !known.includes(field))).toEqual([]);
  const roots = known.filter((field) => /^(Query|Mutation)\./.test(field));
  // The language is read without a tracker, and so is the schema.
  expect(roots.filter((field) => !Object.hasOwn(fieldRules, field))).toEqual(['Query.parseWhere', 'Query._service']);
});
