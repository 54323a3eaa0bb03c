import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import type { LossCode } from '../../../src/contract/write-table.ts';
import type { InjectedFault } from '../../../src/emulator-kit/inject-faults.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { lossesOf, refusedLosses } from '../../../src/core/migrate/make-plan.ts';
import { makeReport } from '../../../src/core/migrate/report.ts';
import { verifyPlan } from '../../../src/core/migrate/verify-plan.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openRegistry, readRegistry, type RegistryCalls } from './registry-calls.ts';
import { openMovingWorld, type MovingWorld } from './moving.ts';

// A registry is moved between two emulators of MLflow, and read there call by call.

const data = { ...canonicalData, runs: canonicalData.runs.filter(({ models }) => models.length > 0) };
let source: MlflowEmulator;
let calls: RegistryCalls;
let runs: ReadonlyMap<string, string>;
let fault: ((path: string) => InjectedFault | undefined) | undefined;
const refusal = {
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error_code: 'INVALID_PARAMETER_VALUE', message: 'not today' }),
};
let world: MovingWorld;

beforeEach(async () => {
  source = await startMlflowEmulator({ port: 0, data });
  calls = openRegistry(source.url);
  runs = new Map((await calls.runs()).map(({ id, name }) => [name, id]));
  fault = undefined;
  world = await openMovingWorld(data, {
    source: { tracker: 'mlflow', url: source.url },
    faults: ({ path }) => fault?.(path),
  });
});
afterEach(async () => {
  await world.close();
  await source.close();
});

const target = (): RegistryCalls => openRegistry(world.target?.url ?? '');

async function move(own: Parameters<MovingWorld['plan']>[0] = {}) {
  const plan = await world.plan(own);
  const summary = await world.run(plan);
  const lines = await readLedger(world.ledgerFile);
  return { plan, summary, lines, report: makeReport(plan, lines) };
}

test('models follow the runs that made them: versions in their order, with names, notes, stages, and where they lie', async () => {
  const maker = runs.get('ablation') ?? '';
  const root = await calls.rootOf(maker);
  await calls.createModel({ name: 'scored', description: 'what ranks', tags: { team: 'search', 'a.b/c': 'é' } });
  await calls.createVersion({ name: 'scored', source: `${root}/plots`, run_id: maker, description: 'first try' });
  await calls.createVersion({ name: 'scored', source: 's3://elsewhere/m', tags: { size: '7' } });
  await calls.setStage({ name: 'scored', version: '1', stage: 'Production' });
  await calls.setAlias({ name: 'scored', alias: 'best', version: '2' });
  await calls.createModel({ name: 'empty', description: '', tags: {} });

  const { plan, report, lines } = await move();
  expect(plan.models.map(({ name, versions }) => [name, versions.length])).toEqual([
    ['digit-reader', 2],
    ['empty', 0],
    ['scored', 2],
  ]);
  expect(report.models.map(({ state, why }) => [state, why])).toEqual([
    ['MOVED', null],
    ['MOVED', null],
    ['MOVED', null],
  ]);
  expect(report.losses).toEqual(lossesOf(plan));

  const copies = new Map((await target().runs()).map(({ id, from }) => [from, id]));
  const copy = copies.get(`old/${maker}`) ?? '';
  expect(await readRegistry(target())).toMatchObject({
    empty: { description: '', versions: {} },
    scored: {
      description: 'what ranks',
      tags: { team: 'search', 'a.b/c': 'é', 'rungraph.from': 'old/scored' },
      aliases: { best: '2' },
      versions: {
        1: {
          source: `${await target().rootOf(copy)}/plots`,
          run: copy,
          stage: 'Production',
          description: 'first try',
          tags: { 'rungraph.from': 'old/scored/1' },
        },
        2: { source: 's3://elsewhere/m', run: '', stage: 'None', tags: { size: '7' } },
      },
    },
    'digit-reader': { aliases: { champion: '2', canary: '2' }, versions: { 1: { run: copy }, 2: {} } },
  });
  // What the run made as a model of its own lies among its files now, and there the version says that it is.
  const [first] = Object.values((await readRegistry(target()))['digit-reader']?.versions ?? {});
  expect(first?.source).toBe(`${await target().rootOf(copy)}/first-model`);
  expect(await target().files(copy, 'first-model')).toContain('first-model/requirements.txt');

  const { runs: ofRuns, models } = await verifyPlan(plan, { ...world.world, lines, parallel: 2 });
  expect([...ofRuns, ...models].filter(({ equal }) => !equal)).toEqual([]);
  expect(models.map(({ model }) => model)).toEqual(['old/digit-reader', 'old/empty', 'old/scored']);
});

test('verify tells of a model that was changed at the target', async () => {
  const { plan, lines } = await move();
  await target().setAlias({ name: 'digit-reader', alias: 'champion', version: '1' });
  const { runs: ofRuns, models } = await verifyPlan(plan, { ...world.world, lines, parallel: 2 });
  expect(ofRuns.filter(({ equal }) => !equal)).toEqual([]);
  expect(models).toEqual([
    {
      model: 'old/digit-reader',
      equal: false,
      why: 'What is read back of version 2 of digit-reader is not what was moved: alias champion should be true and is nothing.',
    },
  ]);
});

test('moving again doubles nothing, with and without the ledger', async () => {
  const { plan } = await move();
  const before = await readRegistry(target());
  await world.run(plan);
  await world.run(plan, { ledgerFile: `${world.ledgerFile}.2` });
  await world.run(await world.plan(), { ledgerFile: `${world.ledgerFile}.3` });
  expect(await readRegistry(target())).toEqual(before);
});

