import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rungraph } from '../../e2e/command.ts';
import { at, listAt } from '../../support/json-at.ts';
import { header, openSandbox, point, row, type Row, type Sandbox } from './rows.ts';

// What cannot be read of an archive is missing from answers, and every answer that it may be missing from says so.

let box: Sandbox;
beforeEach(async () => {
  box = await openSandbox();
});
afterEach(() => box.close());

const loss = (run: string, ...steps: readonly number[]): readonly Row[] =>
  steps.map((step) => point(run, 'loss', step * 1_000_000, step));

/** Three runs, one of them in three parts. */
async function writeThree(): Promise<void> {
  await box.write('p/a_part_0.parquet', header('a', '3.x'), loss('a', 1));
  await box.write('p/b_part_0.parquet', header('b', '3.x'), loss('b', 1));
  await box.write('p/b_part_1.parquet', loss('b', 2));
  await box.write('p/b_part_2.parquet', loss('b', 3));
  await box.write('p/c_part_0.parquet', header('c', '3.x'), loss('c', 1));
}

const path = (name: string): string => join(box.folder, 'data/p', name);

const damages: readonly (readonly [string, (file: string) => Promise<void>])[] = [
  ['cut in half', async (file) => writeFile(file, (await readFile(file)).subarray(0, 400))],
  ['empty', (file) => writeFile(file, '')],
  ['garbage', (file) => writeFile(file, 'PAR1 this is no parquet file, whatever it begins with PAR1')],
];

const list = '{ runs { nodes { nativeId } totalCount reports { state code message } } }';

describe.each(damages)('a file that is %s', (_how, damage) => {
  test('makes the list of runs PARTIAL, with the file named and no total', async () => {
    await writeThree();
    await damage(path('c_part_0.parquet'));
    const runs = at(await box.ask(list), 'runs');
    expect(listAt(runs, 'nodes').map((node) => at(node, 'nativeId'))).toEqual(['acme/traps/a', 'acme/traps/b']);
    expect(at(runs, 'totalCount')).toBeNull();
    expect(at(runs, 'reports', 0)).toEqual({
      state: 'PARTIAL',
      code: null,
      message: expect.stringContaining('p/c_part_0.parquet'),
    });
  });

  test('is refused by strict, and told where keys, artifacts and the run itself are asked for', async () => {
    await writeThree();
    await damage(path('c_part_0.parquet'));
    const gateway = await box.open();
    const strict = await gateway.execute('{ runs(strict: true) { nodes { ref } } }');
    expect(strict.errors).toMatchObject([
      { message: expect.stringContaining('p/c_part_0.parquet'), extensions: { code: 'PROTOCOL' } },
    ]);
    for (const question of ['keys(kind: METRIC)', 'artifacts']) {
      const { data } = await gateway.execute(`{ list: ${question} { reports { state message } } }`);
      expect(at(data, 'list', 'reports', 0)).toEqual({
        state: 'PARTIAL',
        message: expect.stringContaining('p/c_part_0.parquet'),
      });
    }
    const { errors } = await gateway.execute('{ run(id: "archive/acme/traps/c") { ref } }');
    expect(errors).toMatchObject([
      { message: expect.stringContaining('p/c_part_0.parquet'), extensions: { code: 'NOT_FOUND' } },
    ]);
  });
});

const readB = `{ run(id: "archive/acme/traps/b") { native metric(key: "loss") { series { values complete totalPoints } } } }`;

test.each(['cut', 'gone'])('a run with a part that is %s says that points are missing', async (how) => {
  await writeThree();
  if (how === 'gone') await rm(path('b_part_1.parquet'));
  else await writeFile(path('b_part_1.parquet'), 'PAR1');
  const run = at(await box.ask(readB), 'run');
  expect(at(run, 'metric', 'series')).toEqual({ values: [1, 3], complete: false, totalPoints: null });
  expect(at(run, 'native', 'export', 'defects')).toEqual([
    { code: 'PARTS_UNREADABLE', message: expect.stringContaining('p/b_part_1.parquet') },
  ]);
  expect(at(await box.ask(list), 'runs', 'reports', 0)).toMatchObject({
    state: 'PARTIAL',
    message: expect.stringContaining('p/b_part_1.parquet'),
  });
  const whole = await box.ask('{ run(id: "archive/acme/traps/a") { metric(key: "loss") { series { complete } } } }');
  expect(at(whole, 'run', 'metric')).toEqual({ series: { complete: true } });
});

test('a first part that is missing makes answers PARTIAL, though the rest of the run is there', async () => {
  await writeThree();
  await rm(path('b_part_0.parquet'));
  expect(at(await box.ask(list), 'runs', 'reports', 0)).toMatchObject({
    state: 'PARTIAL',
    message: expect.stringContaining('p/b_part_0.parquet'),
  });
});

test('a file that a killed export left behind, and rows that lack what is theirs, are told too', async () => {
  await box.write('p/a_part_0.parquet', header('a', '3.x'), [row('a', 'x', 'float_series', { float_value: 1 })]);
  await writeFile(path('b_part_0.parquet.tmp'), 'PAR1');
  const message = String(at(await box.ask(list), 'runs', 'reports', 0, 'message'));
  expect(message).toContain('p/b_part_0.parquet.tmp');
  expect(message).toContain('p/a_part_0.parquet');
});

test('a run that counted series, and has none at all, is told', async () => {
  const counted = row('a', 'sys/diagnostics/attributes/float_series_count', 'int', { int_value: 3n });
  await box.write('p/a_part_0.parquet', header('a', '3.x', [counted]));
  await box.write('p/b_part_0.parquet', header('b', '3.x'), loss('b', 1));
  expect(at(await box.ask(list), 'runs', 'reports', 0)).toMatchObject({
    state: 'PARTIAL',
    message: expect.stringContaining('acme/traps/a'),
  });
});

test('an archive without any damage is OK, with its total', async () => {
  await writeThree();
  expect(at(await box.ask(list), 'runs')).toMatchObject({ totalCount: 3, reports: [{ state: 'OK', message: null }] });
});

test('doctor does not call it ok, and ends with 1', async () => {
  await writeThree();
  const config = join(box.folder, 'rungraph.yaml');
  await writeFile(config, `sources:\n  old:\n    tracker: neptune\n    path: ${join(box.folder, 'data')}\n`);
  const here = () => ({ cwd: box.folder, env: { XDG_CACHE_HOME: box.folder } });
  const good = await rungraph(['doctor', '--config', config], here());
  expect(good).toMatchObject({ code: 0, stdout: expect.stringMatching(/ok {3}old/) });
  await writeFile(path('c_part_0.parquet'), 'garbage');
  const { code, stdout } = await rungraph(['doctor', '--config', config], here());
  expect(code).toBe(1);
  expect(stdout).toMatch(/FAIL old \(neptune\)/);
  expect(stdout).not.toContain('ok  ');
  expect(stdout).toMatch(/error .*c_part_0\.parquet: it is too short for a parquet file/);
});
