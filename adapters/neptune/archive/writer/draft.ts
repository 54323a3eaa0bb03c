import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { canonicalJson } from '../../../../src/contract/canonical-json.ts';
import { notWritten } from '../../../../src/disk/not-written.ts';
import { openOneAtATime } from '../../../../src/kit/one-at-a-time.ts';
import { syncFolder } from '../../../../src/disk/sync-folder.ts';
import { writeJson } from '../../../../src/kit/write-json.ts';
import type {
  NewFile,
  NewInput,
  NewParam,
  NewPoints,
  NewRun,
  NewTag,
  RunEnd,
} from '../../../../src/contract/writer.ts';
import { fromPath, nativePath, originPath, runPath, type MovedRun } from '../moved/moved-run.ts';
import { columnsOf, joinBatches } from './joined.ts';
import type { WrittenFile } from './manifest.ts';
import { placeName } from './place-names.ts';
import {
  booleanRow,
  fileRow,
  openPaths,
  paramRows,
  pointColumns,
  tagRows,
  textRow,
  timeRow,
  type Row,
} from './to-rows.ts';
import { openPartWriter, type Batch, type PartWriter } from './write-part.ts';

/** A run on its way into an archive. Its parts have another name until it is finished, and nobody reads them. */
export interface Draft {
  readonly from: string;
  params(params: readonly NewParam[]): void;
  tags(tags: readonly NewTag[]): void;
  inputs(inputs: readonly NewInput[]): void;
  points(series: readonly NewPoints[]): Promise<void>;
  file(file: NewFile): Promise<void>;
  /** Writes what is left, and gives its parts their names. The same answer whenever it is asked. */
  finish(end: RunEnd): Promise<FinishedDraft>;
  /** Forgets it. */
  abandon(): Promise<void>;
}

export interface FinishedDraft {
  readonly points: number;
  /** Absolute paths of its parts. */
  readonly written: readonly string[];
  readonly parts: readonly WrittenFile[];
  readonly files: readonly WrittenFile[];
}

/** The exporter starts a new part behind 50 MiB. */
const partBytes = 50 * 2 ** 20;
/** Rows of params and files that go into one row group. */
const groupRows = 10_000;

