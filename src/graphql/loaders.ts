import DataLoader from 'dataloader';
import type { Project } from '../contract/project.ts';
import type { Projection } from '../contract/projection.ts';
import type { Metric, Run } from '../contract/run.ts';
import type { SeriesRequest } from '../contract/series.ts';
import { canonicalJson } from '../contract/canonical-json.ts';
import { findProject } from '../core/projects/find-project.ts';
import { searchChildren } from '../core/query/search-children.ts';
import type { RunList } from '../core/query/search-runs.ts';
import type { Row } from '../core/rows/row.ts';
import type { Scope } from '../core/scope.ts';
import { wholeSeries } from '../core/series/complete-summaries.ts';
import { readSeries, seriesKey, type CutSeries } from '../core/series/read-series.ts';
import { summarize, type Summary } from '../core/series/summarize.ts';
import { loadSlots } from '../core/slots/load-slots.ts';
import type { Source } from '../core/sources/source.ts';
import type { RunNode } from './nodes.ts';
import { reuse } from './reuse.ts';

/** What one request asks sources for, gathered into as few calls as they take. */
export interface Loaders {
  /** The run; null where there is none. Rejects with the source's coded error. */
  run(source: Source, nativeId: string, projection: Projection): Promise<Run | null>;
  /** The project; null where there is none. */
  project(source: Source, nativeId: string): Promise<Project | null>;
  series(source: Source, request: SeriesRequest): Promise<CutSeries>;
  /** The first runs nested in a run. */
  children(run: RunNode, first: number, projection: Projection): Promise<RunList>;
  /** What the tracker does not keep of a metric, from its whole series. */
  summary(source: Source, row: Row, metric: Metric): Promise<Summary>;
}

export function createLoaders(scope: Scope): Loaders {
  const runs = new Map<string, DataLoader<string, Run | null>>();
  const series = new Map<string, DataLoader<SeriesRequest, CutSeries, string>>();
  const children = new Map<string, DataLoader<string, RunList>>();
  const projects = new Map<string, Promise<Project | null>>();

  function runLoader(source: Source, projection: Projection): DataLoader<string, Run | null> {
    const key = `${source.id}\n${canonicalJson(projection)}`;
    return reuse(
      runs,
      key,
      () => new DataLoader<string, Run | null>((ids) => loadRuns(scope, source, projection, ids)),
    );
  }

  function seriesLoader(source: Source): DataLoader<SeriesRequest, CutSeries, string> {
    const load = (requests: readonly SeriesRequest[]) => readSeries(scope, source, requests);
    const make = () => new DataLoader<SeriesRequest, CutSeries, string>(load, { cacheKeyFn: seriesKey });
    return reuse(series, source.id, make);
  }

  return {
    run: (source, nativeId, projection) => runLoader(source, projection).load(nativeId),
    series: (source, request) => seriesLoader(source).load(request),

    children(run, first, projection) {
      const key = canonicalJson([run.source.id, first, projection]);
      const load = (ids: readonly string[]) => searchChildren(scope, run.source, ids, first, projection);
      return reuse(children, key, () => new DataLoader<string, RunList>(load)).load(run.nativeId);
    },

    project(source, nativeId) {
      return reuse(projects, `${source.id}\n${nativeId}`, () => findProject(scope, source, nativeId));
    },

    async summary(source, row, metric) {
      return summarize(await seriesLoader(source).load(wholeSeries(row, metric)));
    },
  };
}

function loadRuns(scope: Scope, source: Source, projection: Projection, ids: readonly string[]) {
  return loadSlots<string, Run | null>({ scope, source, projection }, 'getRuns', ids, (adapter, context) =>
    adapter.getRuns(context, ids),
  );
}
