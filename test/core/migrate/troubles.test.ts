import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startAimEmulator, type AimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { entriesOf } from '../../../src/core/migrate/fit/losses.ts';
import { lossesOf } from '../../../src/core/migrate/make-plan.ts';
import type { Plan } from '../../../src/core/migrate/plan-file.ts';
import { makeReport, type MoveReport } from '../../../src/core/migrate/report.ts';
import { verifyPlan } from '../../../src/core/migrate/verify-plan.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import { openMovingWorld, type MovingWorld } from './moving.ts';

// What happens to a source between plan and run, and what plans leave out.

const startedAt = Date.UTC(2026, 0, 1);
const runOf = (key: string, values: readonly number[]) =>
  plainRun({
    key,
    project: 'vision',
    name: key,
    startedAt,
    endedAt: startedAt + 1_000,
    params: [{ key: 'lr', value: 'low' }],
    files: [
      { path: 'small.txt', content: 'few' },
      { path: 'large.txt', content: 'many '.repeat(100) },
    ],
    metrics: [
      {
        key: 'loss',
        context: {},
        points: values.map((value, step) => ({ step, value, timestamp: startedAt + step })),
      },
    ],
  });
const data: SampleData = {
  projects: [{ name: 'vision', description: null, createdAt: startedAt }],
  runs: [runOf('a', [1, 2, 3]), runOf('b', [4, Infinity, 6]), runOf('c', [7, 8, 9])],
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openWorld(options: Parameters<typeof openMovingWorld>[1] = {}): Promise<MovingWorld> {
  const world = await openMovingWorld(data, options);
  closing.push(() => world.close());
  return world;
}

async function openMlflowSource(): Promise<MlflowEmulator> {
  const source = await startMlflowEmulator({ port: 0, data });
  closing.push(() => source.close());
  return source;
}

async function reportOf(world: MovingWorld, plan: Plan): Promise<MoveReport> {
  return makeReport(plan, await readLedger(world.ledgerFile));
}

async function verdictsOf(world: MovingWorld, plan: Plan) {
  const lines = await readLedger(world.ledgerFile);
  return (await verifyPlan(plan, { ...world.world, lines, parallel: 2 })).runs;
}

const creates = (world: MovingWorld): number =>
  world.target?.requests.filter(({ path }) => path.endsWith('/runs/create')).length ?? -1;

test('a strict move begins no run whose points show a loss that is not allowed, and moves the others', async () => {
  const source: AimEmulator = await startAimEmulator({ port: 0, data });
  closing.push(() => source.close());
  const world = await openWorld({ source: { tracker: 'aim', url: source.url } });
  const loose = await world.plan();
  const allow = entriesOf(lossesOf(loose)).map(([code]) => code);
  // The plan of a live source reads no points: what only they show is found while runs are moved.
  expect(allow).not.toContain('INFINITY_CLIPPED');
  const plan: Plan = { ...loose, options: { ...loose.options, strict: true, allow } };
  expect(await world.run(plan)).toMatchObject({ done: 2, failed: 1 });
  const [failed] = (await reportOf(world, plan)).runs.filter(({ state }) => state === 'FAILED');
  expect(failed).toMatchObject({
    name: 'b',
    copy: null,
    why: expect.stringMatching(/^Nothing was written, as --strict does not allow: INFINITY_CLIPPED \(1\)/),
  });
  expect(creates(world)).toBe(2);
});

test('a source that has another name now is known by the old one', async () => {
  const world = await openWorld();
  await world.run(await world.plan());
  const before = creates(world);
  expect((await world.plan({ knownAs: 'renamed' })).present).toBe(0);
  const plan = await world.plan({ knownAs: 'old' });
  expect(plan.present).toBe(3);
  expect(await world.run(plan, { ledgerFile: `${world.ledgerFile}.other` })).toMatchObject({ done: 3, failed: 0 });
  expect(creates(world)).toBe(before);
});

test.each([
  [{ kind: 'all' }, ['large.txt', 'small.txt']],
  [{ kind: 'under', bytes: 100 }, ['small.txt']],
  [{ kind: 'none' }, []],
] as const)('of files, %j is moved', async (artifacts, expected) => {
  const source = await openMlflowSource();
  const world = await openWorld({ source: { tracker: 'mlflow', url: source.url } });
  const plan = await world.plan({ artifacts });
  expect(plan.runs.map(({ files }) => files)).toEqual(data.runs.map(() => expected.length));
  expect(await world.run(plan)).toMatchObject({ done: 3, failed: 0 });
  const files = (await readLedger(world.ledgerFile)).flatMap((line) =>
    line.kind === 'file' && line.run === source.runIds.get('a') && !line.target.startsWith('rungraph/')
      ? [line.target]
      : [],
  );
  expect(files.sort()).toEqual(expected);
  expect((await verdictsOf(world, plan)).filter(({ equal }) => !equal)).toEqual([]);
});

test('a run that changed since the plan is moved as it is, and the report says so', async () => {
  const source = await openMlflowSource();
  const world = await openWorld({ source: { tracker: 'mlflow', url: source.url } });
  const plan = await world.plan();
  await post(source.url, 'runs/set-tag', { run_id: source.runIds.get('a'), key: 'late', value: 'yes' });
  expect(await world.run(plan)).toMatchObject({ done: 3, failed: 0 });
  const changed = (await reportOf(world, plan)).runs.filter((run) => run.changed);
  expect(changed.map(({ name }) => name)).toEqual(['a']);
  const search = { experiment_ids: ['0', '1'], filter: "tags.late = 'yes'" };
  expect(JSON.stringify(await post(world.target?.url ?? '', 'runs/search', search))).toContain('"late"');
  expect((await verdictsOf(world, plan)).filter(({ equal }) => !equal)).toEqual([]);
});

test('a run that has gone since the plan fails alone', async () => {
  const source = await openMlflowSource();
  const world = await openWorld({ source: { tracker: 'mlflow', url: source.url } });
  const plan = await world.plan();
  const gone: Plan = {
    ...plan,
    runs: plan.runs.map((run) => (run.name === 'a' ? { ...run, id: 'f'.repeat(32) } : run)),
  };
  expect(await world.run(gone)).toMatchObject({ done: 2, failed: 1 });
  const [failed] = (await reportOf(world, gone)).runs.filter(({ state }) => state === 'FAILED');
  expect(failed?.why).toMatch(/is not there/);
});

test('a file that has gone since the plan is told of, and its run is moved', async () => {
  const world = await openWorld();
  const plan = await world.plan();
  const folder = join(world.folder, 'files');
  const named = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('large_txt.txt'));
  expect(named).toHaveLength(3);
  await rm(join(folder, named[0] ?? ''));
  expect(await world.run(plan)).toMatchObject({ done: 3, failed: 0 });
  const { losses } = await reportOf(world, plan);
  expect(losses.FILE_MISSING).toMatchObject({ count: 1, examples: [expect.stringContaining('large.txt')] });
  expect((await verdictsOf(world, plan)).filter(({ equal }) => !equal)).toEqual([]);
});

