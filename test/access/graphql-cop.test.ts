import { serveTwoProjects, type ServedProjects } from '../support/access/serve-two-projects.ts';
import { at } from '../support/json-at.ts';

// What graphql-cop looks for (github.com/dolevf/graphql-cop), each as it looks for it, in the production profile: as a caller
// that is let in, since a stranger learns nothing at all.

let open: ServedProjects;
beforeAll(async () => {
  open = await serveTwoProjects({ isProduction: true, auth: { anonymous: { scopes: ['read:*'] } } });
});
afterAll(() => open.close());

const json = { 'content-type': 'application/json' };

async function read(path: string, init: RequestInit): Promise<{ readonly text: string; readonly body: unknown }> {
  const text = await (await fetch(`${open.server.url}${path}`, init)).text();
  try {
    return { text, body: JSON.parse(text) };
  } catch {
    return { text, body: undefined };
  }
}

const post = (body: unknown) => read('/graphql', { method: 'POST', headers: json, body: JSON.stringify(body) });
const ask = (query: string) => post({ query, operationName: 'cop' });
const many = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_part, n) => part(n)).join(' ');

/** Whether each is found. */
const checks: Readonly<Record<string, () => Promise<boolean>>> = {
  'alias overloading': async () =>
    at((await ask(`query cop { ${many(101, (n) => `alias${String(n)}:__typename`)} }`)).body, 'data', 'alias100') ===
    'Query',
  'batch queries': async () => {
    const { body } = await post(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    return Array.isArray(body) && body.length >= 10;
  },
  'circular query by introspection': async () =>
    at(
      (
        await ask(
          'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
        )
      ).body,
      'data',
      '__schema',
    ) !== undefined,
  'directive overloading': async () => {
    const errors = at((await ask(`query cop { __typename ${'@aa'.repeat(10)} }`)).body, 'errors');
    return Array.isArray(errors) && errors.length === 10;
  },
  'field duplication': async () =>
    at((await ask(`query cop { ${'__typename \n'.repeat(500)} }`)).body, 'data', '__typename') === 'Query',
  'field suggestions': async () =>
    /did you mean/i.test((await ask('query cop { __schema { directive } sourcez { name } }')).text),
  'queries by GET': async () =>
    at(
      (await read(`/graphql?query=${encodeURIComponent('query cop { __typename }')}`, {})).body,
      'data',
      '__typename',
    ) !== undefined,
  'mutations by GET': async () =>
    at(
      (await read(`/graphql?query=${encodeURIComponent('mutation cop { __typename }')}`, {})).body,
      'data',
      '__typename',
    ) !== undefined,
  'queries by an urlencoded POST': async () => {
    const init = { method: 'POST', body: new URLSearchParams({ query: 'query cop { __typename }' }) };
    return at((await read('/graphql', init)).body, 'data', '__typename') !== undefined;
  },
  'a page to try queries in': async () => {
    const paths = ['/', '/graphiql', '/playground', '/console', '/graphql'];
    const pages = await Promise.all(paths.map((path) => read(path, { headers: { accept: 'text/html' } })));
    return pages.some(({ text }) => /graphiql\.min|GraphQL Playground|GraphiQL|graphql-playground/.test(text));
  },
  introspection: async () =>
    at((await ask('query cop { __schema { types { name fields { name } } } }')).body, 'data', '__schema') !== undefined,
  'trace mode': async () => at((await ask('query cop { __typename }')).body, 'extensions', 'tracing') !== undefined,
  'unhandled errors': async () => /exception|stacktrace/i.test((await ask('qwerty cop { abc }')).text),
};

test.each(Object.entries(checks))('%s: nothing is found', async (_name, isFound) => {
  expect(await isFound()).toBe(false);
});

test('the checks find what a gateway outside of the profile shows', async () => {
  const [closed, shows] = [open, await serveTwoProjects({ auth: { anonymous: { scopes: ['read:*'] } } })];
  open = shows;
  try {
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, isFound]) => ((await isFound()) ? [name] : [])),
    );
    expect(found.flat()).toEqual(
      expect.arrayContaining(['field suggestions', 'queries by GET', 'a page to try queries in', 'introspection']),
    );
  } finally {
    open = closed;
    await shows.close();
  }
});
