import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import ts from 'typescript';
import { trackers } from '../../adapters/registry.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { sdl } from '../../src/generated/sdl.ts';
import { serveSamples } from '../support/samples.ts';
import { expectNear } from '../support/expect-near.ts';
import { at, listAt } from '../support/json-at.ts';
import { pageBlocks, pages } from '../support/pages.ts';
import { readPage } from './page.ts';

// What pages show works as it stands there. Commands are run in test/e2e, Python in the live suite.

const root = fileURLToPath(new URL('../..', import.meta.url));

/** By the word behind a fence: what runs such blocks. A picture has none. */
const runners = {
  '': 'nothing',
  graphql: 'here',
  'graphql subgraph': 'here: it is what test/live/federation composes',
  yaml: 'here',
  json: 'here',
  'json answer': 'here, beside the question above it',
  ts: 'here, and the walk in adding-a-tracker.test.ts',
  'yaml case': 'meaning.test.ts',
  where: "the expression language's own test",
  sh: 'test/e2e/page-commands.test.ts',
  console: 'test/e2e/migrate.test.ts and page-commands.test.ts',
  sql: 'test/live/neptune/moved.test.ts and test/live/exports/one-liners.test.ts ask DuckDB',
  python: 'test/live/notebook.test.ts and test/live/exports',
  r: 'test/live/exports/r.test.ts',
  m: 'nothing: it is for Excel, which cannot be had where tests run',
};

test('every block is of a kind that is run', () => {
  const kinds = pageBlocks.map(({ info }) => (info.startsWith('ts ') ? 'ts' : info));
  expect(kinds.filter((kind) => !Object.keys(runners).includes(kind))).toEqual([]);
});

let server: Awaited<ReturnType<typeof serveSamples>> | undefined;

beforeAll(async () => {
  server = await serveSamples();
});

afterAll(() => server?.close());

const blocks = (language: string) => pageBlocks.filter(({ info }) => info === language);

test.each(blocks('graphql subgraph').map(({ place, text }) => [place, text]))(
  'the subgraph of %s is the one that is composed',
  (_place, text) => {
    const composed = readPage('test/live/requirements/federation/people.graphql')
      .split('\n')
      .map((line) => line.trim());
    const shown = text
      .trim()
      .split('\n')
      .map((line) => line.trim());
    expect(shown.filter((line) => !composed.includes(line))).toEqual([]);
  },
);

test.each(blocks('graphql').map(({ place, text }) => [place, text]))(
  'the question of %s is answered by the sample trackers',
  async (_place, text) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query: text });
    const sent = await fetch(`${server?.url ?? ''}/graphql`, { method: 'POST', headers, body });
    const answer: unknown = await sent.json();
    expect(at(answer, 'errors')).toBeUndefined();
    // What a tracker cannot tell of links is partial; nothing failed.
    const states = listAt(at(answer, 'extensions'), 'incomplete').map((one) => at(one, 'state'));
    expect(states.filter((state) => state !== 'PARTIAL')).toEqual([]);
    // Something is found, and not only null.
    expect(JSON.stringify(answer)).toMatch(
      /"last":0\.\d|"values":\[0\.\d|"USED"|"purge":\d|"downloadUrl":"http|"mean":0\.\d|"y":\[0\.\d|"pearson":|"rank":0|"valid":true|"cost":\d|"verdict":"|"checked":/,
    );
  },
);

/** What a page shows below a question, by the place of the answer. */
const answered = pageBlocks.flatMap((block, index) => {
  const question = pageBlocks[index - 1];
  if (block.info !== 'json answer' || question?.info !== 'graphql' || question.page !== block.page) return [];
  return [{ ...block, question: question.text }];
});

test('an answer stands below its question', () => {
  expect(answered.map(({ place }) => place)).toEqual(blocks('json answer').map(({ place }) => place));
});

test.each(answered.map(({ place, question, text }) => [place, question, text]))(
  'the answer of %s is what the demo answers',
  async (_place, question, text) => {
    const { data, errors } = (await server?.gateway.execute(question)) ?? {};
    expect(errors).toBeUndefined();
    const shown: unknown = JSON.parse(text);
    // Through JSON, as clients get it.
    expectNear(JSON.parse(JSON.stringify(data)), shown);
  },
);

test('comparing.md shows each root field of comparison with its answer', () => {
  const fields = Object.values(buildSchema(sdl).getQueryType()?.getFields() ?? {});
  const compared = fields.filter(({ type, args }) => {
    return (
      /^(ParsedWhere|Reproduction)$/.test(String(type)) || args.some((arg) => String(arg.type) === 'RunSelection!')
    );
  });
  expect(compared.length).toBeGreaterThan(10);
  const shown = answered.filter(({ page }) => page === 'docs/comparing.md').map(({ question }) => question);
  const absent = compared.filter(({ name }) => !shown.some((question) => new RegExp(`\\b${name}\\(`).test(question)));
  expect(absent.map(({ name }) => name)).toEqual([]);
  for (const part of ['curves(', 'compute {']) expect(shown.join('\n')).toContain(part);
});

test.each(blocks('yaml').map(({ place, page, text }) => [place, page, text]))(
  'the config of %s is one',
  (_place, page, text) => {
    // Of another program; test/graphql/introspection.test.ts reads it.
    if (/^schema: /m.test(text)) return;
    const environment = Object.fromEntries(
      [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => [name, 'x'.repeat(40)]),
    );
    const { sources } = readConfig(text, page, { trackers, environment });
    expect(sources.length).toBeGreaterThan(0);
  },
);

test.each(blocks('json').map(({ place, text }) => [place, text]))('the JSON of %s is JSON', (_place, text) => {
  expect(() => {
    JSON.parse(text);
  }).not.toThrow();
});

test('what clients.md shows in TypeScript reads numbers', async () => {
  const [code = ''] = blocks('ts').map(({ text }) => text);
  const asked = `export const found = [toDouble('NaN'), toDouble('-Infinity'), toDouble(0.5), ...toDoubles(bytes)];`;
  const bytes = Buffer.from(new Float64Array([0.1, Number.NaN]).buffer).toString('base64');
  const source = `${code}\nconst bytes = '${bytes}';\n${asked}`;
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext } });
  const shown: unknown = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  expect(at(shown, 'found')).toEqual([Number.NaN, -Infinity, 0.5, 0.1, Number.NaN]);
});

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

test.each(pages)('%s names scripts and tests that exist', (page) => {
  const text = readPage(page);
  const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  const tests = [...text.matchAll(/npm test -- (test\/\S+)/g)].map(([, path = '']) => path);
  expect(tests.filter((path) => !existsSync(root + path.replace(/^test\/adapters\/logbook$/, 'test/logbook')))).toEqual(
    [],
  );
});

test('the README is two screens, leads to every page, and has a row for every tracker', () => {
  const readme = readPage('README.md');
  expect(readme.split('\n').length).toBeLessThan(130);
  const own = pages.filter((page) => /^docs\/[^/]+$/.test(page));
  expect(own.filter((page) => !readme.includes(`(${page})`))).toEqual([]);
  for (const { kind } of trackers) expect(readme).toContain(`(adapters/${kind}/README.md)`);
});
