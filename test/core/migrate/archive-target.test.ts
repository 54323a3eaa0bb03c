import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { startAimEmulator, type AimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { runPlan } from '../../../src/core/migrate/run-plan.ts';
import { requireSource } from '../../../src/core/sources/sources.ts';
import { callContext } from '../../support/call-context.ts';
import { openPlaces, type Places } from './places.ts';
import { randomRuns } from './random-runs.ts';

let source: AimEmulator;
let places: Places;
beforeEach(async () => {
  source = await startAimEmulator({ port: 0, data: randomRuns(5, 4) });
  places = await openPlaces({
    old: { tracker: 'aim', url: source.url },
    archive: { tracker: 'neptune', archive: '{folder}/archive' },
    nowhere: { tracker: 'neptune', archive: '{folder}/file/archive' },
  });
});
afterEach(async () => {
  await places.close();
  await source.close();
});

test('a plan writes nothing, and an archive that is not there yet is an empty one', async () => {
  expect((await places.plan('old', 'archive')).present).toBe(0);
  expect(await readdir(places.folder)).toEqual([]);
});

test('an archive that another process writes to is left alone, and one of a process that is gone is taken', async () => {
  const plan = await places.plan('old', 'archive');
  await mkdir(join(places.folder, 'archive'));
  const lock = join(places.folder, 'archive', '.lock');
  await writeFile(lock, JSON.stringify({ pid: process.ppid, host: hostname() }));
  const run = () => runPlan(plan, { ...places.world, ledgerFile: join(places.folder, 'ledger'), parallel: 2 });
  await expect(run()).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(`being written by process ${process.ppid}`) as string,
  });
  expect(await readdir(join(places.folder, 'archive'))).toEqual(['.lock']);
  // No process has so great a number.
  await writeFile(lock, JSON.stringify({ pid: 2 ** 30, host: hostname() }));
  expect(await run()).toMatchObject({ done: 4, failed: 0 });
  // Nothing is said of it that is of exports alone.
  const { diagnostics } = await requireSource(places.world.sources, 'archive').adapter.probe(callContext());
  expect(diagnostics.map(({ code }) => code)).toEqual([]);
});

test('a folder that cannot be written to is told of before the first run', async () => {
  const plan = await places.plan('old', 'nowhere');
  await writeFile(join(places.folder, 'file'), '');
  const ledgerFile = join(places.folder, 'ledger');
  const moving = runPlan(plan, { ...places.world, ledgerFile, parallel: 2 });
  await expect(moving).rejects.toMatchObject({ message: 'A file is in the way of the archive.' });
  expect(await readFile(ledgerFile, 'utf8')).not.toContain('created');
});

test('a move whose end fails says so, and has nothing else left to do', async () => {
  const plan = await places.plan('old', 'archive');
  const list = join(places.folder, 'archive', 'archive.json');
  await mkdir(join(list, 'in the way'), { recursive: true });
  const run = () => runPlan(plan, { ...places.world, ledgerFile: join(places.folder, 'ledger'), parallel: 2 });
  expect(await run()).toMatchObject({ done: 4, failed: 0, unended: 'There is a folder at the archive.' });
  expect(await readFile(join(places.folder, 'ledger'), 'utf8')).not.toContain('"ended"');
  await rm(list, { recursive: true });
  expect(await run()).toMatchObject({ done: 4, failed: 0, unended: null });
  expect(JSON.parse(await readFile(list, 'utf8'))).toMatchObject({ counts: { runs: 4 } });
});

test('a run that was cut off before its digest was noted is begun again under the same id, and is there once', async () => {
  const { plan, digests } = await places.move('old', 'archive');
  const first = plan.runs[0]?.id ?? '';
  const noted = join(places.folder, 'archive', 'runs.jsonl');
  const lines = (await readFile(noted, 'utf8')).split('\n');
  const cut = lines.filter((line) => !(line.includes('"done"') && line.includes(first)));
  expect(cut.length).toBe(lines.length - 1);
  await places.close();
  places = await openPlaces({
    old: { tracker: 'aim', url: source.url },
    archive: { tracker: 'neptune', archive: '{folder}/archive' },
  });
  const folder = join(places.folder, 'archive');
  expect(digests.size).toBe(4);
  // An id that was given, and a line that was torn.
  await mkdir(folder);
  await writeFile(join(folder, 'runs.jsonl'), `${cut.filter((line) => line.includes('"id"')).join('\n')}\n{"kind":"do`);
  const again = await places.move('old', 'archive');
  expect(again.wrong).toEqual([]);
  expect(new Map(again.digests)).toEqual(new Map(digests));
  const parts = await readdir(join(folder, 'data'), { recursive: true });
  expect(parts.filter((name) => name.endsWith('_part_0.parquet'))).toHaveLength(4);
});