test('a model of somebody else is added to, and keeps what it says', async () => {
  await target().createModel({ name: 'digit-reader', description: 'ours', tags: { kept: 'yes' } });
  await target().createVersion({ name: 'digit-reader', source: 's3://theirs/m' });
  await target().setAlias({ name: 'digit-reader', alias: 'champion', version: '1' });
  const { plan, report } = await move();
  expect(report.models.map(({ state }) => state)).toEqual(['MOVED']);
  expect(report.losses).toEqual(lossesOf(plan));
  expect(report.losses).toMatchObject({
    MODEL_MERGED: { count: 1 },
    VERSION_RENUMBERED: { count: 2, examples: ['version 1 of digit-reader: 2', 'version 2 of digit-reader: 3'] },
    ALIAS_LOST: { count: 1, examples: ['version 2 of digit-reader: alias champion'] },
  });
  expect(await readRegistry(target())).toMatchObject({
    'digit-reader': {
      description: 'ours',
      tags: { kept: 'yes' },
      aliases: { champion: '1', canary: '3' },
      versions: { 1: { source: 's3://theirs/m' }, 2: {}, 3: {} },
    },
  });
});

test('a name that a version of another source has stays with it', async () => {
  await target().createModel({
    name: 'digit-reader',
    description: '',
    tags: { 'rungraph.from': 'other/digit-reader' },
  });
  const tags = { 'rungraph.from': 'other/digit-reader/1' };
  await target().createVersion({ name: 'digit-reader', source: 's3://others/m', tags });
  await target().setAlias({ name: 'digit-reader', alias: 'champion', version: '1' });
  const { report } = await move();
  expect(report.losses).toMatchObject({ MODEL_MERGED: { count: 1 }, ALIAS_LOST: { count: 1 } });
  expect(await readRegistry(target())).toMatchObject({ 'digit-reader': { aliases: { champion: '1', canary: '3' } } });
});

test('a registry of many models is read by few calls', async () => {
  for (let index = 0; index < 40; index += 1) {
    await calls.createModel({ name: `m${index}`, description: '', tags: {} });
    await calls.createVersion({ name: `m${index}`, source: 's3://elsewhere/m' });
  }
  const asked = () => source.requests.filter(({ path }) => /registered-models|model-versions/.test(path)).length;
  const before = asked();
  const plan = await world.plan();
  expect(plan.models).toHaveLength(41);
  expect(asked() - before).toBeLessThan(7);
});

test('where some runs alone are moved, their versions go along and no others', async () => {
  const { plan, report } = await move({ where: "name = 'final 2'" });
  expect(plan.models.map(({ versions }) => versions)).toEqual([['digit-reader/2']]);
  expect(report.losses).toMatchObject({ VERSION_RENUMBERED: { count: 1 } });
  expect(Object.keys((await readRegistry(target()))['digit-reader']?.versions ?? {})).toEqual(['1']);
});

test('models are left out where that is asked for', async () => {
  const { plan } = await move({ models: false });
  expect(plan.models).toEqual([]);
  expect(await readRegistry(target())).toEqual({});
});

test('a version waits for its run, and the next move brings it', async () => {
  const plan = await world.plan();
  fault = (path) => (path.endsWith('/runs/create') ? { answer: refusal } : undefined);
  const summary = await world.run(plan);
  expect(summary).toMatchObject({ done: 0, failed: plan.runs.length + 1 });
  const [model] = makeReport(plan, await readLedger(world.ledgerFile)).models;
  expect(model).toMatchObject({ state: 'FAILED', why: expect.stringMatching(/^It waits for the run [0-9a-f]+, /) });
  expect(await readRegistry(target())).toEqual({});
  fault = undefined;
  expect(await world.run(plan)).toMatchObject({ failed: 0 });
  expect(Object.keys((await readRegistry(target()))['digit-reader']?.versions ?? {})).toEqual(['1', '2']);
});

test('a target that fails now and then has every version once', async () => {
  const plan = await world.plan();
  const seen = new Set<string>();
  // The first call of each kind that is about models.
  fault = (path) => {
    if (!path.includes('model') || seen.has(path)) return undefined;
    seen.add(path);
    return seen.size % 2 === 0 ? { hangUp: true } : { answer: { status: 503, headers: {}, body: 'not now' } };
  };
  await world.run(plan);
  expect(seen.size).toBeGreaterThan(4);
  fault = undefined;
  expect(await world.run(plan)).toMatchObject({ failed: 0 });
  expect(Object.keys((await readRegistry(target()))['digit-reader']?.versions ?? {})).toEqual(['1', '2']);
});

test('--strict allows nothing of a registry that is not named', async () => {
  const plan = await world.plan({ models: true });
  const own = Object.keys(lossesOf({ runs: [], models: plan.models }));
  expect(own).toEqual(['CREATED_AT_LOST']);
  const ofRuns = Object.keys(lossesOf({ runs: plan.runs, models: [] })) as LossCode[];
  await target().createModel({ name: 'digit-reader', description: 'ours', tags: {} });
  const strict = await world.plan({ strict: true, allow: ofRuns });
  expect(refusedLosses(strict)).toEqual(['MODEL_MERGED']);
  await world.run(strict);
  const [model] = makeReport(strict, await readLedger(world.ledgerFile)).models;
  expect(model?.why).toBe('Nothing was written of it, as --strict does not allow: MODEL_MERGED (1).');
  expect(await readRegistry(target())).toMatchObject({ 'digit-reader': { versions: {} } });
});
