import { canonicalJson } from '../../src/contract/canonical-json.ts';
import type { Capabilities } from '../../src/contract/capabilities.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { plainFields } from '../../src/contract/filter.ts';
import type { Metric, Param, Run } from '../../src/contract/run.ts';
import type { Series } from '../../src/contract/series.ts';
import type { Json, Value } from '../../src/contract/value.ts';
import { summarize } from '../../src/core/series/summarize.ts';
import { flattenKeys } from '../../src/kit/flatten-keys.ts';
import { openPoints } from '../../src/kit/points.ts';
import { valueOfText } from '../../src/kit/typed-text.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { run as runOf } from '../support/runs.ts';
import { isStoredText } from './oracle-runs.ts';
import { metricsOf, placeOf, type Case, type CaseMetric, type CaseRun, type CaseSource } from './read-case.ts';

/** Who does the work: the gateway, which gets runs in some order and no summaries, or the tracker. */
export type Worker = 'gateway' | 'tracker';

const fields = [...plainFields, 'tag', 'param', 'metric'] as const;
const capabilities: Readonly<Record<Worker, Capabilities>> = {
  gateway: { ...everything, sorts: [], summaries: [] },
  tracker: { ...everything, clauses: [{ fields, support: 'exact' }], or: true, sorts: [{ fields }] },
};

export interface CaseGateway extends CachedGateway {
  /** Changes how sources do. */
  change(sources: Readonly<Record<string, CaseSource>>): void;
}

/** The runs of a case in trackers in memory, behind a gateway as `rungraph serve` builds it. */
export async function caseGateway({ runs, sources }: Case, worker: Worker): Promise<CaseGateway> {
  const now = new Map(Object.entries(sources));
  const names = new Set([...Object.keys(runs).map((name) => placeOf(name).source), ...now.keys()]);
  const trackers = [...names].map((name) => {
    const own = Object.entries(runs).filter(([key]) => placeOf(key).source === name);
    return [name, trackerOf(own, worker, () => now.get(name) ?? {})] as const;
  });
  const opened = await cachedGateway(Object.fromEntries(trackers));
  return {
    ...opened,
    change(changed) {
      for (const [name, source] of Object.entries(changed)) now.set(name, source);
    },
  };
}

function trackerOf(
  own: readonly (readonly [string, CaseRun])[],
  worker: Worker,
  state: () => CaseSource,
): MemoryTracker {
  const series = new Map(
    own.flatMap(([name, run]) => metricsOf(run).map((metric) => [seriesName(name, metric), metric])),
  );
  const { partial } = state();
  const projects = [...new Set(own.map(([, { project }]) => project))];
  return {
    runs: own.map(([name, run]) => toRun(name, run, worker)),
    capabilities: capabilities[worker],
    projects: projects.map((name) => ({
      nativeId: name,
      name,
      url: null,
      description: null,
      createdAt: null,
      archived: false,
    })),
    ...(partial === undefined ? {} : { partial }),
    series: (runId, nativeKey) => seriesOf(series.get(`${runId} ${nativeKey}`)?.points ?? [], state().points),
    onCall() {
      const { fails } = state();
      if (fails !== undefined) throw new RungraphError(fails, 'The tracker does not answer.');
    },
  };
}

function seriesName(name: string, metric: CaseMetric): string {
  return `${placeOf(name).id} ${nativeKeyOf(metric)}`;
}

function nativeKeyOf({ key, context }: CaseMetric): string {
  const text = canonicalJson(context);
  return text === '{}' ? key : `${key} ${text}`;
}

function toRun(name: string, run: CaseRun, worker: Worker): Run {
  const { project, parent, tags, params, metrics: _metrics, config = {}, ...rest } = run;
  const flat = flattenKeys<Json>(Object.entries(config), nesting).values;
  return {
    ...runOf(placeOf(name).id, rest),
    projectId: project,
    parentId: parent,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    params: [
      ...Object.entries(params).map(([key, kept]) => toParam(key, kept)),
      ...flat.map(([key, value]) => toParam(key, value)),
    ],
    metrics: metricsOf(run).map((metric) => toMetric(metric, worker)),
  };
}

const nesting = {
  scalar: (item: Json): Value | undefined => (typeof item === 'object' && item !== null ? undefined : item),
  list: (item: Json): readonly Json[] | undefined => (isArray(item) ? item : undefined),
  members: (item: Json) =>
    typeof item === 'object' && item !== null && !isArray(item) ? Object.entries(item) : undefined,
};

function isArray(item: Json): item is readonly Json[] {
  return Array.isArray(item);
}

function toParam(key: string, kept: CaseRun['params'][string]): Param {
  const [value, text] = isStoredText(kept) ? [valueOfText(kept.text), kept.text] : [kept, null];
  return { key, nativeKey: key, value, text };
}

function toMetric(metric: CaseMetric, worker: Worker): Metric {
  const { key, context, points, summary } = metric;
  const name = { key, nativeKey: nativeKeyOf(metric), context };
  if (summary !== undefined) return { ...name, ...summarize(pointsOf([])), last: summary };
  return worker === 'tracker' ? { ...name, ...summarize(pointsOf(points)) } : name;
}

function pointsOf(logged: CaseMetric['points']) {
  const points = openPoints();
  for (const [step, value, time = Number.NaN] of logged) points.add(step, Number(value), time);
  return points.build();
}

/** `most`: the tracker sends its first points alone. */
function seriesOf(logged: CaseMetric['points'], most = Infinity): Series {
  const kept = pointsOf(logged.slice(0, most));
  return { ...kept, totalPoints: logged.length, complete: kept.values.length === logged.length };
}
