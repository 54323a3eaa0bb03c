import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMlflowEmulator, type MlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { plainRun } from '../../src/emulator-kit/sample/build-run.ts';
import { post } from '../adapters/mlflow/seed-server.ts';
import { startRungraph } from './command.ts';

// Two trackers that are looked at again and again, until somebody ends it.

const startedAt = Date.UTC(2025, 1, 3);
const data = {
  projects: [{ name: 'vision', description: null, createdAt: startedAt }],
  runs: [plainRun({ key: 'r1', project: 'vision', name: 'run 1', startedAt, endedAt: startedAt + 1000 })],
};

let folder = '';
const servers: MlflowEmulator[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rungraph-parity-'));
  for (let count = 0; count < 2; count += 1) servers.push(await startMlflowEmulator({ port: 0, data }));
  const [old, other] = servers.map(({ url }) => ({ tracker: 'mlflow', url }));
  const ill = { answer: { status: 503, headers: {}, body: 'not now' } };
  servers.push(await startMlflowEmulator({ port: 0, data, faults: () => ill }));
  const gone = { tracker: 'mlflow', url: servers[2]?.url };
  await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources: { old, new: other, gone } }));
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await rm(folder, { recursive: true, force: true });
});

const watch = (other: string) => startRungraph(['parity', 'old', other, '--every', '1s'], { cwd: folder });

test('parity --every writes a line each time, and Ctrl-C ends it with the code of the last line', async () => {
  const first = watch('new');
  await first.until(/^(\S+Z 1 equal, 0 different, 0 only in old, 0 only in new, 0 unsure\n){2}/);
  first.child.kill('SIGINT');
  expect(await first.ended).toMatchObject({ code: 0, stderr: '' });

  const again = watch('new');
  await again.until(/ 1 equal, 0 different/);
  const runId = servers[1]?.runIds.get('r1');
  await post(servers[1]?.url ?? '', 'runs/set-tag', { run_id: runId, key: 'stray', value: '1' });
  await again.until(/ 0 equal, 1 different/);
  again.child.kill('SIGTERM');
  expect(await again.ended).toMatchObject({ code: 1, stderr: '' });
});

test('Ctrl-C in the middle of a look ends it at once', async () => {
  const { child, ended } = startRungraph(['parity', 'old', 'gone', '--every', '1h', '--patience', '600'], {
    cwd: folder,
  });
  while (child.exitCode === null && (servers[2]?.requests.length ?? 0) === 0) await sleep(20);
  child.kill('SIGINT');
  expect((await ended).code).toBe(1);
});
