import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackers } from '../../adapters/registry.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import { renderCsv } from '../../src/cli/render-csv.ts';
import { rungraph } from './command.ts';

// Lists as CSV, for spreadsheets and scripts (RFC 4180).

test('a table: its names and values, null as nothing, empty text as two quotes', () => {
  const columns = [
    { name: 'name', values: ['a', '', null] },
    { name: 'metric "q", last', values: [0.5, 'NaN', '9007199254740993'] },
    { name: 'note', values: ['two\nlines', 'a,b', 'he said "no"'] },
    { name: 'list', values: [[1, 'x'], true, null] },
  ];
  const answer = { data: { runs: { table: { refs: ['s/1', 's/2', 's/3'], columns } } } };
  expect(renderCsv(answer)).toBe(
    [
      'run,name,"metric ""q"", last",note,list',
      's/1,a,0.5,"two\nlines","[1,""x""]"',
      's/2,"",NaN,"a,b",true',
      's/3,,9007199254740993,"he said ""no""",',
      '',
    ].join('\r\n'),
  );
  const none = { data: { runs: { table: { refs: [], columns: [{ name: 'lr', values: [] }] } } } };
  expect(renderCsv(none)).toBe('run,lr\r\n');
});

test('nodes are flattened: what lies in them, and lists of what has a key', () => {
  const nodes = [
    {
      name: 'a',
      project: { name: 'p' },
      params: [
        { key: 'lr', value: 0.1 },
        { key: 'opt', value: null },
      ],
      metrics: [{ key: 'loss', last: 1, min: 0.5 }],
      tags: [],
    },
    { name: 'b', project: { name: 'p' }, params: [{ key: 'lr', value: 0.2 }], metrics: [], tags: [] },
  ];
  const head = 'name,project.name,params.lr,params.opt,metrics.loss.last,metrics.loss.min';
  expect(renderCsv({ data: { runs: { nodes } } })).toBe([head, 'a,p,0.1,,1,0.5', 'b,p,0.2,,,', ''].join('\r\n'));
});

let emulator: Emulator | undefined;
const folder = mkdtempSync(join(tmpdir(), 'rungraph-csv-'));
const here = { cwd: folder };

beforeAll(async () => {
  const tracker = trackers.find(({ emulate }) => emulate !== undefined);
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
  const lab = { tracker: tracker?.kind, ...emulator?.source };
  const dead = { tracker: tracker?.kind, url: 'http://127.0.0.1:1' };
  // JSON is YAML.
  writeFileSync(join(folder, 'rungraph.yaml'), JSON.stringify({ sources: { lab, dead } }));
});

afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (input: string, ...more: readonly string[]) =>
  rungraph(['query', '-', '--csv', ...more], { ...here, input });

test('query --csv prints the list alone; what is to be said beside it goes to stderr', async () => {
  const columns = 'columns: [{ value: { field: NAME } } { all: PARAMS }]';
  const { code, stdout, stderr } = await ask(
    `{ runs(first: 2) { pageInfo { hasNextPage endCursor } table(${columns}) { columns { name values } } } }`,
  );
  expect(code).toBe(0);
  const lines = stdout.split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^name,.*\blr\b/);
  expect(stderr).toMatch(/FAILED dead UNAVAILABLE/);
  expect(stderr).toContain('more: after "');
});

test.each([
  [['{ __typename }'], '--csv writes a list, and the answer has none.'],
  [['{ a: sources { name } b: sources { name } }'], 'the answer has several: a, b. Ask for one of them.'],
  [['{ sources { name } }', '--json'], "option '--csv' cannot be used with option '--json'"],
])('%j is wrong usage', async ([document = '', ...more], message) => {
  const { code, stderr, stdout } = await ask(document, ...more);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
