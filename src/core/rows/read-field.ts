import { isRungraphError } from '../../contract/error.ts';
import type { Field, MetricAggregate, MetricField } from '../../contract/filter.ts';
import type { Metric, Param, Part, SummaryField, Tag } from '../../contract/run.ts';
import type { MetricContext, Value } from '../../contract/value.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { compareText } from './compare-values.ts';
import type { Row } from './row.ts';

/** A value of a run: null is a null param or a plain label, undefined is none at all. */
export interface FieldValue {
  readonly value: Value | undefined;
  /** The text as stored, by trackers that keep text. */
  readonly text: string | null;
}

const absent: FieldValue = { value: undefined, text: null };

export const summaryOf = {
  LAST: 'last',
  FIRST: 'first',
  MIN: 'min',
  MAX: 'max',
} as const satisfies Record<MetricAggregate, SummaryField>;

/** The value that a clause, a sort key or a column means in one row. */
export function readField(row: Row, field: Field): FieldValue {
  switch (field.kind) {
    case 'param': {
      const param = findParam(row.run.params, field.key);
      return param === undefined ? absent : param;
    }
    case 'tag': {
      const tag = findTag(row.run.tags, field.key);
      return tag === undefined ? absent : { value: tag.value, text: null };
    }
    case 'metric': {
      const metric = findMetric(row.run.metrics, field.key, field.context);
      return { value: metric?.[summaryOf[field.aggregate]] ?? undefined, text: null };
    }
    case 'durationMs':
      return { value: durationOf(row.run) ?? undefined, text: null };
    case 'source':
      return { value: row.source, text: null };
    case 'projectName':
      return { value: row.projectName ?? undefined, text: null };
    case 'id':
      return { value: row.run.nativeId, text: null };
    case 'parent':
      return { value: row.run.parentId ?? undefined, text: null };
    case 'parentRef': {
      const { parentId } = row.run;
      return { value: parentId === null ? undefined : `${row.source}/${parentId}`, text: null };
    }
    case 'gpuHours':
    case 'cost':
    case 'energyKwh':
    case 'co2eKg':
      return { value: row.compute?.[field.kind] ?? undefined, text: null };
    case 'namePart':
      return { value: row.nameParts?.get(field.key), text: null };
    default:
      return { value: row.run[field.kind] ?? undefined, text: null };
  }
}

/** Milliseconds between start and end; null while either is missing. */
export function durationOf(run: { readonly startedAt: number | null; readonly endedAt: number | null }): number | null {
  return run.startedAt === null || run.endedAt === null ? null : run.endedAt - run.startedAt;
}

export function findParam(params: Part<Param>, key: string): Param | undefined {
  return isRungraphError(params) ? undefined : params.find((param) => param.key === key);
}

export function findTag(tags: Part<Tag>, key: string): Tag | undefined {
  return isRungraphError(tags) ? undefined : tags.find((tag) => tag.key === key);
}

/** Without a context: the metric with the empty context, else the first by canonical JSON text. */
export function findMetric(metrics: Part<Metric>, key: string, context: MetricContext | undefined): Metric | undefined {
  if (isRungraphError(metrics)) return undefined;
  const wanted = context === undefined ? undefined : canonicalJson(context);
  let found: Metric | undefined;
  let foundText = '';
  for (const metric of metrics) {
    if (metric.key !== key) continue;
    const text = canonicalJson(metric.context ?? {});
    if (text === (wanted ?? '{}')) return metric;
    if (wanted !== undefined) continue;
    if (found === undefined || compareText(text, foundText) < 0) [found, foundText] = [metric, text];
  }
  return found;
}

/** Whether a metric field needs more than this row holds: its tracker keeps no such summary. */
export function lacksSummary(row: Row, field: MetricField): boolean {
  const metric = findMetric(row.run.metrics, field.key, field.context);
  return metric !== undefined && metric[summaryOf[field.aggregate]] === undefined;
}