test('a plan tells about how many calls its move takes', async () => {
  const source = await openMlflowSource();
  const world = await openWorld({ source: { tracker: 'mlflow', url: source.url } });
  const plan = await world.plan();
  const before = { from: source.requests.length, to: world.target?.requests.length ?? 0 };
  await world.run(plan);
  const sent = {
    from: source.requests.length - before.from,
    to: (world.target?.requests.length ?? 0) - before.to,
  };
  // A call takes a request or two, and a move some to find out what is there.
  for (const side of ['from', 'to'] as const) {
    expect(sent[side] / plan.estimate[side].calls).toBeGreaterThan(0.8);
    expect(sent[side] / plan.estimate[side].calls).toBeLessThan(2);
  }
});

test('a shallow plan reads no points of files: what they would show is counted while they are moved', async () => {
  const world = await openWorld();
  const [usual, shallow] = [await world.plan(), await world.plan({ deep: false })];
  expect([usual.exact, entriesOf(lossesOf(usual)).some(([code]) => code === 'INFINITY_CLIPPED')]).toEqual([true, true]);
  expect([shallow.exact, entriesOf(lossesOf(shallow)).some(([code]) => code === 'INFINITY_CLIPPED')]).toEqual([
    false,
    false,
  ]);
  expect(shallow.runs.map(({ points }) => points)).toEqual(usual.runs.map(({ points }) => points));
  expect(await world.run(shallow)).toMatchObject({ done: 3, failed: 0 });
  expect((await reportOf(world, shallow)).losses).toMatchObject({ INFINITY_CLIPPED: { count: 1 } });
});
