import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMlflowEmulator, type MlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { neptune } from '../../adapters/neptune/index.ts';
import type { Sample } from '../../src/contract/tracker.ts';
import { blocksOf, readPage } from '../docs/page.ts';
import { rungraph } from './command.ts';

// Moving as somebody does who leaves: config, plan, run, status, verify, report.

let folder = '';
let archive: Sample;
let target: MlflowEmulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rungraph-migrate-'));
  const [sample] = neptune.demo;
  if (sample === undefined) throw new Error('no sample archive');
  archive = await sample.start();
  target = await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] } });
  const sources = {
    old: { tracker: 'neptune', ...archive.source },
    again: { tracker: 'mlflow', url: target.url },
    new: { tracker: 'mlflow', url: target.url },
    gone: { tracker: 'mlflow', url: 'http://127.0.0.1:9' },
  };
  await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources }));
});
afterAll(async () => {
  await archive.close();
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

const migrate = (...args: readonly string[]) => rungraph(['migrate', ...args], { cwd: folder });

test('plan, run, run again, status, verify and report', async () => {
  const planned = await migrate('plan', '--from', 'old', '--to', 'new', '-o', 'plan.json');
  expect(planned).toMatchObject({ code: 0, stderr: '' });
  expect(planned.stdout).toMatch(/What the target does not hold as it is/);
  expect(target.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('search'))).toEqual([]);

  const before = await migrate('status', 'plan.json', '--json');
  const { counts } = JSON.parse(before.stdout) as { counts: { WAITING: number } };
  expect(counts.WAITING).toBeGreaterThan(3);

  const ran = await migrate('run', 'plan.json', '--json');
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ counts: { MOVED: counts.WAITING, FAILED: 0 }, doubles: [] });

  const creates = () => target.requests.filter(({ path }) => path.endsWith('/runs/create')).length;
  const created = creates();
  expect(created).toBe(counts.WAITING);
  expect((await migrate('run', 'plan.json')).code).toBe(0);
  expect(creates()).toBe(created);

  const verified = await migrate('verify', 'plan.json');
  expect(verified.code).toBe(0);
  expect(verified.stdout).toContain(`${String(counts.WAITING)} runs of ${String(counts.WAITING)} equal to the source`);

  const reported = await migrate('report', 'plan.json', '--html', 'report.html');
  expect(reported.code).toBe(0);
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toMatch(
    /^<!doctype html>[^]*TYPE_TO_TEXT[^]*<\/html>\n$/,
  );

  // Somebody changes a copy: verify says where, and fails.
  const copy = (JSON.parse((await migrate('report', 'plan.json', '--json')).stdout) as { runs: { copy: string }[] })
    .runs[0];
  await fetch(`${target.url}/api/2.0/mlflow/runs/set-tag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ run_id: copy?.copy, key: 'stray', value: '1' }),
  });
  const parted = await migrate('verify', 'plan.json');
  expect([parted.code, parted.stdout]).toEqual([1, expect.stringContaining('tags stray should be nothing and is "1"')]);
});

test('what is wrong is told to the person who typed it', async () => {
  const same = await migrate('plan', '--from', 'new', '--to', 'again');
  expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('Runs cannot be moved to where they are')]);

  const readOnly = await migrate('plan', '--from', 'new', '--to', 'old');
  expect([readOnly.code, readOnly.stderr]).toEqual([2, expect.stringContaining('Nothing can be written to old')]);

  const strict = await migrate(
    'plan',
    '--from',
    'old',
    '--to',
    'new',
    '--strict',
    '--allow',
    'ID_NEW',
    '-o',
    'no.json',
  );
  expect([strict.code, strict.stderr]).toEqual([
    1,
    expect.stringContaining('--allow TYPE_TO_TEXT,LABEL_TO_TEXT,CREATED_AT_LOST'),
  ]);
  await expect(readFile(join(folder, 'no.json'))).rejects.toThrow('ENOENT');

  const unknown = await migrate('plan', '--from', 'old', '--to', 'new', '--project', 'nowhere=x');
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('has no project "nowhere"')]);

  const gone = await migrate('plan', '--from', 'old', '--to', 'gone', '--patience', '1');
  expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('the connection was refused')]);

  const missing = await migrate('run', 'none.json');
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('The plan none.json is not there')]);

  const plan = await readFile(join(folder, 'plan.json'), 'utf8');
  await writeFile(join(folder, 'edited.json'), plan.replace('"present": 0', '"present": "none"'));
  const line = plan.split('\n').findIndex((text) => text.includes('"present"')) + 1;
  const edited = await migrate('run', 'edited.json');
  expect([edited.code, edited.stderr]).toEqual([2, expect.stringContaining(`edited.json:${String(line)} present`)]);

  await writeFile(join(folder, 'cut.json'), plan.slice(0, plan.length / 2));
  expect(await migrate('run', 'cut.json')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cut\.json:\d+ is no JSON/),
  });

  await writeFile(join(folder, 'plan.ledger.jsonl.lock'), JSON.stringify({ pid: process.pid, host: 'elsewhere' }));
  const locked = await migrate('run', 'plan.json');
  expect([locked.code, locked.stderr]).toEqual([2, expect.stringContaining('is being moved by process')]);
});

test('the commands of the page print what the page shows', async () => {
  const own = await mkdtemp(join(tmpdir(), 'rungraph-page-'));
  const empty = await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] } });
  try {
    const sources = {
      neptune: { tracker: 'neptune', ...archive.source },
      mlflow: { tracker: 'mlflow', url: empty.url },
    };
    await writeFile(join(own, 'rungraph.yaml'), JSON.stringify({ sources }));
    const shown = blocksOf(readPage('docs/migrating.md')).filter(({ info }) => info === 'console');
    const commands = shown.flatMap(({ text }) => text.split(/^\$ rungraph /m).slice(1));
    expect(commands.length).toBeGreaterThan(3);
    for (const command of commands) {
      const [line = '', ...lines] = command.trimEnd().split('\n');
      const { code, stdout } = await rungraph(line.split(' '), { cwd: own });
      const [expected, ...rest] = timeless(lines.join('\n')).split('\n…');
      expect({ line, code }).toEqual({ line, code: 0 });
      if (lines.length > 0 && rest.length === 0) expect(timeless(stdout.trimEnd())).toBe(expected);
      else expect(timeless(stdout).startsWith(expected ?? '')).toBe(true);
    }
  } finally {
    await empty.close();
    await rm(own, { recursive: true, force: true });
  }
});

function timeless(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'a time')
    .replace(/\d+ seconds? if each takes [\d.]+ and [\d.]+ ms/, 'some time');
}
