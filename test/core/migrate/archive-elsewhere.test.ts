import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { z } from 'zod';
import { startMlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { openPlaces } from './places.ts';

// An archive is read by tools that know exports alone, above all by the loaders of neptune-exporter. `npm run test:live
// -- loader` runs the loader itself; these are the rules of it that an archive could break.

const shape = z.array(z.record(z.string(), z.unknown()));
const startedAt = Date.UTC(2026, 0, 1);
/** The name that the exporter gives to the folder of this project: it is that of a recorded export. */
const [project, folder] = ['acme/vision', 'acme_vision-d9b30734d12af1cd'];

const runs: readonly SampleRun[] = [
  { ...run('first'), files: [{ path: 'notes/a.txt', content: 'a' }] },
  run('second'),
  { ...run('microseconds'), startedAt: startedAt * 1000, endedAt: startedAt * 1000 },
];

function run(key: string): SampleRun {
  return plainRun({ key, project, name: 'baseline', startedAt, endedAt: startedAt });
}

test('the exporter’s tools find files and runs of an archive, tell its runs apart, and can read its times', async () => {
  const data = { projects: [{ name: project, description: null, createdAt: startedAt }], runs };
  const source = await startMlflowEmulator({ port: 0, data });
  const places = await openPlaces({
    old: { tracker: 'mlflow', url: source.url },
    archive: { tracker: 'neptune', archive: '{folder}/archive' },
  });
  try {
    const { wrong } = await places.move('old', 'archive');
    expect(wrong).toEqual([]);
    const archive = join(places.folder, 'archive');
    expect(await readdir(join(archive, 'data'))).toEqual([folder]);
    expect(await readdir(join(archive, 'files'))).toEqual([folder]);
    const parts = await readdir(join(archive, 'data', folder));
    const rows = await Promise.all(
      parts.map(async (part) => {
        const file = await asyncBufferFromFile(join(archive, 'data', folder, part));
        return shape.parse(await parquetReadObjects({ file }));
      }),
    );
    const valuesOf = (path: string, column: string): readonly unknown[] =>
      rows.flat().flatMap((row) => (row['attribute_path'] === path ? [row[column]] : []));
    const names = valuesOf('sys/custom_run_id', 'string_value').map(String);
    expect(names.map((name) => name.slice(0, 10))).toEqual(Array<string>(3).fill('baseline ('));
    expect(new Set(names).size).toBe(3);
    // A datetime of Python ends with the year 9999.
    const start = new Date(startedAt);
    expect(valuesOf('sys/creation_time', 'datetime_value')).toEqual([start, start]);
    expect(valuesOf('sys/ping_time', 'datetime_value')).toEqual([start, start]);
  } finally {
    await places.close();
    await source.close();
  }
});
