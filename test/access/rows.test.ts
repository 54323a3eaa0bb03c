import type { Adapter } from '../../src/contract/adapter.ts';
import { rightsOf, everything, type Rights } from '../../src/core/access/rights.ts';
import { encodeId } from '../../src/graphql/ids.ts';
import { lab, secret, vault, withModels } from '../support/access/two-projects.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';

// A project that a caller may not read does not exist for it.

let open: CachedGateway | undefined;

async function start(): Promise<CachedGateway> {
  open = await cachedGateway({ lab, vault }, { wrap: withModels });
  return open;
}

afterEach(async () => {
  await open?.gateway.close();
  await open?.cache.close();
});

const reader = rightsOf(['read:lab/open%20project']);
const byId = rightsOf(['read:lab/po']);
const nobody = rightsOf(['read:lab/none']);

function ask({ gateway }: CachedGateway, document: string, rights: Rights = reader) {
  return gateway.execute(document, {}, { rights });
}

/** Both warm and cold, before and after somebody who may see everything has filled the cache. */
async function warm(own: CachedGateway): Promise<void> {
  const everywhere = `{ runs { nodes { ref params { key } produced { nodes { ref } } used { nodes { ref } }
    provenance { host } metrics { series { values } } } } artifacts { nodes { ref files { nodes { path } } } } models { nodes { ref versions { nodes { ref } } } } }`;
  const { errors, data } = await ask(own, everywhere, everything);
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toContain(secret);
}

const lists: Readonly<Record<string, string>> = {
  runs: `{ runs(first: 9) { totalCount nodes { name ref project { name } parent { name } children { nodes { name } totalCount }
    used { nodes { name } totalCount } produced { nodes { name } } tags { key } } reports { rowsScanned rowsReturned source { name } hints } } }`,
  'runs of a filter': `{ runs(filter: { user: { eq: "${secret.slice(0, 3)}${secret.slice(3)}" } }) { totalCount nodes { ref } } }`,
  projects: '{ projects { totalCount nodes { name ref } reports { rowsScanned source { name } } } }',
  sources: '{ sources { name state } }',
  keys: '{ p: keys(kind: PARAM) { nodes { key sources { name } } totalCount } m: keys(kind: METRIC) { nodes { key } } t: keys(kind: TAG) { nodes { key } } }',
  artifacts:
    '{ artifacts { totalCount nodes { name ref usedBy { nodes { name } } producedBy { name } } reports { rowsReturned } } }',
  models: '{ models { nodes { name versions { nodes { description ref } } } } }',
  lineage:
    '{ lineage(of: "lab/o1", depth: 9) { complete nodes { __typename id ... on Artifact { name } ... on Run { runName: name } } edges { from to kind } reports { source { name } message } } }',
  plans: '{ explainRuns { source { name } native pushed } }',
};

test.each(Object.entries(lists))('%s tell nothing of it', async (_name, document) => {
  const own = await start();
  const cold = await ask(own, document);
  await warm(own);
  const after = await ask(own, document);
  for (const answer of [cold, after]) {
    expect(answer.errors).toBeUndefined();
    const text = JSON.stringify(answer).replaceAll(`"${secret}"`, '');
    expect(text).not.toContain(secret);
    expect(text).not.toContain('vault');
  }
  const whole = JSON.stringify(await ask(own, document, everything));
  expect(whole).toMatch(/SECRET|vault|px/);
});

test('counts are those of the projects that may be read', async () => {
  const own = await start();
  await warm(own);
  const document = '{ runs { totalCount nodes { name } reports { rowsScanned } } projects { totalCount } }';
  for (const rights of [reader, byId]) {
    const { data } = await ask(own, document, rights);
    expect(at(data, 'runs', 'totalCount')).toBe(3);
    expect(at(data, 'runs', 'reports', 0, 'rowsScanned')).toBe(3);
    expect(at(data, 'projects', 'totalCount')).toBe(1);
  }
  expect(at((await ask(own, document, everything)).data, 'runs', 'totalCount')).toBe(7);
});

test('who may read no project finds no source either', async () => {
  const own = await start();
  await warm(own);
  const { data, errors } = await ask(
    own,
    '{ sources { name } runs { nodes { ref } totalCount reports { source { name } } } }',
    nobody,
  );
  expect({ data, errors }).toEqual({
    data: { sources: [], runs: { nodes: [], totalCount: 0, reports: [] } },
    errors: undefined,
  });
  const unknown = await ask(own, '{ source(id: "lab") { name } }', nobody);
  expect(at(unknown.errors, 0, 'message')).toBe('There is no source "lab"; configured are: none.');
});

