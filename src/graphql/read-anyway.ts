import type { SummaryField } from '../contract/run.ts';
import type { Series } from '../contract/series.ts';
import type { Num } from '../contract/value.ts';
import { summarize, type Summary } from '../core/series/summarize.ts';
import type { MetricNode } from './nodes.ts';

// A summary that its tracker is not sure of is told of the series, where the same selection reads that anyway.

const reads = new WeakMap<MetricNode, Promise<Partial<Summary>>>();

/** A series without bounds was asked for: thinned out or not, it holds both ends. */
export function noteSeries(node: MetricNode, series: Promise<Series>): void {
  if (node.metric.unsure === true) note(node, series.then(told));
}

/** The summary of the whole series was asked for. */
export function noteSummary(node: MetricNode, summary: Promise<Summary>): void {
  if (node.metric.unsure === true) note(node, summary);
}

function note(node: MetricNode, read: Promise<Partial<Summary>>): void {
  // A caller that waits for the series itself hears of its errors.
  const quiet = read.catch(() => ({}));
  const before = reads.get(node);
  reads.set(
    node,
    before === undefined ? quiet : Promise.all([before, quiet]).then(([one, other]) => ({ ...one, ...other })),
  );
}

function told(series: Series): Partial<Summary> {
  if (series.values.length === 0) return {};
  const { first, last, lastStep, ...extremes } = summarize(series);
  return { first, last, lastStep, ...(series.complete ? extremes : {}) };
}

/** A field of the summary: of the series where it is read, else what the tracker keeps. */
export async function ofSeriesRead(node: MetricNode, field: SummaryField, kept: Num | null): Promise<Num | null> {
  // The fields beside this one are asked for before anything is waited for.
  await Promise.resolve();
  return (await reads.get(node))?.[field] ?? kept;
}
