import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { trackers } from '../../adapters/registry.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import { rungraph } from './command.ts';

// Tables on the command line, without a server.

const [tracker] = trackers;
let folder = '';
let emulator: Emulator | undefined;

beforeAll(async () => {
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
  folder = mkdtempSync(join(tmpdir(), 'rungraph-export-'));
  const source = JSON.stringify({ tracker: tracker?.kind, ...emulator?.source });
  const gone = JSON.stringify({ tracker: tracker?.kind, url: 'http://127.0.0.1:1' });
  writeFileSync(join(folder, 'rungraph.yaml'), `exports: { folder: kept }\nsources:\n  lab: ${source}\n`);
  writeFileSync(join(folder, 'gone.yaml'), `sources:\n  lab: ${source}\n  gone: ${gone}\n`);
});

afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true });
});

const ask = (...args: readonly string[]) => rungraph(['export', ...args], { cwd: folder });

test('runs into a file by its name, and to stdout', async () => {
  const file = await ask('runs', 'metrics.val_accuracy > 0.9', '--columns', 'name,params.lr', '-o', 'best.parquet');
  expect(file).toEqual({ code: 0, stdout: '', stderr: '' });
  const { buffer } = new Uint8Array(readFileSync(join(folder, 'best.parquet')));
  const rows = await parquetReadObjects({ file: buffer });
  const { stdout } = await ask('runs', 'metrics.val_accuracy > 0.9', '--columns', 'name,params.lr');
  const lines = stdout.trimEnd().split('\r\n');
  expect(lines[0]).toBe('run,name,lr');
  expect(lines.slice(1)).toEqual(rows.map(({ run, name, lr }) => [run, name, lr].join(',')));
});

test('series to stdout', async () => {
  const { code, stdout } = await ask('series', '--metric', 'val_accuracy', '--first', '2', '--format', 'jsonl');
  expect(code).toBe(0);
  expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ source: 'lab', metric: 'val_accuracy' });
});

test('a source that fails leaves no file behind, unless a part is enough', async () => {
  const refused = await ask('runs', '-c', 'gone.yaml', '-o', 'all.csv');
  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toMatch(/gone: .*Nothing was written; --partial takes what there is/);
  expect(readdirSync(folder).filter((name) => name.startsWith('all.'))).toEqual([]);
  const part = await ask('runs', '-c', 'gone.yaml', '-o', 'all.csv', '--partial');
  expect(part.code).toBe(0);
  expect(part.stderr).toMatch(/^gone: FAILED/);
  expect(readdirSync(folder).filter((name) => name.startsWith('all.'))).toEqual(['all.csv']);
});

test('what is wrong is said before anybody is asked', async () => {
  const column = await ask('runs', '--columns', 'nmae');
  expect([column.code, column.stdout]).toEqual([2, '']);
  expect(column.stderr).toMatch(/There is no field "nmae"/);
  expect((await ask('runs', '-o', 'runs.xlsx')).stderr).toMatch(/--output must end in one of \.csv/);
});
