import type { Artifact } from '../../../src/contract/artifacts.ts';
import type { RunPart } from '../../../src/contract/projection.ts';
import type { Metric, Param, Run } from '../../../src/contract/run.ts';
import type { Json } from '../../../src/contract/value.ts';
import { isBookkeeping } from './bookkeeping.ts';
import { factsOf, tagsOf, toParam, valueOf } from '../to-model.ts';
import type { ArchivedRun } from './catalog.ts';
import { defectsOf, type Surroundings } from './defects.ts';
import { stitchedMetrics } from './forks.ts';
import type { SeriesEntry } from './index/part-index.ts';
import { provenanceOf } from '../provenance.ts';
import { movedRunOf, nativeOfMoved } from './moved/moved-run.ts';
import { factsOfMoved, paramsOfMoved, renamed } from './moved/to-model.ts';
import { exactStepOf } from './step.ts';

/** What turns runs of one catalog into runs as promised. */
export interface RunReading {
  readonly surroundings: Surroundings;
  /** Series of forks are stitched from those of their parents. */
  readonly stitched: boolean;
}

/** A run with all its parts, whatever was asked for: it is made once, and filters and sorts look at it again and again. */
export function toRun(run: ArchivedRun, { surroundings, stitched }: RunReading): Run {
  const ids = { nativeId: run.nativeId, projectId: run.project, url: null, archived: run.archived, nativeStatus: null };
  const moved = movedRunOf(run);
  if (moved !== null) {
    const metrics = metricsOf(run, undefined).map((metric) => renamed(metric, moved));
    return { ...ids, ...factsOfMoved(run, moved), params: paramsOfMoved(run, moved), metrics };
  }
  return {
    ...ids,
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

function paramsOf({ params, blanks, line }: ArchivedRun): readonly Param[] {
  const found = params.map(toParam);
  // A float without a value is a phantom where runs were exported in batches, and NaN where they were not.
  if (line === '3.x') return found;
  return [...found, ...blanks.filter((key) => !isBookkeeping(key)).map((key) => toParam([key, 'float', Number.NaN]))];
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
    lastStep: exactStepOf(last[0]),
    min,
    max,
    count,
  };
}

function nativeOf(run: ArchivedRun, surroundings: Surroundings): { readonly [key: string]: Json } {
  if (movedRunOf(run) !== null) return nativeOfMoved(run);
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
