import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackers } from '../../adapters/registry.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import { rungraph } from './command.ts';

// Runs on the command line, without GraphQL.

const [tracker] = trackers;
let folder = '';
let emulator: Emulator | undefined;

beforeAll(async () => {
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
  folder = mkdtempSync(join(tmpdir(), 'rungraph-runs-'));
  const source = JSON.stringify({ tracker: tracker?.kind, ...emulator?.source });
  writeFileSync(join(folder, 'rungraph.yaml'), `sources:\n  lab: ${source}\n`);
});

afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true });
});

const ask = (...args: readonly string[]) => rungraph(args, { cwd: folder });
const best = 'metrics.val_accuracy > 0.9 and params.lr <= 1e-3';

test('runs: an expression, a sort and columns', async () => {
  const { code, stdout, stderr } = await ask(
    'runs',
    best,
    '--sort',
    '-metrics.val_accuracy',
    '--columns',
    'name,params.lr,metrics.val_accuracy,max(metrics.val_accuracy)',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/run +name +params\.lr +metrics\.val_accuracy +max\(metrics\.val_accuracy\)/);
  const values = [...stdout.matchAll(/ lab\/\S+ +\S+ +\S+ +([\d.]+)/g)].map(([, value]) => Number(value));
  expect(values.length).toBeGreaterThan(1);
  expect(values).toEqual([...values].sort((a, b) => b - a));
});

test('runs as CSV and as JSON', async () => {
  const csv = await ask('runs', best, '--columns', 'name,params.lr', '--first', '1', '--csv');
  expect(csv.code).toBe(0);
  expect(csv.stdout).toMatch(/^run,name,params\.lr\r\nlab\/\w+,[\w.-]+,[\d.]+\r\n$/);
  const json = await ask('runs', best, '--first', '1', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({ data: { runs: { table: { refs: [expect.any(String)] } } } });
});

test('a wrong expression shows its place, and nobody is asked', async () => {
  const { code, stdout, stderr } = await ask('runs', 'metrics.acc >> 1');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('  metrics.acc >> 1\n              ^');
  const column = await ask('runs', '--columns', 'nane');
  expect(column.code).toBe(2);
  expect(column.stderr).toContain('name');
});

test('compare: one column a run, only what differs, the best with a star', async () => {
  const { stdout: found } = await ask(
    'runs',
    'metrics.val_accuracy > 0.9',
    '--first',
    '2',
    '--columns',
    'name',
    '--csv',
  );
  const refs = found
    .split('\r\n')
    .slice(1, 3)
    .map((line) => line.split(',')[0] ?? '');
  const { code, stdout } = await ask('compare', ...refs, '--only-different');
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`what +key +${refs.join(' +')}`));
  expect(stdout).toMatch(/metric +val_accuracy +.*[\d.]+ \*/);
  expect(stdout).not.toContain('augment');
});

test('compare with a run that is not there: the rest is shown, and the exit code is 1', async () => {
  const { code, stdout, stderr } = await ask('compare', 'lab/nobody');
  expect(code).toBe(1);
  expect(stderr).toContain('NOT_FOUND');
  expect(stdout).toContain('nothing found');
});

test('groups: sizes and means', async () => {
  const { code, stdout } = await ask(
    'groups',
    "status = 'FINISHED'",
    '--by',
    'params.model',
    '--measure',
    'metrics.val_accuracy',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/params\.model +runs +metrics\.val_accuracy n +metrics\.val_accuracy mean/);
  expect(stdout).toMatch(/ resnet50 +\d+ +\d+ +0\.\d+/);
});
