import DataLoader from 'dataloader';
import { isRungraphError, type RungraphError } from '../contract/error.ts';
import type { Project } from '../contract/project.ts';
import type { Projection } from '../contract/projection.ts';
import type { Metric, Run } from '../contract/run.ts';
import type { Series, SeriesRequest } from '../contract/series.ts';
import { canonicalJson } from '../contract/canonical-json.ts';
import type { Scope } from '../core/scope.ts';
import { summarize, type Summary } from '../core/series/summarize.ts';
import { thinOut } from '../core/series/thin-out.ts';
import type { Source } from '../core/sources/source.ts';
import { openCall } from '../core/sources/open-call.ts';
import { searchChildren } from '../core/query/search-children.ts';
import type { RunList } from '../core/query/search-runs.ts';
import { loadSlots, reuse } from './load-slots.ts';
import type { RunNode, SeriesNode } from './nodes.ts';

/** What one request asks sources for, gathered into as few calls as they take. */
export interface Loaders {
  /** The run; null where there is none. Rejects with the source's coded error. */
  run(source: Source, nativeId: string, projection: Projection): Promise<Run | null>;
  /** The project; null where there is none. */
  project(source: Source, nativeId: string): Promise<Project | null>;
  series(source: Source, request: SeriesRequest): Promise<SeriesNode>;
  /** The first runs nested in a run. */
  children(run: RunNode, first: number, projection: Projection): Promise<RunList>;
  /** What the tracker does not keep of a metric, from its whole series. */
  summary(run: RunNode, metric: Metric): Promise<Summary>;
}

export function createLoaders(scope: Scope): Loaders {
  const runs = new Map<string, DataLoader<string, Run | null>>();
  const series = new Map<string, DataLoader<SeriesRequest, SeriesNode, string>>();
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

  function seriesLoader(source: Source): DataLoader<SeriesRequest, SeriesNode, string> {
    const load = (requests: readonly SeriesRequest[]) => loadSeries(scope, source, requests);
    const make = () => new DataLoader<SeriesRequest, SeriesNode, string>(load, { cacheKeyFn: placeOf });
    return reuse(series, source.id, make);
  }

  return {
    run: (source, nativeId, projection) => runLoader(source, projection).load(nativeId),
    series: (source, request) => seriesLoader(source).load(request),

    children(run, first, projection) {
      const key = canonicalJson([run.of.id, first, projection]);
      const load = (ids: readonly string[]) => searchChildren(scope, run.of, ids, first, projection);
      return reuse(children, key, () => new DataLoader<string, RunList>(load)).load(run.nativeId);
    },

    project(source, nativeId) {
      return reuse(projects, `${source.id}\n${nativeId}`, () => loadProject(scope, source, nativeId));
    },

    async summary(run, metric) {
      const request: SeriesRequest = {
        runId: run.nativeId,
        projectId: run.projectId,
        metric: metric.nativeKey,
        context: metric.context,
        from: null,
        to: null,
        maxPoints: null,
      };
      return summarize(await seriesLoader(run.of).load(request));
    },
  };
}

/** What tells two requests for series apart. */
function placeOf({ runId, metric, context, from, to, maxPoints }: SeriesRequest): string {
  const where = context === null ? '' : canonicalJson(context);
  return `${runId}\n${metric}\n${where}\n${from}\n${to}\n${maxPoints}`;
}

async function loadProject(scope: Scope, source: Source, nativeId: string): Promise<Project | null> {
  const call = openCall(source, scope);
  try {
    return await call.run('listProjects', async () => {
      const known = await call.directory.list(call.meter);
      const found = known.byId.get(nativeId) ?? (await call.directory.reload(call.meter)).byId.get(nativeId);
      return found ?? null;
    });
  } finally {
    call.close();
  }
}

function loadRuns(scope: Scope, source: Source, projection: Projection, ids: readonly string[]) {
  return loadSlots<string, Run | null>({ scope, source, projection }, 'getRuns', ids, (adapter, context) =>
    adapter.getRuns(context, ids),
  );
}

async function loadSeries(
  scope: Scope,
  source: Source,
  requests: readonly SeriesRequest[],
): Promise<readonly (SeriesNode | RungraphError)[]> {
  const answers = await loadSlots<SeriesRequest, Series>({ scope, source }, 'getSeries', requests, (adapter, context) =>
    adapter.getSeries(context, requests),
  );
  return answers.map((answer, index) =>
    isRungraphError(answer) ? answer : finishSeries(answer, requests[index]?.maxPoints ?? null),
  );
}

/** A tracker may send more points than asked for; the cap is the gateway's promise. */
function finishSeries(series: Series, maxPoints: number | null): SeriesNode {
  const sampledBy = series.complete ? null : 'TRACKER';
  if (maxPoints === null || series.values.length <= maxPoints) return { ...series, sampledBy };
  const totalPoints = series.complete ? series.values.length : series.totalPoints;
  return { ...thinOut(series, maxPoints), totalPoints, complete: false, sampledBy: sampledBy ?? 'GATEWAY' };
}