/** By what is asked: the id of something hidden, and of something that is not there. */
const guesses: Readonly<Record<string, readonly [document: string, hidden: string, missing: string]>> = {
  run: ['{ run(id: "lab/ID") { name } }', 'x1', 'zz'],
  'run of a hidden source': ['{ run(id: "ID/x1") { name } }', 'vault', 'zz'],
  source: ['{ source(id: "ID") { name } }', 'vault', 'zz'],
  project: ['{ project(id: "lab/ID") { name } }', 'px', 'zz'],
  'project by name': [`{ runs(projects: ["lab/ID"]) { nodes { name } } }`, `${secret} project`, 'zz'],
  'a bare name of a project': [`{ project(id: "ID") { name } }`, `${secret} project`, 'zz'],
  'runs of a project': ['{ runs(projects: ["lab/ID"]) { nodes { name } } }', 'px', 'zz'],
  'keys of a project': ['{ keys(kind: PARAM, projects: ["lab/ID"]) { nodes { key } } }', 'px', 'zz'],
  artifact: ['{ artifact(id: "lab/ID") { name } }', 'art-x', 'zz'],
  'artifact of a hidden run alone': ['{ artifact(id: "lab/ID") { name } }', 'loose-x', 'zz'],
  model: ['{ model(id: "lab/ID") { name } }', 'mx', 'zz'],
  'comparison by id': [
    '{ compare(runs: { runs: ["lab/o1", "lab/ID"] }) { runs { name } params { key } } }',
    'x1',
    'zz',
  ],
  'comparison of a project': ['{ compare(runs: { projects: ["lab/ID"] }) { runs { name } } }', 'px', 'zz'],
  'reproduction of a run': ['{ reproduction(of: "lab/ID", by: "lab/o1") { verdict message } }', 'x1', 'zz'],
  lineage: ['{ lineage(of: "lab/ID") { nodes { id } } }', 'x1', 'zz'],
  'purge of a run': ['mutation { purge(run: "lab/ID") }', 'x1', 'zz'],
  'purge of a project': ['mutation { purge(project: "lab/ID") }', 'px', 'zz'],
};

test.each(Object.entries(guesses))('guessing %s', async (_name, [document, hidden, missing]) => {
  const own = await start();
  await warm(own);
  const [one, other] = await Promise.all(
    [hidden, missing].map(async (id) =>
      JSON.stringify(await ask(own, document.replace('ID', id))).replaceAll(id, 'ID'),
    ),
  );
  expect(one).toBe(other);
  expect(one).toContain('"NOT_FOUND"');
  const whole = JSON.stringify(await ask(own, document.replace('ID', hidden), everything)).replaceAll(hidden, 'ID');
  expect(whole).not.toBe(one);
});

