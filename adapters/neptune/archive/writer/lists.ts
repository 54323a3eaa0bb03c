import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ByteWriter, parquetWrite, type ColumnSource } from 'hyparquet-writer';
import { canonicalJson } from '../../../../src/contract/canonical-json.ts';
import { syncFolder } from '../../../../src/disk/sync-folder.ts';
import type { Catalog } from '../catalog.ts';
import { fromPath, movedRunOf, nativePath } from '../moved/moved-run.ts';
import { readModelLog } from '../moved/model-log.ts';
import { textAt } from '../../to-model.ts';
import { dateOf } from './date-of.ts';
import { modelsTable } from './models-table.ts';
import { doneRuns, idOf, type DoneRun, type ManifestLine } from './manifest.ts';

/**
 * The lists over all runs, made anew: `runs.parquet`, a row a run, `models.parquet`, a row a version of a registered model,
 * and `archive.json`, which names every file with its size and sha256. That is written last: without it the archive is not complete.
 */
export async function writeLists(folder: string, lines: readonly ManifestLine[], catalog: Catalog): Promise<void> {
  const done = doneRuns(lines);
  const models = await readModelLog(folder);
  await replaceFile(join(folder, 'runs.parquet'), await runsTable(done, catalog));
  await replaceFile(join(folder, 'models.parquet'), await modelsTable(models));
  const sources = [...new Set(done.map(({ from }) => from.slice(0, from.indexOf('/'))))].sort();
  const files = done.flatMap((run) => [...run.parts, ...run.files]);
  const whole = {
    format: 'rungraph archive 1',
    madeBy: 'rungraph migrate',
    sources,
    counts: {
      runs: done.length,
      points: done.reduce((sum, { points }) => sum + points, 0),
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      models: models.length,
      versions: models.reduce((sum, { versions }) => sum + versions.length, 0),
    },
    runs: done.map((run) => ({ run: idOf(run), from: run.from, digest: run.digest })),
    files,
  };
  await replaceFile(join(folder, 'archive.json'), `${JSON.stringify(whole, null, 1)}\n`);
  await syncFolder(folder);
}

async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${file}.new`, content, { flush: true });
  await rename(`${file}.new`, file);
}

/** Times are milliseconds since 1970, UTC, and null where no date is so far away; lists and objects are JSON. */
async function runsTable(done: readonly DoneRun[], { byId }: Catalog): Promise<Uint8Array> {
  const rows = done.flatMap((line) => {
    const run = byId.get(idOf(line));
    const moved = run === undefined ? null : movedRunOf(run);
    return run === undefined || moved === null ? [] : [{ line, run, moved }];
  });
  type Row = (typeof rows)[number];
  const texts = (name: string, of: (row: Row) => string | null): ColumnSource => {
    return { name, type: 'STRING', nullable: true, data: rows.map(of) };
  };
  const times = (name: string, of: (row: Row) => number | null): ColumnSource => {
    return { name, type: 'TIMESTAMP', nullable: true, data: rows.map(of).map(dateOf) };
  };
  const bytes = new ByteWriter();
  await parquetWrite({
    writer: bytes,
    columnData: [
      texts('from', ({ run }) => textAt(run, fromPath)),
      texts('project', ({ run }) => run.project),
      texts('run', ({ run }) => run.run),
      texts('name', ({ moved }) => moved.name),
      texts('status', ({ moved }) => moved.status),
      times('started_at', ({ moved }) => moved.startedAt),
      times('ended_at', ({ moved }) => moved.endedAt),
      { name: 'archived', type: 'BOOLEAN', data: rows.map(({ run }) => run.archived) },
      texts('user', ({ moved }) => moved.user),
      texts('group', ({ moved }) => moved.group),
      texts('job_type', ({ moved }) => moved.jobType),
      texts('notes', ({ moved }) => moved.notes),
      texts('parent', ({ moved }) => moved.parent),
      texts('tags', ({ moved }) => canonicalJson(moved.tags)),
      texts('inputs', ({ moved }) => canonicalJson(moved.inputs)),
      texts('native', ({ run }) => textAt(run, nativePath)),
      { name: 'points', type: 'INT64', data: rows.map(({ line }) => BigInt(line.points)) },
      texts('digest', ({ line }) => line.digest),
    ],
  });
  return new Uint8Array(bytes.getBytes());
}
