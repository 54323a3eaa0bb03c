import { nothing, rightsOf, type Rights } from '../../src/core/access/rights.ts';
import { encodeId } from '../../src/graphql/ids.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { secret, withModels, lab, vault } from '../support/access/two-projects.ts';
import { scopesOf, serveTwoProjects } from '../support/access/serve-two-projects.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at } from '../support/json-at.ts';
import { openMatrixTable } from './matrix-table.ts';
import { fieldsOf, questionsOf } from './questions.ts';
import { callers, exceptions, fields, mutations, routes, ways, type CallerKind } from './rules.ts';

// Every field of the schema and every route, asked for by everybody: nobody is told of what it may not read.

const schema = createSchema();
const rights: Readonly<Record<CallerKind, Rights>> = {
  anonymous: nothing,
  other: rightsOf(scopesOf.other),
  read: rightsOf(scopesOf.read),
  write: rightsOf(scopesOf.write),
  admin: rightsOf(scopesOf.admin),
};
const table = openMatrixTable();
let open: CachedGateway;

beforeAll(async () => {
  open = await cachedGateway({ lab, vault }, { wrap: withModels });
});

afterAll(async () => {
  table.print();
  await open.gateway.close();
  await open.cache.close();
});

test('every field has a rule, and every rule a field', () => {
  const ruled = Object.entries(fields).flatMap(([type, names]) => names.split(' ').map((name) => `${type}.${name}`));
  expect([...ruled].sort()).toEqual([...fieldsOf(schema)].sort());
  expect(Object.keys(exceptions).filter((field) => !ruled.includes(field) && !/\.\*$/.test(field))).toEqual([]);
  expect(Object.keys(ways).sort()).toEqual((fields['Query'] ?? '').split(' ').sort());
  expect(Object.keys(mutations).sort()).toEqual((fields['Mutation'] ?? '').split(' ').sort());
});

const questions = questionsOf(schema).map(({ document, ...rest }) => ({
  ...rest,
  document: document
    .replaceAll('HIDDEN_RUN', encodeId('Run', 'lab', 'x1'))
    .replaceAll('HIDDEN_SOURCE', encodeId('Source', 'vault')),
}));

test('every field is asked for', () => {
  const asked = new Set(questions.map(({ field }) => field));
  const below = fieldsOf(schema).filter((field) => !field.startsWith('Mutation.'));
  expect(below.filter((field) => !asked.has(field))).toEqual([]);
});

async function answer(document: string, who: CallerKind): Promise<string> {
  return JSON.stringify(await open.gateway.execute(document, {}, { rights: rights[who] }));
}

/** What only the hidden projects hold: their words, and what their series say. */
const traces = new RegExp(`${secret}|vault|424242|"px"`);

test.each(Object.keys(fields).filter((type) => type !== 'Mutation'))('%s', async (type) => {
  const own = questions.filter(({ field }) => field.startsWith(`${type}.`));
  expect(own.length).toBeGreaterThan(0);
  for (const { field, kind, document } of own) {
    const rule = exceptions[field] ?? exceptions[`${type}.*`] ?? 'row';
    const whole = await answer(document, 'admin');
    const what = `${field}${kind === 'hidden' ? ', hidden' : ''}`;
    table.note(what, 'admin', wordFor(whole, 'all'));
    expect([field, document, whole]).toEqual([field, document, expect.not.stringContaining('VALIDATION')]);
    for (const who of ['anonymous', 'other', 'read', 'write'] as const) {
      const told = await answer(document, who);
      table.note(what, who, wordFor(told, rule === 'asked' ? 'what it asked' : 'its own'));
      // What was asked for stands in the words of an error.
      const own = told.replaceAll(/"message":"(?:[^"\\]|\\.)*"/g, '');
      expect([field, who, own]).toEqual([field, who, expect.not.stringMatching(traces)]);
      if (kind === 'hidden' && rule !== 'asked') expect([field, who, isEmpty(told)]).toEqual([field, who, true]);
    }
    if (kind === 'all' && rule !== 'asked') {
      // Who may read something is told of it, and who may not is told of nothing.
      if (!isEmpty(whole) && rule === 'row')
        expect([field, isEmpty(await answer(document, 'read'))]).toEqual([field, false]);
      expect([field, isEmpty(await answer(document, 'other'))]).toEqual([field, true]);
      expect([field, isEmpty(await answer(document, 'anonymous'))]).toEqual([field, true]);
    }
  }
});

/** No value of a tracker: nothing, empty lists, and counts of nothing. */
function isEmpty(text: string): boolean {
  const { data }: { readonly data?: unknown } = JSON.parse(text) as object;
  const count = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return value === null || value === 0 || value === false ? 0 : 1;
    return Object.entries(value).reduce((sum, [key, item]) => sum + (key === '__typename' ? 0 : count(item)), 0);
  };
  return count(data ?? null) === 0;
}

/** For the table: an object whose type alone was asked for has no value of its own. */
function wordFor(told: string, word: string): string {
  if (!isEmpty(told)) return word;
  return told.includes('"__typename"') ? 'an object' : 'nothing';
}

const asked = Object.entries(mutations).flatMap(([name, by]) =>
  Object.entries(by).flatMap(([args, told]) => callers.map((who) => [`${name}${args}`, who, told[who]] as const)),
);

test.each(asked)('mutation %s by %s: %s', async (mutation, who, told) => {
  const found = await open.gateway.execute(`mutation { ${mutation} }`, {}, { rights: rights[who] });
  const code = at(found, 'errors', 0, 'extensions', 'code') ?? 'done';
  const got = typeof code === 'string' ? code : '';
  table.note(`mutation ${mutation}`, who, got);
  expect(got).toBe(told);
});

test('every route, and what each caller gets of it', async () => {
  const served = await serveTwoProjects();
  try {
    const known = served.server.routes.map(({ method, url }) => `${method} ${url}`);
    expect(known.filter((route) => !route.startsWith('HEAD ')).sort()).toEqual(Object.keys(routes).sort());
    const found: Record<string, Record<string, number>> = {};
    for (const route of Object.keys(routes)) {
      const [method = '', url = ''] = route.split(' ');
      found[route] = {};
      for (const who of callers) {
        const path = url.replace('*', 'nothing/here');
        const { status } = await served.fetchAs(who === 'anonymous' ? null : who, path, { method });
        found[route][who] = status;
        table.note(route, who, String(status));
      }
    }
    expect(found).toEqual(routes);
  } finally {
    await served.close();
  }
});