export function openDraft(root: string, id: string, run: NewRun): Draft {
  const { projectId: project } = run;
  const [folder, name] = [placeName(project), placeName(id)];
  const data = join(root, 'data', folder);
  const staging = join(root, '.unfinished', folder);
  const filesFolder = join(root, 'files', folder);
  const params = new Map<string, NewParam>();
  const tags = new Map<string, NewTag>();
  const inputs = new Map<string, NewInput>();
  const files = new Map<string, WrittenFile>();
  const metrics: MovedRun['metrics'] = {};
  const pathOf = new Map<string, string>();
  /** How many points of a series are written, by path. */
  const ends = new Map<string, number>();
  const freePath = openPaths();
  const parts: PartWriter[] = [];
  const ended: { bytes: number; sha256: string }[] = [];
  let points = 0;
  let begun = 0;
  let broken: Error | undefined;
  const oneAtATime = openOneAtATime();
  let finishing: Promise<FinishedDraft> | undefined;

  async function nextPart(): Promise<PartWriter> {
    await mkdir(staging, { recursive: true });
    const part = await openPartWriter(join(staging, `${name}_part_${parts.length}.parquet`));
    parts.push(part);
    return part;
  }

  async function add(batch: Batch): Promise<void> {
    let part = parts.at(-1) ?? (await nextPart());
    if (part.size > partBytes) {
      ended.push(await part.finish());
      part = await nextPart();
    }
    const all = (value: string): unknown[] => Array<unknown>(batch.rows).fill(value);
    await part.add({ rows: batch.rows, columns: { project_id: all(project), run_id: all(id), ...batch.columns } });
  }

  /** Calls take their turns, in their order. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    return oneAtATime(async () => {
      if (broken !== undefined) throw broken;
      try {
        return await act();
      } catch (error) {
        // Half of a row group may be in the file.
        throw (broken = notWritten('the archive', error));
      }
    });
  }

  function pathOfSeries({ metric, context }: NewPoints): string {
    const known = JSON.stringify([metric, canonicalJson(context ?? {})]);
    let path = pathOf.get(known);
    if (path === undefined) {
      path = freePath(`${metric}${textOfContext(context ?? {})}`);
      pathOf.set(known, path);
      metrics[path] = [metric, context ?? {}];
    }
    return path;
  }

  function rowsOf(end: RunEnd): readonly Row[] {
    const { from, origin, startedAt, user, notes, parentId: parent, group, jobType, native, archived } = run;
    const { name: called, status, endedAt } = end;
    const typed = paramRows([...params.values()]);
    const labels = [...tags.values()];
    const moved: MovedRun = {
      ...{ name: called, status, startedAt, endedAt, user, notes, group, jobType, parent },
      tags: labels.map(({ key, value }) => [key, value]),
      ...{ texts: typed.texts, params: typed.notes, metrics },
      inputs: [...inputs.values()].map(({ name: input, digest, whole, uri, nativeType, metadata }) => {
        return { name: input, digest: whole ?? { algorithm: 'rungraph', value: digest }, uri, nativeType, metadata };
      }),
    };
    return [
      // Loaders of other trackers make an experiment of each name, so that it is the group's, and the run's is here.
      // They pass over a run whose name they have seen, so that no two runs may share one.
      ...textRow('sys/custom_run_id', called === null || called === '' || called === id ? id : `${called} (${id})`),
      ...textRow('sys/name', group),
      ...textRow('sys/owner', user),
      ...textRow('sys/description', notes),
      ...timeRow('sys/creation_time', startedAt),
      ...timeRow('sys/ping_time', endedAt),
      booleanRow('sys/failed', status === 'FAILED'),
      booleanRow('sys/archived', archived),
      ...tagRows(labels),
      ...textRow(fromPath, from),
      ...textRow(originPath, origin),
      ...textRow(runPath, writeJson(moved)),
      ...textRow(nativePath, native === null ? null : writeJson(native)),
      ...typed.rows,
      ...[...files].map(([path, { path: stored }]) => fileRow(path, stored)),
    ];
  }

  async function finish(end: RunEnd): Promise<FinishedDraft> {
    const rows = rowsOf(end);
    for (let start = 0; start < rows.length; start += groupRows) {
      await add(columnsOf(rows.slice(start, start + groupRows)));
    }
    const open = parts.at(-1);
    if (open !== undefined) ended.push(await open.finish());
    await mkdir(data, { recursive: true });
    await removeParts(data, name);
    const written = parts.map(({ file }) => join(data, file.slice(dirname(file).length + 1)));
    // The first one last: without it nobody takes the rest for a run.
    for (let at = parts.length - 1; at >= 0; at -= 1) await rename(parts[at]?.file ?? '', written[at] ?? '');
    await syncFolder(data);
    return {
      points,
      written,
      parts: ended.map((part, at) => ({ path: `data/${folder}/${name}_part_${at}.parquet`, ...part })),
      files: [...files.values()].map(({ path, ...rest }) => ({ path: `files/${folder}/${path}`, ...rest })),
    };
  }

  return {
    from: run.from,
    params: (some) => some.forEach((param) => params.set(param.key, param)),
    tags: (some) => some.forEach((tag) => tags.set(`${tag.key}\n${tag.value === null}`, tag)),
    inputs: (some) => some.forEach((input) => inputs.set(`${input.name}\n${input.digest}`, input)),
    points: (series) =>
      inTurn(async () => {
        // A call that took too long was made all the same, and is made once more by a caller that does not know.
        const news = series.filter((one) => one.start >= (ends.get(pathOfSeries(one)) ?? 0));
        if (news.length === 0) return;
        await add(joinBatches(news.map((one) => pointColumns(pathOfSeries(one), one))));
        for (const one of news) ends.set(pathOfSeries(one), one.start + one.values.length);
        points += news.reduce((sum, { values }) => sum + values.length, 0);
      }),
    async file({ path, body }) {
      const stored = `${name}/${path}`;
      const place = join(filesFolder, ...stored.split('/'));
      await mkdir(dirname(place), { recursive: true });
      await mkdir(staging, { recursive: true });
      // Its name may be as long as the disk takes, so that nothing can be joined to it.
      const draft = join(staging, `${name}_file_${(begun += 1)}`);
      const written = await writeWhole(draft, body);
      await rename(draft, place);
      files.set(path, { path: stored, ...written });
    },
    finish: (end) => (finishing ??= inTurn(() => finish(end))),
    async abandon() {
      await oneAtATime(() => Promise.resolve());
      for (const part of parts) await part.abandon();
    },
  };
}

/** `/subset:train`, member by member in order. */
function textOfContext(context: NonNullable<NewPoints['context']>): string {
  const members = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([key, value]) => `/${key}:${typeof value === 'string' ? value : canonicalJson(value)}`).join('');
}

/** Those of an earlier attempt, the last one first. */
async function removeParts(folder: string, name: string): Promise<void> {
  const isPart = (file: string): boolean =>
    file.startsWith(`${name}_part_`) && /^\d+\.parquet$/.test(file.slice(name.length + 6));
  const old = (await readdir(folder)).filter(isPart).sort((a, b) => b.length - a.length || (a < b ? 1 : -1));
  for (const file of old) await rm(join(folder, file), { force: true });
}

/** @throws UNAVAILABLE, INVALID_QUERY or whatever the body throws; what was written so far is removed. */
async function writeWhole(place: string, body: NewFile['body']): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const out = createWriteStream(place, { flush: true });
  const done = finished(out);
  done.catch(() => undefined);
  try {
    for await (const piece of body) {
      hash.update(piece);
      bytes += piece.length;
      if (!out.write(piece)) await Promise.race([once(out, 'drain'), done]);
    }
    out.end();
    await done;
    return { bytes, sha256: hash.digest('hex') };
  } catch (error) {
    out.destroy();
    await rm(place, { force: true });
    throw notWritten('the archive', error);
  }
}
