import { RungraphError } from '../contract/error.ts';
import type { MetricSelector } from '../core/curves/choose-metrics.ts';
import type { CurveOptions } from '../core/curves/draw-curves.ts';
import type { AskedAxis } from '../core/curves/read-curves.ts';
import { readSmoothing } from '../core/curves/smoothing.ts';
import type * as schema from '../generated/resolvers.ts';
import { checkKey } from './field-input.ts';
import { toContext } from './filter-input.ts';
import type { NumberInput } from './scalars/number.ts';

/** @throws INVALID_QUERY for none, or for a key that no tracker can have. */
export function toSelectors(asked: readonly schema.MetricSelector[]): readonly MetricSelector[] {
  if (asked.length === 0) refuse('metrics', 'name at least one metric');
  return asked.map(({ key, context, anyContext, prefix }, index) => ({
    key: checkKey(key, `metrics[${index}]`),
    context: toContext(context),
    anyContext: anyContext ?? false,
    prefix: prefix ?? false,
  }));
}

/** @throws INVALID_QUERY for bounds that hold nothing, or a metric where none is meant. */
export function toAxis(asked: schema.InputMaybe<schema.XAxis>): AskedAxis {
  const { kind, metric, from, to } = asked ?? {};
  const bounds = { from: toBound(from, 'x.from'), to: toBound(to, 'x.to') };
  if (bounds.from !== null && bounds.to !== null && bounds.from > bounds.to) {
    refuse('x', `from ${bounds.from} is beyond to ${bounds.to}`);
  }
  if (kind !== 'METRIC') {
    if (metric) refuse('x.metric', 'it is for the kind METRIC alone');
    return { kind: kind ?? 'STEP', ...bounds, metric: null };
  }
  if (!metric) return refuse('x', 'the kind METRIC needs a metric');
  return { kind, ...bounds, metric: { key: checkKey(metric.key, 'x.metric'), context: toContext(metric.context) } };
}

/** @throws INVALID_QUERY for what has no meaning. */
export function toCurveOptions({
  align,
  smooth,
  raw,
  downsample,
  maxPoints,
}: Pick<schema.QueryCurvesArgs, 'align' | 'smooth' | 'raw' | 'downsample' | 'maxPoints'>): CurveOptions {
  return {
    align: align ?? 'NONE',
    smooth: smooth ? readSmoothing(smooth) : null,
    raw: raw ?? false,
    downsample: downsample ?? 'MINMAX_LTTB',
    maxPoints: toMaxPoints(maxPoints),
  };
}

/** @throws INVALID_QUERY. */
export function toMaxPoints(maxPoints: schema.InputMaybe<number>): number | null {
  if (typeof maxPoints === 'number' && maxPoints < 2) refuse('maxPoints', `must be 2 or more, not ${maxPoints}`);
  return maxPoints ?? null;
}

function toBound(bound: schema.InputMaybe<NumberInput>, at: string): number | null {
  if (bound === null || bound === undefined) return null;
  const number = Number(bound);
  return Number.isNaN(number) ? refuse(at, 'NaN is no bound') : number;
}

function refuse(at: string, why: string): never {
  throw new RungraphError('INVALID_QUERY', `${at}: ${why}.`);
}
