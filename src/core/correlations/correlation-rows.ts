import type { Field, MetricAggregate } from '../../contract/filter.ts';
import type { KeyKind } from '../../contract/key.ts';
import type { MetricContext } from '../../contract/value.ts';
import type { ValueColumn } from '../groups/group-runs.ts';
import type { MeasureColumn } from '../groups/measure.ts';
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

/** A param or a metric. */
export type CorrelatedField = Extract<Field, { readonly kind: 'param' | 'metric' }>;

/** The same with its values over runs. */
export interface CorrelatedColumn {
  readonly field: CorrelatedField;
  readonly values: ValueColumn;
}

/** The same as arithmetic sees it. */
export interface MeasuredColumn {
  readonly field: CorrelatedField;
  readonly measured: MeasureColumn;
}

/** One row a column, in their order. */
export function correlationRows(target: Float64Array, columns: readonly MeasuredColumn[]): readonly CorrelationRow[] {
  return columns.map(({ field, measured }): CorrelationRow => {
    const { n, pearson, spearman, note } = correlate(measured.values, target);
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