test('guessing global ids of every type', async () => {
  const own = await start();
  await warm(own);
  const of = (source: string, run: string, more: string) => [
    encodeId('Source', source),
    encodeId('Project', source, `p${more}`),
    encodeId('Run', source, run),
    encodeId('Artifact', source, `art-${more}`),
    encodeId('Model', source, `m${more}`),
    encodeId('ModelVersion', source, `v${more}`),
  ];
  const document = (ids: readonly string[]) => `{ nodes(ids: ${JSON.stringify(ids)}) { __typename id } }`;
  const hidden = [...of('lab', 'x1', 'x').slice(1), ...of('vault', 'x1', 'x')];
  const missing = [...of('lab', 'zz', 'z').slice(1), ...of('none', 'zz', 'z')];
  const { data, errors } = await ask(own, document(hidden));
  expect(listAt(data, 'nodes')).toEqual(hidden.map(() => null));
  const like = await ask(own, document(missing));
  const messages = (found: typeof errors = []) =>
    [...found]
      .sort((a, b) => String(a.path).localeCompare(String(b.path)))
      .map(({ message, extensions, path }) => [message.replaceAll(/"[^"]*"/g, '""'), extensions?.['code'], path]);
  expect(messages(errors)).toEqual(messages(like.errors));
  expect(JSON.stringify(errors)).not.toContain(secret);
});

test('a misspelt key is not told what it may have meant elsewhere', async () => {
  const own = await start();
  await warm(own);
  const document = `{ runs { nodes { param(key: "lr_SECRE") { key } } reports { source { name } hints } } }`;
  const { data } = await ask(own, document);
  expect(listAt(data, 'runs', 'reports', 0, 'hints')).toEqual([
    'No run read so far has the param "lr_SECRE"; near it: "lr".',
  ]);
  expect(JSON.stringify((await ask(own, document, everything)).data)).toContain(`lr_${secret}`);
});

test('what belongs to one project is read once, no matter who asks; lists by the projects that they are of', async () => {
  const own = await start();
  const page = '{ runs { nodes { ref } } }';
  const one = '{ run(id: "lab/o1") { name metric(key: "acc") { series { values } } } }';
  await ask(own, page, byId);
  await ask(own, one, byId);
  own.calls.length = 0;
  await ask(own, page, reader);
  await ask(own, one, reader);
  expect(own.calls).toEqual([]);
  await ask(own, one, everything);
  expect(own.calls).toEqual([]);
});

test('diagnostics are for who may administer the source', async () => {
  const own = await start();
  const document = '{ source(id: "lab") { diagnostics { code } } }';
  expect(at((await ask(own, document)).data, 'source', 'diagnostics')).toEqual([{ code: 'FORBIDDEN' }]);
  const admin = rightsOf(['read:lab/po', 'admin:lab/*']);
  expect(at((await ask(own, document, admin)).data, 'source', 'diagnostics')).toEqual([{ code: secret }]);
});

test('a purge needs the right to it', async () => {
  const own = await start();
  const code = async (document: string, scopes: readonly string[]) =>
    at(await ask(own, `mutation { ${document} }`, rightsOf(scopes)), 'errors', 0, 'extensions', 'code') ?? 'done';
  expect(await code('purge(source: "lab")', ['read:lab/*'])).toBe('FORBIDDEN');
  expect(await code('purge(source: "lab")', ['read:lab/*', 'admin:lab/po'])).toBe('FORBIDDEN');
  expect(await code('purge(source: "lab")', ['admin:lab/*'])).toBe('done');
  expect(await code('purge(run: "lab/o1")', ['read:lab/po'])).toBe('FORBIDDEN');
  expect(await code('purge(run: "lab/o1")', ['read:lab/po', 'admin:lab/po'])).toBe('done');
  expect(await code('purge(run: "lab/x1")', ['read:lab/po', 'admin:lab/po'])).toBe('NOT_FOUND');
  expect(await code('purge(project: "lab/po")', ['read:lab/po', 'admin:lab/po'])).toBe('done');
});

test('a parent that may not be read shows nowhere: not as a value, in an order, in a filter, nor in native words', async () => {
  const native = { tags: { parent: 'x1', other: 'about lab/x1' }, kept: 'o2' };
  const runs = lab.runs.map((one) => (one.nativeId === 'o2' ? { ...one, native } : one));
  open = await cachedGateway({ lab: { ...lab, runs }, vault }, { wrap: withModels });
  const shown = `runs(orderBy: [{ by: { field: PARENT } }], FILTER) {
    nodes { ref native parent { ref } }
    table(columns: [{ value: { field: PARENT } }]) { columns { values } }
    totalCount
  }`;
  const own = open;
  const told = async (filter: string, rights: Rights) => {
    const answer = await ask(own, `{ ${shown.replace('FILTER', filter)} }`, rights);
    return at(answer, 'data', 'runs');
  };
  const all = 'first: 9';
  const byParent = 'filter: { parent: { eq: "lab/x1" } }';
  const found = await told(all, reader);
  expect(listAt(found, 'nodes').map((node) => at(node, 'ref'))).toEqual(['lab/o3', 'lab/o1', 'lab/o2']);
  expect(at(found, 'table', 'columns', 0, 'values')).toEqual(['lab/o1', null, null]);
  expect(at(found, 'nodes', 2, 'native')).toEqual({ tags: { parent: null, other: null }, kept: 'o2' });
  expect(await told(byParent, reader)).toMatchObject({ nodes: [], totalCount: 0 });
  expect(at(await ask(own, '{ run(id: "lab/o2") { native } }'), 'data', 'run', 'native', 'tags', 'parent')).toBeNull();
  // Who may read the parent sees it.
  expect(await told(byParent, everything)).toMatchObject({ nodes: [{ ref: 'lab/o2' }] });
  expect(at(await told(all, everything), 'table', 'columns', 0, 'values')).toContain('lab/x1');
});

test('the plan of a caller names its own projects, and not those that it may not read', async () => {
  const wrap = (adapter: Adapter): Adapter => ({
    ...withModels(adapter),
    describeSearch: ({ projects }) => `in ${projects?.join(' ') ?? 'all'}`,
  });
  const own = (open = await cachedGateway({ lab }, { wrap }));
  const described = async (rights: Rights) =>
    at(await ask(own, '{ explainRuns { native } }', rights), 'data', 'explainRuns', 0, 'native');
  expect([await described(reader), await described(everything)]).toEqual(['in po', 'in all']);
  expect(await described(rightsOf(['read:lab/none', 'admin:lab/*']))).toBeNull();
});

test('a question for more nodes than a page has is refused', async () => {
  const ids = JSON.stringify(Array.from({ length: 1001 }, () => encodeId('Run', 'lab', 'o1')));
  const { errors } = await ask(await start(), `{ nodes(ids: ${ids}) { id } }`);
  expect(at(errors, 0, 'message')).toBe('ids: at most 1000 at a time, not 1001.');
});
