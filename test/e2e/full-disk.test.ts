import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../src/emulator-kit/sample/build-run.ts';
import { startMlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { archiveRuns } from '../support/many-runs.ts';
import { rungraph, type Ended } from './command.ts';

// A disk that is full is a file that cannot grow: the shell sets how large a file may become.

const command = fileURLToPath(new URL('../../build/src/cli/main.js', import.meta.url));

/** Runs `rungraph` where no file may grow beyond so many KiB. */
function rungraphWithin(kibibytes: number, args: readonly string[], cwd: string): Promise<Ended> {
  // POSIX counts blocks of 512 bytes.
  const script = `ulimit -f ${String(kibibytes * 2)}; exec "$@"`;
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, command, ...args], { cwd });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

const runs = 5;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rungraph-full-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function planned(target: object): Promise<void> {
  const sources = { old: await archiveRuns(folder, runs, seededRandom(5)), new: target };
  await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources }));
  const plan = await rungraph(['migrate', 'plan', '--from', 'old', '--to', 'new'], { cwd: folder });
  expect(plan.stderr).toBe('');
}

async function expectWholeAfterwards(): Promise<void> {
  const whole = await rungraph(['migrate', 'run', 'plan.json', '--json'], { cwd: folder });
  expect({ code: whole.code, stderr: whole.stderr }).toMatchObject({ code: 0 });
  expect(JSON.parse(whole.stdout)).toMatchObject({ counts: { MOVED: runs, FAILED: 0 }, doubles: [] });
}

test('a ledger that cannot grow ends a move with the reason, and it goes on where there is room', async () => {
  const target = await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] } });
  try {
    await planned({ tracker: 'mlflow', url: target.url });
    const full = await rungraphWithin(1, ['migrate', 'run', 'plan.json'], folder);
    expect(full.code).toBe(2);
    expect(full.stderr).toMatch(
      /rungraph: A file of the ledger plan\.ledger\.jsonl may not grow any more: raise the limit of its size, and run again\.\n/,
    );
    expect(full.stderr).not.toContain('    at ');
    await expectWholeAfterwards();
  } finally {
    await target.close();
  }
});

test('an archive that cannot grow keeps nothing half, and it goes on where there is room', async () => {
  await planned({ tracker: 'neptune', archive: join(folder, 'archive') });
  const full = await rungraphWithin(8, ['migrate', 'run', 'plan.json'], folder);
  expect(full.code).toBe(1);
  expect(full.stderr).toContain('A file of the archive may not grow any more');
  await expectWholeAfterwards();
});

test('a file that cannot be written is named, and why', async () => {
  await planned({ tracker: 'neptune', archive: join(folder, 'archive') });
  const cwd = { cwd: folder };
  const nowhere = 'rungraph: The folder of nowhere/plan.json does not exist.\n';
  const plan = await rungraph(['migrate', 'plan', '--from', 'old', '--to', 'new', '-o', 'nowhere/plan.json'], cwd);
  expect([plan.code, plan.stderr]).toEqual([2, expect.stringContaining(nowhere)]);
  const page = await rungraph(['migrate', 'report', 'plan.json', '--html', 'data'], cwd);
  expect([page.code, page.stderr]).toEqual([2, 'rungraph: There is a folder at data.\n']);
  const full = await rungraphWithin(0, ['export', 'runs', '--source', 'old', '-o', 'runs.csv'], folder);
  expect([full.code, full.stderr]).toEqual([1, expect.stringContaining('A file of runs.csv may not grow any more')]);
});
