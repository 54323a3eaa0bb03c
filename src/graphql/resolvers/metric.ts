import { RungraphError } from '../../contract/error.ts';
import { isDoubles } from '../../contract/series.ts';
import type { SummaryField } from '../../contract/run.ts';
import type {
  MetricResolvers,
  PackedSeriesResolvers,
  ParamResolvers,
  SeriesResolvers,
} from '../../generated/resolvers.ts';
import { typeOfValue, type Num } from '../../contract/value.ts';
import { nativeContextOf } from '../../core/series/complete-summaries.ts';
import type { RequestContext } from '../context.ts';
import type { MetricNode } from '../nodes.ts';
import { noteSeries, noteSummary, ofSeriesRead } from '../read-anyway.ts';
import type { NumberInput } from '../scalars/number.ts';

export const paramResolvers: ParamResolvers = {
  type: ({ value }) => typeOfValue(value),
};

export const metricResolvers: MetricResolvers = {
  last: summaryField('last'),
  lastStep: summaryField('lastStep'),
  min: summaryField('min'),
  max: summaryField('max'),
  first: summaryField('first'),
  count: summaryField('count'),

  series(metric, { from, to, maxPoints }, { loaders }) {
    if (typeof maxPoints === 'number' && maxPoints < 1) refuse(`maxPoints: must be 1 or more, not ${maxPoints}.`);
    const bounds = { from: checkStep(from, 'from'), to: checkStep(to, 'to') };
    if (bounds.from !== null && bounds.to !== null && bounds.from > bounds.to) {
      refuse(`series: from ${bounds.from} is beyond to ${bounds.to}.`);
    }
    const { run } = metric;
    const asked = {
      runId: run.nativeId,
      projectId: run.projectId,
      metric: metric.nativeKey,
      context: nativeContextOf(metric.metric),
      ...bounds,
      maxPoints: maxPoints ?? null,
    };
    const series = loaders.series(run.source, asked);
    if (bounds.from === null && bounds.to === null) noteSeries(metric, series);
    return series;
  },
};

export const seriesResolvers: SeriesResolvers = {
  timestamps: ({ timestamps }) => withoutNaN(timestamps),
  epochs: ({ epochs }) => (epochs === undefined ? null : withoutNaN(epochs)),
  packed: (series) => series,
};

export const packedResolvers: PackedSeriesResolvers = {
  steps({ steps }) {
    if (isDoubles(steps)) return steps;
    const doubles = Float64Array.from(steps, Number);
    if (steps.every((step, at) => step == doubles[at])) return doubles;
    throw new RungraphError('UNSUPPORTED', 'packed: a step is beyond 2^53. Ask for the list of steps.');
  },
  epochs: ({ epochs }) => epochs ?? null,
};

/** A column in which NaN stands for nothing. */
function withoutNaN(column: Float64Array): readonly (number | undefined)[] {
  return Array.from(column, (item) => (Number.isNaN(item) ? undefined : item));
}

/** What the tracker keeps is at hand; the rest comes from the series, for all runs of the answer at once. */
function summaryField(field: SummaryField) {
  return (node: MetricNode, _args: object, { loaders }: RequestContext): Promise<Num | null> | Num | null => {
    const { run, metric } = node;
    const kept = metric[field];
    if (kept !== undefined) return metric.unsure === true ? ofSeriesRead(node, field, kept) : kept;
    const summary = loaders.summary(run.source, run.row, metric);
    noteSummary(node, summary);
    return summary.then((told) => told[field]);
  };
}

function checkStep(step: NumberInput | null | undefined, name: string): Num | null {
  return step === 'NaN' ? refuse(`${name}: a step cannot be NaN.`) : (step ?? null);
}

function refuse(message: string): never {
  throw new RungraphError('INVALID_QUERY', message);
}
