import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { lossesOf } from '../../../src/core/migrate/make-plan.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { makeReport } from '../../../src/core/migrate/report.ts';
import { openSide, readRun } from '../../../src/core/migrate/side.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { keepOnMlflow } from '../../adapters/mlflow/limitations.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import { sourceIn } from '../../support/assemble.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { openMovingWorld, type MovingWorld } from './moving.ts';

// From a server to another one of the same product: what the two can both hold is lost nowhere.

let source: MlflowEmulator;
let world: MovingWorld;
beforeAll(async () => {
  const runs = canonicalData.runs.map(keepOnMlflow);
  source = await startMlflowEmulator({ port: 0, data: { ...canonicalData, runs } });
  // As if it were a copy already.
  await post(source.url, 'runs/set-tag', {
    run_id: [...source.runIds.values()][0],
    key: 'rungraph.origin',
    value: 'first/1',
  });
  world = await openMovingWorld(canonicalData, { source: { tracker: 'mlflow', url: source.url } });
});
afterAll(async () => {
  await world.close();
  await source.close();
});

test('parents come before their children, and children are below the copies of their parents', async () => {
  const plan = await world.plan();
  expect(plan.exact).toBe(false);
  const summary = await world.run(plan);
  const report = makeReport(plan, await readLedger(world.ledgerFile));
  expect(report.runs.filter(({ state }) => state === 'FAILED').map(({ run, why }) => [run, why])).toEqual([]);
  const running = plan.runs.filter((run) => run.running).length;
  expect(summary).toMatchObject({ failed: 0, skipped: running, done: plan.runs.length - running, doubles: [] });
  const copies = new Map(report.runs.map(({ run, copy }) => [run, copy]));
  const to = openSide(sourceIn(world.gateway, 'new'), quietScope(), { patienceMs: 0 });
  const children = plan.runs.filter(({ parent, running: goesOn }) => parent !== null && !goesOn);
  expect(children.length).toBeGreaterThan(0);
  for (const { id, parent } of children) {
    const copy = await readRun(to, copies.get(`old/${id}`) ?? '');
    expect({ id, parent: copy.parentId }).toEqual({ id, parent: copies.get(`old/${parent ?? ''}`) });
  }
});

test('bookkeeping is in native, and in no list of tags', async () => {
  const to = openSide(sourceIn(world.gateway, 'new'), quietScope(), { patienceMs: 0 });
  const [done] = (await readLedger(world.ledgerFile)).flatMap((line) => (line.kind === 'done' ? [line] : []));
  const copy = await readRun(to, done?.id ?? '');
  if (isRungraphError(copy.tags)) throw copy.tags;
  expect(copy.tags.filter(({ key }) => key.startsWith('rungraph.'))).toEqual([]);
  expect(copy.native?.['tags']).toMatchObject({
    'rungraph.from': `old/${done?.run ?? ''}`,
    'rungraph.digest': done?.digest,
  });
});

test('the origin of a chain of copies is kept', async () => {
  const to = openSide(sourceIn(world.gateway, 'new'), quietScope(), { patienceMs: 0 });
  const lines = await readLedger(world.ledgerFile);
  const copyOf = (run: string) =>
    lines.flatMap((line) => (line.kind === 'done' && line.run === run ? [line.id] : []))[0] ?? '';
  const [first = '', second = ''] = source.runIds.values();
  expect((await readRun(to, copyOf(first))).origin).toBe('first/1');
  expect((await readRun(to, copyOf(second))).origin).toBe(`old/${second}`);
});

test('a parent that is not moved is told of as such, by the plan and by the report', async () => {
  const child = (await world.plan()).runs.find(({ parent, running }) => parent !== null && !running);
  if (child === undefined) throw new Error('no child');
  const other = await openMovingWorld(canonicalData, { source: { tracker: 'mlflow', url: source.url } });
  try {
    const plan = await other.plan({ where: `name = ${JSON.stringify(child.name)} and parent is not missing` });
    expect(plan.runs.map(({ id }) => id)).toContain(child.id);
    await other.run(plan);
    const { losses } = makeReport(plan, await readLedger(other.ledgerFile));
    const count = plan.runs.length;
    expect([losses.PARENT_NOT_MOVED?.count, losses.PARENT_LOST]).toEqual([count, undefined]);
    expect([lossesOf(plan).PARENT_NOT_MOVED?.count, lossesOf(plan).PARENT_LOST]).toEqual([count, undefined]);
  } finally {
    await other.close();
  }
});

test('a parent that was moved before is none that is lost', async () => {
  const all = await world.plan();
  const child = all.runs.find(({ parent, running }) => parent !== null && !running);
  const plan = await world.plan({ where: `name = ${JSON.stringify(child?.name)} and parent is not missing` });
  expect(plan.runs.map(({ id }) => id)).toContain(child?.id);
  expect(lossesOf(plan).PARENT_NOT_MOVED).toBe(undefined);
});
