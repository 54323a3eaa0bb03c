import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, listAt } from '../../support/json-at.ts';
import { diagnosticsOf, header, openSandbox, point, project, row, text, writeRows, type Sandbox } from './rows.ts';

// What an export lost, told before anybody trusts it; and what it is laid out like.

let box: Sandbox;
beforeEach(async () => {
  box = await openSandbox();
});
afterEach(() => box.close());

async function told(code: string, settings = {}): Promise<unknown> {
  const all = listAt(await box.ask(diagnosticsOf, settings), 'source', 'diagnostics');
  return all.find((one) => at(one, 'code') === code);
}

async function ids(settings = {}): Promise<readonly unknown[]> {
  const found = await box.ask('{ runs(first: 100, archived: INCLUDE) { nodes { nativeId } } }', settings);
  return listAt(found, 'runs', 'nodes')
    .map((node) => at(node, 'nativeId'))
    .sort();
}

const loss = (run: string, ...steps: readonly number[]) =>
  steps.map((step) => point(run, 'loss', step * 1_000_000, step));

describe('interrupted and filtered exports', () => {
  test('a run with params alone, among runs with series', async () => {
    await box.write('p/a_part_0.parquet', header('a', '3.x'), loss('a', 1));
    await box.write('p/b_part_0.parquet', header('b', '3.x'));
    expect(await told('SERIES_MISSING')).toMatchObject({
      message: expect.stringMatching(/^1 of 2 runs .*: acme\/traps\/b\.$/),
    });
  });

  test('fewer series and points than the run counted', async () => {
    const counted = (name: string, count: bigint) =>
      row('a', `sys/diagnostics/attributes/${name}`, 'int', { int_value: count });
    const counts = [counted('float_series_count', 3n), counted('total_series_datapoints', 2n)];
    await box.write('p/a_part_0.parquet', header('a', '3.x', counts), loss('a', 1, 2));
    expect(await told('FEWER_THAN_LOGGED')).toMatchObject({ severity: 'WARNING' });
    const run = await box.ask('{ run(id: "archive/acme/traps/a") { native } }');
    expect(at(run, 'run', 'native', 'export', 'defects')).toEqual([
      { code: 'FEWER_THAN_LOGGED', message: 'exported: float_series_count 1 of 3' },
    ]);
  });

  test('leftovers of a killed export, and parts that are missing', async () => {
    await box.write('p/a_part_2.parquet', header('a', '3.x'));
    await writeFile(join(box.folder, 'data/p/b_part_0.parquet.tmp'), 'PAR1');
    expect(await told('LEFTOVERS')).toMatchObject({ message: expect.stringContaining('p/b_part_0.parquet.tmp') });
    expect(await told('PARTS_MISSING')).toMatchObject({
      message: expect.stringMatching(/p\/a_part_0\.parquet, p\/a_part_1\.parquet/),
    });
    expect(await ids()).toEqual(['acme/traps/a']);
  });

  test('what the error report says is told of the archive and of the run', async () => {
    const errorsPath = join(box.folder, 'errors.jsonl');
    await box.write('p/a_part_0.parquet', header('a', '3.x'));
    const record = {
      project_id: project,
      run_id: 'a',
      attribute_path: null,
      attribute_type: 'float_series',
      exception: 'ArrowInvalid',
    };
    await writeFile(
      errorsPath,
      `${JSON.stringify(record)}\nnot json\n\n${JSON.stringify({ ...record, run_id: 'elsewhere' })}\n`,
    );
    expect(await told('EXPORT_ERRORS', { errorsPath })).toMatchObject({
      message: expect.stringMatching(/^1 of 1 runs/),
    });
    expect(await told('ERROR_REPORT_UNREADABLE', { errorsPath })).toMatchObject({
      message: expect.stringContaining('1 of its lines'),
    });
    const run = await box.ask('{ run(id: "archive/acme/traps/a") { native } }', { errorsPath });
    expect(at(run, 'run', 'native', 'export', 'defects')).toEqual([
      { code: 'EXPORT_ERRORS', message: 'not exported: every float_series (ArrowInvalid)' },
    ]);
    expect(await told('NO_ERROR_REPORT')).toMatchObject({ severity: 'INFO' });
  });

  test('archived runs that are not there, and what no export holds', async () => {
    await box.write('p/a_part_0.parquet', header('a', '3.x'));
    expect(await told('NONE_ARCHIVED')).toMatchObject({ severity: 'INFO' });
    expect(await told('NEVER_EXPORTED')).toMatchObject({
      message: expect.stringMatching(/run states.*after a run was first exported.*Previews/s),
    });
    await box.write('p/b_part_0.parquet', header('b', '3.x', [row('b', 'sys/archived', 'bool', { bool_value: true })]));
    expect(await told('NONE_ARCHIVED')).toBeUndefined();
  });
});

