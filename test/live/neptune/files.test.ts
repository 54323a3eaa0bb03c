import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StoredAttribute } from '../../../adapters/neptune/emulator/world.ts';
import { openDownload } from '../../../src/core/artifacts/open-download.ts';
import { dataOf, fileOf, openServer, runOf, start, type OpenServer } from '../../adapters/neptune/server.ts';
import { at, listAt } from '../../support/json-at.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { environment } from '../support/server.ts';

// Files, series of texts and tracked data: what the vendor's last clients download from the emulator, and what the adapter
// reads from it, are the same.

const script = fileURLToPath(new URL('files.py', import.meta.url));
const run = promisify(execFile);

let server: OpenServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const pointsOf = <T>(...values: readonly T[]) =>
  values.map((value, index) => ({ step: index + 1, timestampMillis: start + 1000 * index, value }));

const texts: StoredAttribute = { type: 'stringSeries', points: pointsOf('first', 'zweite, größer') };
const held = {
  '2.x': new Map<string, StoredAttribute>([
    ['source', { type: 'fileSet', files: [fileOf('main.py', 'print()'), fileOf('lib/a b.py', 'pass')] }],
    ['shots', { type: 'imageSeries', images: [fileOf('', 'png 0', 'image/png'), fileOf('', 'png 1', 'image/png')] }],
    ['log', texts],
  ]),
  '3.x': new Map<string, StoredAttribute>([
    ['shots', { type: 'fileRefSeries', points: pointsOf(fileOf('s/0', 'a'), fileOf('s/1', 'b')) }],
    ['log', texts],
    ['weights', { type: 'histogramSeries', points: pointsOf({ type: 'COUNTING', edges: [0, 1, 2], values: [3, 4] }) }],
  ]),
};
const files = [
  { path: 'notes.md', content: '# notes\n' },
  { path: 'plots/a b é.csv', content: 'a,b\n' },
];
const datasets = [{ name: 'digits', digest: 'd1', uri: 's3://data/digits', role: 'training' }];

async function told(line: '2.x' | '3.x'): Promise<unknown> {
  server = await openServer({
    line,
    data: dataOf([runOf('a', { files, datasets })]),
    holdings: new Map<string, ReadonlyMap<string, StoredAttribute>>([['a', held[line]]]),
  });
  const id = (server.emulator.runIds.get('a') ?? '').split('/')[2] ?? '';
  const python = join(environment('neptune-clients'), 'bin', 'python');
  const env = { ...process.env, NEPTUNE_API_TOKEN: server.emulator.apiToken, TZ: 'UTC' };
  const { stdout } = await run(python, [script, line, 'acme/vision', id], { env });
  return JSON.parse(stdout);
}

/** The text of every file that the adapter reads, by artifact and path. */
async function readAll(): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const answer = await server?.ask(
    '{ artifacts { nodes { nativeId name type files(recursive: true) { nodes { path } } } } }',
  );
  const found: Record<string, Record<string, string>> = {};
  for (const artifact of listAt(answer, 'artifacts', 'nodes')) {
    if (at(artifact, 'type') === 'DATASET') continue;
    const own: Record<string, string> = (found[String(at(artifact, 'name'))] = {});
    for (const file of listAt(artifact, 'files', 'nodes')) {
      const path = String(at(file, 'path'));
      const request = { artifactId: String(at(artifact, 'nativeId')), path, range: null };
      if (server === undefined) throw new Error('closed');
      const opened = await openDownload(quietScope(), server.target.source, request);
      if ('outOfRange' in opened) throw new Error(path);
      own[path] = await text(opened.body);
    }
  }
  return found;
}

const linesOf = (lines: string | undefined): unknown[] =>
  (lines ?? '')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
const asLine = ([step, value, timestamp]: readonly unknown[]) => ({ step, timestamp, value });

test('the client of 2.x downloads what the adapter reads', async () => {
  const client = await told('2.x');
  const adapter = await readAll();
  for (const { path, content } of files) {
    expect(at(client, path)).toEqual({ file: content, ext: path.split('.')[1] });
    expect(adapter['files']?.[path]).toBe(content);
  }
  expect(at(client, 'source')).toEqual(adapter['source']);
  expect(at(client, 'source:top')).toEqual([
    ['lib', 'directory', 0],
    ['main.py', 'file', 7],
  ]);
  expect(Object.values(at(client, 'shots') ?? {})).toEqual(['png 0', 'png 1']);
  expect(adapter['shots']).toEqual({ 0: 'png 0', 1: 'png 1' });
  expect(listAt(client, 'log')).toHaveLength(2);
  expect(linesOf(adapter['log']?.['points.jsonl'])).toEqual(
    listAt(client, 'log').map((row) => asLine(row as unknown[])),
  );
  const asked =
    '{ artifacts(filter: { type: DATASET }) { nodes { name digest { value } files { nodes { path digest { value } } } } } }';
  expect(listAt(await server?.ask(asked), 'artifacts', 'nodes')).toEqual([
    {
      name: 'digits',
      digest: { value: at(client, 'digits', 'hash') },
      files: { nodes: [{ path: 'digits', digest: { value: 'd1' } }] },
    },
  ]);
  expect(at(client, 'digits', 'files')).toEqual([['digits', 'd1', 'S3', { location: 's3://data/digits' }]]);
});

test('the client of 3.x downloads what the adapter reads', async () => {
  const client = await told('3.x');
  const adapter = await readAll();
  for (const { path, content } of files) {
    expect(at(client, path)).toMatchObject({ content: [content], size: Buffer.byteLength(content) });
    expect(adapter['files']?.[path]).toBe(content);
  }
  expect(listAt(client, 'shots').map((row) => (row as unknown[])[1])).toEqual([['a'], ['b']]);
  expect(adapter['shots']).toEqual({ 'step_1.txt': 'a', 'step_2.txt': 'b' });
  for (const path of ['log', 'weights']) {
    const rows = listAt(client, path).map((row) => asLine(row as unknown[]));
    expect(rows.length).toBeGreaterThan(0);
    expect(linesOf(adapter[path]?.['points.jsonl'])).toEqual(rows);
  }
});
