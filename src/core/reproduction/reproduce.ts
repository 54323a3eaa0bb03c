import { RungraphError, isRungraphError } from '../../contract/error.ts';
import type { MetricContext } from '../../contract/value.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Metric, Run } from '../../contract/run.ts';
import type { RecordedRun } from '../compare/recorded.ts';
import { chooseMetrics, type MetricSelector } from '../curves/choose-metrics.ts';
import type { Line } from '../curves/curve.ts';
import { drawCurve } from '../curves/draw-curve.ts';
import type { ReadCurve } from '../curves/read-curves.ts';
import { likelyCauses, reproductionChecklist, type ReproductionItem } from './checklist.ts';
import { judgeSeries, worstVerdict, type ReproducedSeries, type Tolerance, type Verdict } from './verdict.ts';

export interface ReproducedMetric extends ReproducedSeries {
  readonly key: string;
  readonly context: MetricContext | null;
}

/** Whether a run has been reproduced by another, and what may have made it another. */
export interface Reproduced {
  readonly verdict: Verdict;
  readonly message: string;
  readonly metrics: readonly ReproducedMetric[];
  readonly checklist: readonly ReproductionItem[];
  readonly causes: readonly string[];
}

/** @throws INVALID_QUERY for a tolerance that is none. */
export function checkTolerance({ relative, absolute }: Tolerance): Tolerance {
  for (const [name, value] of Object.entries({ relative, absolute })) {
    if (!(value >= 0 && value < Infinity)) {
      throw new RungraphError('INVALID_QUERY', `${name}: it is ${value}; it is 0 or more.`);
    }
  }
  return { relative, absolute };
}

/** Over the metrics that both have. Metrics whose series could not be read are left out. */
export function reproduce(
  of: { readonly recorded: RecordedRun; readonly curves: readonly ReadCurve[] },
  by: { readonly recorded: RecordedRun; readonly curves: readonly ReadCurve[] },
  tolerance: Tolerance,
): Reproduced {
  const repetition = new Map(by.curves.map((curve) => [placeOf(curve), curve]));
  const metrics = of.curves.flatMap((curve): readonly ReproducedMetric[] => {
    const [a, b] = [lineOf(curve), lineOf(repetition.get(placeOf(curve)))];
    if (a === undefined || b === undefined) return [];
    const { key, context } = curve.metric;
    return [{ key, context, ...judgeSeries(a, b, tolerance) }];
  });
  const verdict = worstVerdict(metrics.map((metric) => metric.verdict));
  const checklist = reproductionChecklist(of.recorded, by.recorded);
  return {
    verdict,
    message: messageOf(verdict, metrics),
    metrics,
    checklist,
    causes: likelyCauses(verdict, checklist),
  };
}

/** The metrics that selectors mean and both runs have, each by its key and context; all of them where nothing is selected. */
export function sharedMetrics(
  of: Run,
  by: Run,
  selectors: readonly MetricSelector[] | null,
): readonly MetricSelector[] {
  const chosen = selectors ?? [{ key: '', context: undefined, anyContext: true, prefix: true }];
  const others = new Set(chooseMetrics(by, chosen).map(placeOfMetric));
  return chooseMetrics(of, chosen)
    .filter((metric) => others.has(placeOfMetric(metric)))
    .map(({ key, context }) => ({ key, context: context ?? {}, anyContext: false, prefix: false }));
}

function placeOfMetric({ key, context }: Pick<Metric, 'key' | 'context'>): string {
  return `${key}\0${canonicalJson(context ?? {})}`;
}

function placeOf({ metric }: ReadCurve): string {
  return placeOfMetric(metric);
}

function lineOf(curve: ReadCurve | undefined): Line | undefined {
  if (curve === undefined || isRungraphError(curve.read)) return undefined;
  return drawCurve(curve.read.series, curve.read.axis, true);
}

function messageOf(verdict: Verdict, metrics: readonly ReproducedMetric[]): string {
  if (metrics.length === 0) return 'The two have no metric in common.';
  const decisive = metrics.find((metric) => metric.verdict === verdict);
  if (verdict === 'NOT_COMPARABLE') return 'No metric that both have has a step in common.';
  if (verdict === 'MATCHES') return `All ${metrics.length} metrics that both have match.`;
  return `${decisive?.key ?? ''}: ${decisive?.message ?? ''}`;
}
