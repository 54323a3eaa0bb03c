import type { Artifact } from '../../../src/contract/artifacts.ts';
import type { Project } from '../../../src/contract/project.ts';
import type { RunPart } from '../../../src/contract/projection.ts';
import type { Metric, Param, Run, Tag } from '../../../src/contract/run.ts';
import type { Json, Value } from '../../../src/contract/value.ts';
import { isBookkeeping } from './bookkeeping.ts';
import { timeAt, textAt, valueAt, type ArchivedRun } from './catalog.ts';
import { defectsOf, type Surroundings } from './defects.ts';
import { stitchedMetrics } from './forks.ts';
import type { ParamEntry, SeriesEntry } from './index/part-index.ts';
import { provenanceOf } from './provenance.ts';
import { stepOf } from './step.ts';

/** What turns runs of one catalog into runs as promised. */
export interface RunReading {
  readonly surroundings: Surroundings;
  /** Series of forks are stitched from those of their parents. */
  readonly stitched: boolean;
}

/** A run with all its parts, whatever was asked for: it is made once, and filters and sorts look at it again and again. */
export function toRun(run: ArchivedRun, { surroundings, stitched }: RunReading): Run {
  return {
    nativeId: run.nativeId,
    projectId: run.project,
    ...factsOf(run),
    tags: tagsOf(run),
    params: paramsOf(run),
    metrics: metricsOf(run, stitched ? stitchedMetrics(run, surroundings.catalog) : undefined),
  };
}

/** The same run with what costs more, where it was asked for: made when somebody looks, for few of many runs are shown. */
export function withParts(
  made: Run,
  run: ArchivedRun,
  parts: readonly RunPart[],
  surroundings: Surroundings & { readonly datasets: readonly Artifact[] },
): Run {
  if (!parts.includes('provenance') && !parts.includes('native')) return made;
  const more = { ...made };
  const add = (name: RunPart, get: () => unknown): void => {
    if (parts.includes(name)) Object.defineProperty(more, name, { enumerable: true, get });
  };
  add('provenance', () => provenanceOf(run, surroundings.datasets));
  add('native', () => nativeOf(run, surroundings));
  return more;
}

/** A project's own name is what comes behind its workspace. */
export function toProject(nativeId: string): Project {
  const name = nativeId.slice(nativeId.indexOf('/') + 1);
  return { nativeId, name, url: null, description: null, createdAt: null, archived: false };
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
    url: null,
    group: null,
    jobType: null,
    archived: run.archived,
    parentId: null,
  };
}

/** Tags and group tags are plain labels. Their order is lost on the way. */
export function tagsOf(run: ArchivedRun): readonly Tag[] {
  const labels = ['sys/tags', 'sys/group_tags'].flatMap((path) => {
    const value = valueAt(run, path);
    return Array.isArray(value) ? value.map(String) : [];
  });
  return [...new Set(labels)].sort().map((key) => ({ key, value: null }));
}

function paramsOf({ params, blanks, line }: ArchivedRun): readonly Param[] {
  const toParam = (key: string, value: Value): Param => ({ key, nativeKey: key, value, text: null });
  const found = params.map((entry) => toParam(entry[0], valueOf(entry)));
  // A float without a value is a phantom where runs were exported in batches, and NaN where they were not.
  if (line === '3.x') return found;
  return [...found, ...blanks.filter((key) => !isBookkeeping(key)).map((key) => toParam(key, Number.NaN))];
}

/** Times are RFC 3339 text; sets are lists in the order of their texts, which have none of their own. */
function valueOf(entry: ParamEntry): Value {
  const [type, value] = [entry[1], entry[2]];
  if (type === 'datetime' && typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'object' ? [...value].sort() : value;
}

function metricsOf({ series }: ArchivedRun, stitched: readonly string[] | undefined): readonly Metric[] {
  if (stitched !== undefined) return stitched.map((key) => ({ key, nativeKey: key, context: null }));
  return series.filter(({ type }) => type === 'float_series').map(toMetric);
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
  const others = run.series.filter(({ type }) => type !== 'float_series');
  return {
    attributes: Object.fromEntries([...run.system].map(([path, entry]) => [path, valueOf(entry)])),
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
