import { examples } from '../../src/server/examples.ts';
import { serveSamples } from '../support/samples.ts';

// The page at / over the sample trackers, as somebody sees it first.

let server: Awaited<ReturnType<typeof serveSamples>> | undefined;

beforeAll(async () => {
  server = await serveSamples();
});

afterAll(() => server?.close());

const read = async (path: string): Promise<string> => (await fetch(`${server?.url ?? ''}${path}`)).text();

test('it has an icon of its own', async () => {
  const [, icon = ''] = /<link rel="icon"[^>]* href="([^"]+)"/.exec(await read('/')) ?? [];
  const answer = await fetch(`${server?.url ?? ''}/${icon}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect(await answer.text()).toMatch(/^<svg /);
});

test('it begins with a tab for each thing that people ask first', async () => {
  expect(examples.map(({ name }) => name)).toEqual([
    'Best',
    'Compare',
    'Curves',
    'Groups',
    'Lineage',
    'Keys',
    'Explain',
  ]);
  const script = await read('/graphiql/start.js');
  const [, tabs = ''] = /defaultTabs: (\[.*\]),\n/.exec(script) ?? [];
  expect(JSON.parse(tabs)).toEqual(examples.map(({ query }) => ({ query })));
});

test.each(examples.map(({ name, query }) => [name, query]))(
  '%s is answered, and fits the page',
  async (name, query) => {
    // A tab is called by the operation in it; on a small screen the editor is so wide and so high.
    expect(query).toMatch(new RegExp(`^query ${name} \\{$`, 'm'));
    expect(query.split('\n').filter((line) => line.length > 50)).toEqual([]);
    expect(query.split('\n').length).toBeLessThanOrEqual(27);
    const answer = await server?.gateway.execute(query);
    expect(answer?.errors).toBeUndefined();
    expect(JSON.stringify(answer)).not.toMatch(/FAILED|SKIPPED/);
    const lists = Object.values(answer?.data ?? {}).map((value) => JSON.stringify(value));
    expect(lists.length).toBeGreaterThan(0);
    for (const list of lists) expect(list).not.toMatch(/"(nodes|edges|values|refs)":\[\]|^\[\]$/);
  },
);
