import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { makeReport } from '../../../src/core/migrate/report.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import { openMovingWorld, type MovingWorld } from './moving.ts';

// Runs that go on while others are moved: a sweep whose parent ends last, and a run beside it.

const startedAt = Date.UTC(2026, 0, 1);
const one = (key: string, more: object = {}) => plainRun({ key, project: 'vision', name: key, startedAt, ...more });
const data: SampleData = {
  projects: [{ name: 'vision', description: null, createdAt: startedAt }],
  runs: [
    one('sweep', { status: 'RUNNING', endedAt: null }),
    one('trial', { parent: 'sweep', endedAt: startedAt + 1_000 }),
    one('alone', { endedAt: startedAt + 1_000 }),
  ],
};

let source: MlflowEmulator;
let world: MovingWorld;
beforeEach(async () => {
  source = await startMlflowEmulator({ port: 0, data });
  world = await openMovingWorld(data, { source: { tracker: 'mlflow', url: source.url } });
});
afterEach(async () => {
  await world.close();
  await source.close();
});

const idOf = (key: string): string => source.runIds.get(key) ?? '';

function end(key: string): Promise<unknown> {
  return post(source.url, 'runs/update', { run_id: idOf(key), status: 'FINISHED', end_time: startedAt + 60_000 });
}

async function told(plan: Parameters<MovingWorld['run']>[0]): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const report = makeReport(plan, await readLedger(world.ledgerFile));
  return new Map(report.runs.map(({ run, state, why }) => [run, [state, why]]));
}

test('skip leaves out what still goes on, and what is below it, with the reason', async () => {
  const plan = await world.plan({ running: 'skip' });
  expect(await world.run(plan)).toMatchObject({ done: 1, failed: 0, skipped: 2, left: 0 });
  const runs = await told(plan);
  expect(runs.get(`old/${idOf('sweep')}`)).toEqual(['SKIPPED', 'it still goes on']);
  expect(runs.get(`old/${idOf('trial')}`)).toEqual(['SKIPPED', `its parent ${idOf('sweep')} still goes on`]);
  // Ended since: the same plan moves them.
  await end('sweep');
  expect(await world.run(plan)).toMatchObject({ done: 3, failed: 0, skipped: 0 });
});

test('wait moves what has ended, looks again, and moves the rest below its parent', async () => {
  const plan = await world.plan({ running: 'wait' });
  const waited: number[] = [];
  const done: string[] = [];
  const summary = await world.run(plan, {
    lookAgainMs: 20,
    onEvent(event) {
      if (event.kind === 'done') done.push(event.run.id);
      if (event.kind !== 'waiting') return;
      waited.push(event.runs);
      if (waited.length === 2) void end('sweep');
    },
  });
  expect(summary).toMatchObject({ done: 3, failed: 0, skipped: 0, left: 0 });
  expect(waited.slice(0, 2)).toEqual([2, 2]);
  expect(done).toEqual([idOf('alone'), idOf('sweep'), idOf('trial')]);
  const runs = await told(plan);
  expect([...runs.values()]).toEqual([1, 2, 3].map(() => ['MOVED', null]));
});

test('who stops waiting is told what is left', async () => {
  const plan = await world.plan({ running: 'wait' });
  let stopped = false;
  const summary = await world.run(plan, {
    lookAgainMs: 60_000,
    isStopped: () => stopped,
    onEvent: ({ kind }) => void (stopped ||= kind === 'waiting'),
  });
  expect(summary).toMatchObject({ done: 1, failed: 0, skipped: 0, left: 2 });
});

test('snapshot moves runs as they are', async () => {
  const plan = await world.plan({ running: 'snapshot' });
  expect(await world.run(plan)).toMatchObject({ done: 3, failed: 0, skipped: 0 });
});

test('nothing goes on in files: waiting for them is refused', async () => {
  const files = await openMovingWorld(data);
  try {
    await expect(files.plan({ running: 'wait' })).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  } finally {
    await files.close();
  }
});
