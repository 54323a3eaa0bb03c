import { createHash } from 'node:crypto';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { isRungraphError } from '../../contract/error.ts';
import type { Param, Part, Run } from '../../contract/run.ts';
import { isList } from '../../contract/value.ts';
import type { WriteTable } from '../../contract/write-table.ts';
import { requireGroup } from '../sources/groups.ts';
import { allPages } from './all-pages.ts';
import { canonicalPoints } from './fit/canonical-points.ts';
import { withoutBookkeeping, type FittedRun, type Native } from './fit/fit-run.ts';
import { textOfValue } from './fit/value-text.ts';
import { firstDifference } from './image/difference.ts';
import { seriesImage, seriesName, type FileImage, type RunImage, type SeriesImage } from './image/run-image.ts';
import type { Moving } from './moving.ts';
import { namedOf, readRunSeries } from './read-series.ts';
import { readRun, type Side } from './side.ts';
import { readFileImage } from './write-files.ts';

/** What a run must hold at the target, as the source and the declared losses say. */
export function expectedImage(
  table: WriteTable,
  fitted: FittedRun,
  parent: string | null,
  series: Readonly<Record<string, SeriesImage>>,
  files: Readonly<Record<string, FileImage>>,
): RunImage {
  return {
    fields: {
      ...fieldsOf({ ...fitted, parent }, table),
      ...(table.has.native && { native: nativeImage(fitted.native ?? {}) }),
    },
    params: Object.fromEntries(fitted.params.map((param) => [param.key, paramImage(param, table)])),
    tags: Object.fromEntries(fitted.tags.map(({ key, value }) => [key, value])),
    series,
    inputs: fitted.inputs.map(({ name: input, digest }) => `${input}@${digest}`).sort(),
    files,
  };
}

/**
 * A run of the target, read back whole: its fields, every point, and the bytes of every file. `expected`: its series as
 * they should be, which say how many of them to read at a time.
 */
export async function readBack(
  { to, table, fromOf }: Pick<Moving, 'to' | 'table' | 'fromOf'>,
  runId: string,
  expected: RunImage['series'],
): Promise<RunImage> {
  const run = await readRun(to, runId);
  const { image } = fieldsAndParams(run, table);
  const parent = run.parentId === null ? null : (fromOf(run.parentId) ?? `unknown run ${run.parentId}`);
  return {
    ...image,
    fields: { ...image.fields, parent },
    series: await readSeriesImages(to, run, expected),
    inputs: (run.provenance?.datasets ?? []).map(({ name: input, digest }) => `${input}@${digest?.value ?? ''}`).sort(),
    files: table.files === null ? {} : await readFileImages(to, runId, run.projectId),
  };
}

/** Whether a list of the target shows a run as it should be, as far as lists tell. */
export function isListed(
  run: Run,
  expected: RunImage,
  table: WriteTable,
  nameOfParent: (runId: string) => string,
): boolean {
  const { image, metrics } = fieldsAndParams(run, table);
  const parent = run.parentId === null ? null : nameOfParent(run.parentId);
  const series = Object.fromEntries(metrics.map((one) => [seriesName(one.nativeKey, one.context), noSeries]));
  const wanted = Object.fromEntries(Object.keys(expected.series).map((name) => [name, noSeries]));
  const { fields } = expected;
  const listed = { ...image, fields: { ...image.fields, parent, native: fields['native'] ?? null }, series };
  const shown = { ...expected, fields: { ...fields, native: fields['native'] ?? null }, series: wanted };
  return firstDifference(shown, { ...listed, inputs: expected.inputs, files: expected.files }) === null;
}

const noSeries: SeriesImage = { points: 0, sha256: '' };

/** What is found, without the files that the target itself has put beside those that are expected. */
export function withoutOwnFiles(found: RunImage, expected: RunImage, { ownFiles }: WriteTable): RunImage {
  if (ownFiles === undefined) return found;
  const files = Object.entries(found.files).filter(([path]) => path in expected.files || !ownFiles(path));
  return { ...found, files: Object.fromEntries(files) };
}

type Fields = Pick<Run, 'name' | 'status' | 'startedAt' | 'endedAt' | 'user' | 'notes' | 'group' | 'jobType'>;

/** Of the fields that the target does not keep, it says what it likes. */
function fieldsOf(run: Fields & { readonly parent: string | null }, { has }: WriteTable): RunImage['fields'] {
  const { name, status, startedAt, endedAt, user, notes, parent, group, jobType } = run;
  return {
    ...{ name, status, notes, parent },
    ...(has.times && { startedAt, endedAt }),
    ...(has.user && { user }),
    ...(has.group && { group, jobType }),
  };
}

/** What a run says without being asked for points and files; the parent is left out. */
export function fieldsAndParams(run: Run, table: WriteTable) {
  const notes = run.notes === '' ? null : run.notes;
  const image = {
    fields: {
      ...fieldsOf({ ...run, notes, parent: null }, table),
      ...(table.has.native && { native: nativeImage(withoutBookkeeping(run.native)) }),
    },
    params: Object.fromEntries(whole(run.params).map((param) => [param.nativeKey, paramImage(param, table)])),
    tags: Object.fromEntries(whole(run.tags).map(({ key, value }) => [key, value])),
  };
  return { image, metrics: whole(run.metrics) };
}

/** Text alone where the target keeps nothing else, so that it does not matter what it is read as. */
function paramImage({ value, text }: Pick<Param, 'value' | 'text'>, { params }: WriteTable): string {
  if (params === 'text') return text ?? textOfValue(value);
  const typed = `${isList(value) ? 'list' : value === null ? 'null' : typeofNumber(value)} ${textOfValue(value)}`;
  return params === 'both' && text !== null ? `${typed}, written ${text}` : typed;
}

/** An integer is one number, whether or not it has more digits than a double holds. */
function typeofNumber(value: string | number | bigint | boolean): string {
  return typeof value === 'bigint' ? 'number' : typeof value;
}

function nativeImage(native: Native): string {
  return createHash('sha256').update(canonicalJson(native)).digest('hex');
}

function whole<T>(part: Part<T>): readonly T[] {
  if (isRungraphError(part)) throw part;
  return part;
}

async function readSeriesImages(to: Side, run: Run, expected: RunImage['series']): Promise<RunImage['series']> {
  const images: [string, SeriesImage][] = [];
  const all = whole(run.metrics).map((metric) => namedOf(metric, expected));
  for await (const [{ metric, context }, points] of readRunSeries(to, run, all)) {
    images.push([seriesName(metric, context), seriesImage(canonicalPoints(points))]);
  }
  return Object.fromEntries(images);
}

const pageFiles = 1000;

async function readFileImages(
  to: Side,
  runId: string,
  projectId: string,
): Promise<Readonly<Record<string, FileImage>>> {
  const images: [string, FileImage][] = [];
  const artifactId = await to.ask('filesId', (adapter) =>
    Promise.resolve(requireGroup(adapter, 'writer').filesId(runId)),
  );
  const request = { artifactId, projectId, path: '', recursive: true, limit: pageFiles };
  const files = await allPages((after) =>
    to
      .ask('listFiles', (adapter, context) =>
        requireGroup(adapter, 'artifacts').listFiles(context, { ...request, after }),
      )
      .catch((error: unknown) => {
        // A tracker that keeps runs without files as such has none of them.
        if (isRungraphError(error) && error.code === 'NOT_FOUND') return { items: [], next: null };
        throw error;
      }),
  );
  for (const { path, isDirectory } of files) {
    if (!isDirectory) images.push([path, await readFileImage(to, artifactId, path)]);
  }
  return Object.fromEntries(images);
}
