import type { Project } from '../../../src/contract/project.ts';
import type { Projection } from '../../../src/contract/projection.ts';
import type { Metric, Param, Run, Tag } from '../../../src/contract/run.ts';
import type { Json, Value } from '../../../src/contract/value.ts';
import { selectKeys } from '../../../src/kit/select-keys.ts';
import { timeAt, textAt, valueAt, type ArchivedRun } from './catalog.ts';
import { defectsOf, type Surroundings } from './defects.ts';
import type { ParamEntry, SeriesEntry } from './index/part-index.ts';
import { provenanceOf } from './provenance.ts';
import { stepOf } from './step.ts';

/** What the tracker itself writes. It is not listed as params but told under `native`. */
const bookkeeping = ['sys/', 'source_code/'];

export interface RunReading {
  readonly projection: Projection;
  readonly surroundings: Surroundings;
  /** The metrics of a run whose series are stitched from those of its parents; undefined for any other. */
  readonly stitched: (run: ArchivedRun) => readonly string[] | undefined;
}

/** A function that turns runs of the archive into runs as promised, with only the keys that were asked for. */
export function runReader({ projection, surroundings, stitched }: RunReading): (run: ArchivedRun) => Run {
  const wantsParam = selectKeys(projection.params);
  const wantsMetric = selectKeys(projection.metrics);
  const wantsTag = selectKeys(projection.tags);
  const wants = (part: Projection['parts'][number]): boolean => projection.parts.includes(part);

  return (run) => {
    const facts = factsOf(run);
    return {
      nativeId: run.nativeId,
      projectId: run.project,
      ...facts,
      url: null,
      group: null,
      jobType: null,
      parentId: null,
      tags: tagsOf(run).filter((tag) => wantsTag(tag.key)),
      params: paramsOf(run, wantsParam),
      metrics: metricsOf(run, stitched(run), wantsMetric),
      ...(wants('provenance') ? { provenance: provenanceOf(run) } : {}),
      ...(wants('native') ? { native: nativeOf(run, surroundings) } : {}),
    };
  };
}

/** A project's own name is what comes behind its workspace. */
export function toProject(nativeId: string): Project {
  const name = nativeId.slice(nativeId.indexOf('/') + 1);
  return { nativeId, name, url: null, description: null, createdAt: null, archived: false };
}

export function isArchived(run: ArchivedRun): boolean {
  return valueAt(run, 'sys/archived') === true || valueAt(run, 'sys/trashed') === true;
}

/** The state of a run is never exported; nothing runs on in an archive. */
function factsOf(run: ArchivedRun) {
  return {
    name: textAt(run, 'sys/name'),
    status: valueAt(run, 'sys/failed') === true ? ('FAILED' as const) : ('FINISHED' as const),
    nativeStatus: null,
    startedAt: timeAt(run, 'sys/creation_time'),
    endedAt: timeAt(run, 'sys/ping_time'),
    user: textAt(run, 'sys/owner'),
    notes: textAt(run, 'sys/description'),
    archived: isArchived(run),
  };
}

/** Tags and group tags are plain labels. Their order is lost on the way. */
function tagsOf(run: ArchivedRun): readonly Tag[] {
  const labels = ['sys/tags', 'sys/group_tags'].flatMap((path) => {
    const value = valueAt(run, path);
    return Array.isArray(value) ? value.map(String) : [];
  });
  return [...new Set(labels)].sort().map((key) => ({ key, value: null }));
}

function paramsOf(run: ArchivedRun, wants: (key: string) => boolean): readonly Param[] {
  const found: Param[] = [];
  for (const entry of run.params) {
    const [key] = entry;
    if (wants(key) && isOwn(key)) found.push({ key, nativeKey: key, value: valueOf(entry), text: null });
  }
  // A float without a value is a phantom where runs were exported in batches, and NaN where they were not.
  if (run.line === '3.x') return found;
  const blanks = run.blanks.filter((key) => wants(key) && isOwn(key));
  return [...found, ...blanks.map((key) => ({ key, nativeKey: key, value: Number.NaN, text: null }))];
}

function isOwn(key: string): boolean {
  return !bookkeeping.some((prefix) => key.startsWith(prefix));
}

/** Times are RFC 3339 text; sets are lists in the order of their texts, which have none of their own. */
function valueOf([, type, value]: ParamEntry): Value {
  if (type === 'datetime' && typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'object' ? [...value].sort() : value;
}

function metricsOf(
  run: ArchivedRun,
  stitched: readonly string[] | undefined,
  wants: (key: string) => boolean,
): readonly Metric[] {
  if (stitched !== undefined) {
    return stitched.filter(wants).map((key) => ({ key, nativeKey: key, context: null }));
  }
  return run.series.filter(({ path, type }) => type === 'float_series' && wants(path)).map(toMetric);
}

function toMetric({ path, count, first, last, min, max }: SeriesEntry): Metric {
  return {
    key: path,
    nativeKey: path,
    context: null,
    first: first[2],
    last: last[2],
    lastStep: stepOf(last[0]),
    min,
    max,
    count,
  };
}

function nativeOf(run: ArchivedRun, surroundings: Surroundings): { readonly [key: string]: Json } {
  const own = run.params.filter(([path]) => !isOwn(path));
  const others = run.series.filter(({ type }) => type !== 'float_series');
  return {
    attributes: Object.fromEntries(own.map((entry) => [entry[0], valueOf(entry)])),
    series: Object.fromEntries(others.map(({ path, type, count }) => [path, { type, points: count }])),
    files: run.files.length,
    export: {
      line: run.line,
      files: run.parts.map((part) => part.split(/[\\/]/).slice(-2).join('/')),
      rows: run.rows,
      phantomRows: run.phantoms + (run.line === '3.x' ? run.blanks.length : 0),
      defects: defectsOf(run, surroundings).map(({ code, message }) => ({ code, message })),
    },
  };
}
