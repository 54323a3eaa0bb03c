import type { Field, MetricAggregate } from '../../contract/filter.ts';
import type { KeyKind } from '../../contract/key.ts';
import type { MetricContext } from '../../contract/value.ts';
import type { ValueColumn } from '../groups/group-runs.ts';
import { measureColumn } from '../groups/measure.ts';
import { correlate } from '../stats/correlation.ts';

/** How a param or a metric goes with a target, over runs. Null where it cannot be told, and note says why. */
export interface CorrelationRow {
  readonly key: string;
  readonly kind: KeyKind;
  readonly context: MetricContext | null;
  readonly aggregate: MetricAggregate | null;
  /** Pairs of finite values. */
  readonly n: number;
  readonly pearson: number | null;
  readonly pearsonP: number | null;
  readonly spearman: number | null;
  readonly spearmanP: number | null;
  readonly note: string | null;
}

/** A param or a metric, with its values over runs. */
export interface CorrelatedColumn {
  readonly field: Extract<Field, { readonly kind: 'param' | 'metric' }>;
  readonly values: ValueColumn;
}

/** One row a column, in their order. */
export function correlationRows(target: ValueColumn, columns: readonly CorrelatedColumn[]): readonly CorrelationRow[] {
  const wanted = measureColumn(target).values;
  return columns.map(({ field, values }): CorrelationRow => {
    const measured = measureColumn(values);
    const { n, pearson, spearman, note } = correlate(measured.values, wanted);
    const notes = [note, measured.note].filter((part) => part !== null);
    return {
      key: field.key,
      kind: field.kind === 'param' ? 'PARAM' : 'METRIC',
      context: field.kind === 'metric' ? (field.context ?? null) : null,
      aggregate: field.kind === 'metric' ? field.aggregate : null,
      n,
      pearson: pearson.r,
      pearsonP: pearson.p,
      spearman: spearman.r,
      spearmanP: spearman.p,
      note: notes.length === 0 ? null : notes.join('; '),
    };
  });
}