describe('layouts', () => {
  test('ids come from the columns, whatever files are called', async () => {
    await box.write('nonsense/renamed (1).parquet', header('é漢 x.y', '3.x'));
    await box.write('p/odd_part_0_part_0.parquet', header('odd_part_0', '3.x'));
    expect(await ids()).toEqual(['acme/traps/odd_part_0', 'acme/traps/é漢 x.y']);
  });

  test('the old layout: many runs a file, a run in several', async () => {
    await box.write(
      'p/part_0.parquet',
      [...header('a', '3.x'), ...header('b', '3.x')],
      [...loss('a', 1), ...loss('b', 1, 2)],
    );
    await box.write('p/part_1.parquet', [...loss('b', 3), ...loss('a', 2)]);
    expect(await ids()).toEqual(['acme/traps/a', 'acme/traps/b']);
    const read = await box.ask(
      '{ run(id: "archive/acme/traps/b") { metric(key: "loss") { count series { values } } } }',
    );
    expect(at(read, 'run', 'metric')).toEqual({ count: 3, series: { values: [1, 2, 3] } });
    expect(await told('PARTS_MISSING')).toBeUndefined();
  });

  test('of overlapping exports the copy with most rows is read', async () => {
    await box.write('first/p/a_part_0.parquet', header('a', '3.x'), loss('a', 1, 2));
    await box.write('second/p/a_part_0.parquet', header('a', '3.x'), loss('a', 1, 2, 3));
    const path = ['first', 'second'].map((name) => join(box.folder, 'data', name));
    expect(await ids({ path })).toEqual(['acme/traps/a']);
    const read = await box.ask('{ runs { nodes { metric(key: "loss") { count } } } }', { path });
    expect(listAt(read, 'runs', 'nodes')).toEqual([{ metric: { count: 3 } }]);
    expect(await told('SEVERAL_COPIES', { path })).toMatchObject({ severity: 'INFO' });
  });

  test('entries of a model registry are no runs', async () => {
    await box.write('p/a_part_0.parquet', header('a', '2.x'));
    await writeRows(
      join(box.folder, 'models/p/model_versions/M-1_part_0.parquet'),
      header('M-1', '2.x', [text('M-1', 'sys/stage', 'production')]),
    );
    const modelPath = join(box.folder, 'models');
    expect(await ids({ modelPath })).toEqual(['acme/traps/a']);
  });

  test('names that collide, with the slashes of either system', async () => {
    const file = (path: string, name: string) => row('a', path, 'file', { file_value: { path: name } });
    await box.write(
      'p/a_part_0.parquet',
      header('a', '3.x', [file('a.b', 'a\\a_b'), file('a_b', 'a/a_b'), file('c', 'a/c')]),
    );
    const run = await box.ask('{ run(id: "archive/acme/traps/a") { native } }');
    expect(at(run, 'run', 'native', 'export', 'defects')).toEqual([
      { code: 'FILES_SHARED', message: 'several attributes point at: a/a_b' },
    ]);
    expect(await told('FILES_SHARED')).toMatchObject({ severity: 'WARNING' });
  });

  test('links out of the folder are not followed, hidden folders not looked into', async () => {
    await box.write('p/a_part_0.parquet', header('a', '3.x'));
    await writeRows(join(box.folder, 'outside/b_part_0.parquet'), header('b', '3.x'));
    await box.write('.trash/c_part_0.parquet', header('c', '3.x'));
    await symlink(join(box.folder, 'outside'), join(box.folder, 'data/p/linked'));
    await symlink(join(box.folder, 'outside/b_part_0.parquet'), join(box.folder, 'data/p/b_part_0.parquet'));
    expect(await ids()).toEqual(['acme/traps/a']);
    expect(await told('NOT_READ')).toMatchObject({ message: expect.stringContaining('leads out of the folder') });
  });

  test('a folder without exports, and one that is not there', async () => {
    await mkdir(join(box.folder, 'data'), { recursive: true });
    expect(await told('NOTHING_FOUND')).toMatchObject({ severity: 'ERROR' });
    const gateway = await box.open({ path: join(box.folder, 'nowhere') });
    const { data } = await gateway.execute('{ runs { nodes { ref } reports { state code message } } }');
    expect(at(data, 'runs', 'reports', 0)).toMatchObject({
      state: 'FAILED',
      code: 'NOT_FOUND',
      message: expect.stringContaining('nowhere'),
    });
  });
});

test('what the exporter itself wrote, of both lines', async () => {
  const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
  const path = ['neptune2', 'neptune3'].map((name) => join(fixtures, name, 'data'));
  const errorsPath = join(fixtures, 'neptune3/neptune_exporter_errors.jsonl');
  const found = await box.ask(
    '{ runs(orderBy: [{ by: { field: ID } }]) { nodes { nativeId name user tags { key } params { key value } metrics { key last lastStep count } } } source(id: "archive") { version diagnostics { code } } }',
    { path, errorsPath },
  );
  expect(at(found, 'source', 'version')).toBe('export of 2.x and 3.x');
  expect(listAt(found, 'runs', 'nodes')).toEqual([
    {
      nativeId: 'acme/llm/base.run',
      name: 'exp-a',
      user: 'ada',
      tags: [{ key: 'prod' }, { key: 'v1' }],
      params: [
        { key: 'cfg/lr', value: 0.0003 },
        { key: 'cfg/note', value: 'line1\nline2 "q" é' },
        { key: 'cfg/seed', value: '1152921504606846976' },
      ],
      metrics: [
        { key: 'train/loss', last: 5e-324, lastStep: 2.5, count: 6 },
        { key: 'train/acc', last: 0.1, lastStep: 0.000001, count: 1 },
      ],
    },
    expect.objectContaining({
      nativeId: 'acme/llm/fork-run',
      metrics: [{ key: 'train/loss', last: 0.25, lastStep: 3, count: 1 }],
    }),
    expect.objectContaining({ nativeId: 'acme/vision/VIS-7', name: 'Untitled', tags: [{ key: 'a' }, { key: 'b' }] }),
  ]);
  expect(listAt(found, 'source', 'diagnostics').map((one) => at(one, 'code'))).toEqual(
    expect.arrayContaining(['EXPORT_ERRORS', 'INTEGERS_ROUNDED', 'FORKS_ARE_OWN', 'NEVER_EXPORTED']),
  );
});
