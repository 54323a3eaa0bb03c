import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { asyncBufferFromFile } from 'hyparquet/src/node.js';
import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { verifyPlan } from '../../../src/core/migrate/verify-plan.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openPlaces, type Places } from './places.ts';
import { openRegistry, readRegistry, type RegistryCalls } from './registry-calls.ts';

// A registry is moved into an archive and out of it again, as by who leaves a server today and takes up another next year.

const data = { ...canonicalData, runs: canonicalData.runs.filter(({ models }) => models.length > 0) };
const nothing = { projects: [], runs: [] };
let source: MlflowEmulator;
let target: MlflowEmulator;
let places: Places;

beforeEach(async () => {
  source = await startMlflowEmulator({ port: 0, data });
  target = await startMlflowEmulator({ port: 0, data: nothing });
  places = await openPlaces({
    old: { tracker: 'mlflow', url: source.url },
    archive: { tracker: 'neptune', archive: '{folder}/archive' },
    new: { tracker: 'mlflow', url: target.url },
  });
});
afterEach(async () => {
  await places.close();
  await source.close();
  await target.close();
});

async function fill(calls: RegistryCalls): Promise<void> {
  const maker = (await calls.runs()).find(({ name }) => name === 'ablation')?.id ?? '';
  await calls.createModel({ name: 'scored', description: 'what ranks', tags: { team: 'search' } });
  const place = `${await calls.rootOf(maker)}/plots`;
  await calls.createVersion({ name: 'scored', source: place, run_id: maker, description: 'first try' });
  await calls.createVersion({ name: 'scored', source: 's3://elsewhere/m', tags: { size: '7' } });
  await calls.setStage({ name: 'scored', version: '1', stage: 'Staging' });
  await calls.setAlias({ name: 'scored', alias: 'best', version: '2' });
  await calls.createModel({ name: 'empty', description: '', tags: {} });
}

test('what goes through an archive is the registry that it was, and the archive loses nothing of it', async () => {
  await fill(openRegistry(source.url));
  const into = await places.move('old', 'archive');
  expect(into.wrong).toEqual([]);
  expect(into.plan.models.map(({ name, versions, losses }) => [name, versions.length, losses])).toEqual([
    ['digit-reader', 2, {}],
    ['empty', 0, {}],
    ['scored', 2, {}],
  ]);
  const { plan, lines } = into;
  const { runs: ofRuns, models } = await verifyPlan(plan, { ...places.world, lines, parallel: 2 });
  expect([...ofRuns, ...models].filter(({ equal }) => !equal)).toEqual([]);

  const out = await places.move('archive', 'new');
  expect(out.wrong).toEqual([]);
  expect(out.met).toEqual(out.planned);
  expect(await plain(openRegistry(target.url))).toEqual(await plain(openRegistry(source.url)));
});

test('a table tells of the models to who has no Rungraph', async () => {
  await fill(openRegistry(source.url));
  await places.move('old', 'archive');
  const file = await asyncBufferFromFile(join(places.folder, 'archive', 'models.parquet'));
  const rows: readonly Record<string, unknown>[] = await parquetReadObjects({ file });
  expect(
    rows.map(({ name, version, stage, aliases, path, uri }) => [name, version, stage, aliases, path, uri]),
  ).toEqual([
    ['digit-reader', '1', null, '[]', 'first-model', null],
    ['digit-reader', '2', null, '["canary","champion"]', 'second-model', null],
    ['empty', null, null, null, null, null],
    ['scored', '1', 'Staging', '[]', 'plots', null],
    ['scored', '2', null, '["best"]', null, 's3://elsewhere/m'],
  ]);
  expect(rows[0]).toMatchObject({ from: 'old/digit-reader/1', run: expect.any(String), created_at: expect.any(Date) });
});

/** A registry without what is new at every server: ids of runs, roots of files, and what a move notes. */
async function plain(calls: RegistryCalls) {
  const names = new Map((await calls.runs()).map(({ id, name }) => [id, name]));
  const registry = await readRegistry(calls);
  const own = (tags: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('rungraph.')));
  return Object.fromEntries(
    Object.entries(registry).map(([name, { versions, tags, ...rest }]) => [
      name,
      {
        ...rest,
        tags: own(tags),
        versions: Object.fromEntries(
          Object.entries(versions).map(([version, { run, source: place, tags: noted, ...told }]) => [
            version,
            { ...told, run: names.get(run) ?? '', tags: own(noted), elsewhere: run === '' ? place : null },
          ]),
        ),
      },
    ]),
  );
}
