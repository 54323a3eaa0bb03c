import { RungraphError, isRungraphError } from '../../contract/error.ts';
import type { MetricContext } from '../../contract/value.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Metric, Run } from '../../contract/run.ts';
import type { RecordedRun } from '../compare/recorded.ts';
import { chooseMetrics, type MetricSelector } from '../curves/choose-metrics.ts';
import type { CurveSource } from '../curves/draw-curves.ts';
import type { ReadCurve } from '../curves/read-curves.ts';
import { likelyCauses, reproductionChecklist, type ReproductionItem } from './checklist.ts';
import type { SeriesPair } from './judge-pairs.ts';
import { worstVerdict, type ReproducedSeries, type Tolerance, type Verdict } from './verdict.ts';

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
  /** Why series of metrics that both have could not be read. */
  readonly errors: readonly RungraphError[];
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

/** Judges pairs of series, in their order; may be done elsewhere. */
export type JudgePairs = (pairs: readonly SeriesPair[]) => Promise<readonly ReproducedSeries[]>;

/** Over the metrics that both have. Metrics whose series could not be read are left out, with their errors beside. */
export async function reproduce(
  of: { readonly recorded: RecordedRun; readonly curves: readonly ReadCurve[] },
  by: { readonly recorded: RecordedRun; readonly curves: readonly ReadCurve[] },
  judge: JudgePairs,
): Promise<Reproduced> {
  const repetition = new Map(by.curves.map((curve) => [placeOf(curve), curve]));
  const pairs = of.curves.flatMap((curve) => {
    const [one, other] = [sourceOf(curve), sourceOf(repetition.get(placeOf(curve)))];
    if (one === undefined || other === undefined) return [];
    return [{ metric: curve.metric, of: one, by: other }];
  });
  const judged = await judge(pairs.map((pair) => ({ of: pair.of, by: pair.by })));
  const metrics = pairs.flatMap(({ metric: { key, context } }, at): readonly ReproducedMetric[] => {
    const told = judged[at];
    return told === undefined ? [] : [{ key, context, ...told }];
  });
  const errors = [...of.curves, ...by.curves].flatMap(({ read }) => (isRungraphError(read) ? [read] : []));
  const verdict = worstVerdict(metrics.map((metric) => metric.verdict));
  const checklist = reproductionChecklist(of.recorded, by.recorded);
  return {
    verdict,
    message: messageOf(verdict, metrics, errors.length > 0),
    metrics,
    checklist,
    causes: likelyCauses(verdict, checklist),
    errors,
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

function sourceOf(curve: ReadCurve | undefined): CurveSource | undefined {
  if (curve === undefined || isRungraphError(curve.read)) return undefined;
  return { points: curve.read.series, axis: curve.read.axis };
}

function messageOf(verdict: Verdict, metrics: readonly ReproducedMetric[], failed: boolean): string {
  if (metrics.length === 0)
    return failed ? 'No series of a metric that both have could be read.' : 'The two have no metric in common.';
  const decisive = metrics.find((metric) => metric.verdict === verdict);
  if (verdict === 'NOT_COMPARABLE') return 'No metric that both have has a step in common.';
  if (verdict === 'MATCHES')
    return `All ${metrics.length} metrics that both have${failed ? ', and could be read,' : ''} match.`;
  return `${decisive?.key ?? ''}: ${decisive?.message ?? ''}`;
}
