import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { ProductLine } from './product-line.ts';
import { batchesOf, type ArchiveRows } from './to-rows.ts';
import { openPartWriter } from './write-part.ts';

export interface ArchiveOptions {
  /** The folder that becomes the exporter's data path. */
  readonly folder: string;
  /** The folder that becomes its files path; left out, files are not written. */
  readonly filesFolder?: string;
  readonly line: ProductLine;
  readonly workspace: string;
  /** Points of one row group. */
  readonly batchRows?: number;
  /** A part that has grown beyond this is followed by another, in bytes. */
  readonly partBytes?: number;
}

/** The exporter starts a new part behind 50 MiB. */
const exporterPartBytes = 50 * 2 ** 20;
/** Runs of 3.x are exported so many at a time, and each gets a row for every attribute of any of them. */
const runsAtOnce = 16;

/** Writes sample runs as an export: a folder a project, parts of each run. Answers native ids, by sample key. */
export async function writeArchive(data: SampleData, options: ArchiveOptions): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { name } of data.projects) {
    const project = `${options.workspace}/${name}`;
    const runs = data.runs.filter((run) => run.project === name);
    for (let start = 0; start < runs.length; start += runsAtOnce) {
      const together = batchesOf(runs.slice(start, start + runsAtOnce), { ...options, project });
      for (const rows of together) {
        await writeRun(join(options.folder, cleaned(project)), rows, options);
        if (options.filesFolder !== undefined) await writeFiles(join(options.filesFolder, cleaned(project)), rows);
        ids.set(rows.key, `${project}/${rows.run}`);
      }
    }
  }
  return ids;
}

/** Parts are written under another name and renamed when all are there, the first one last. */
async function writeRun(folder: string, { run, batches }: ArchiveRows, options: ArchiveOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  const nextPart = () => {
    const name = join(folder, `${cleaned(run)}_part_${names.length}.parquet`);
    names.push(name);
    return openPartWriter(`${name}.tmp`);
  };
  let part = await nextPart();
  for (const batch of batches) {
    if (part.size > (options.partBytes ?? exporterPartBytes)) {
      await part.finish();
      part = await nextPart();
    }
    await part.add(batch);
  }
  await part.finish();
  for (const name of names.reverse()) await rename(`${name}.tmp`, name);
}

async function writeFiles(folder: string, { files }: ArchiveRows): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A name as the exporter cleans it. Its digest is BLAKE2b of 8 bytes, which Node lacks; nobody reads it back. */
function cleaned(id: string): string {
  const digest = createHash('blake2b512').update(id).digest('hex').slice(0, 16);
  return `${id.replace(/[^\p{L}\p{N}_-]/gu, '_')}-${digest}`;
}
