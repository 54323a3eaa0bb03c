import { isRungraphError } from '../../contract/error.ts';
import type { Field, MetricField } from '../../contract/filter.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Metric, Param, Part, Tag } from '../../contract/run.ts';
import type { Value } from '../../contract/value.ts';
import { findMetric, summaryOf } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';

/** The values of one column of a table, undefined where one is missing. */
export type Cells = (Value | undefined)[];

export function emptyCells(length: number): Cells {
  return new Array<Value | undefined>(length).fill(undefined);
}

/** One pass over the params or tags of every run, whatever the number of columns. */
export function fillKeyed(
  kind: 'param' | 'tag',
  rows: readonly Row[],
  fields: readonly Field[],
  cells: readonly Cells[],
): void {
  const wanted = columnsByKey(fields, kind);
  if (wanted.size === 0) return;
  rows.forEach(({ run: { params, tags } }, at) => {
    const part: Part<Param | Tag> = kind === 'param' ? params : tags;
    if (isRungraphError(part)) return;
    for (const { key, value } of part) {
      for (const index of wanted.get(key) ?? nowhere) cellsOf(cells, index)[at] = value;
    }
  });
}

/** A cell whose value the tracker does not keep. */
export interface LackingCell {
  readonly column: Cells;
  readonly at: number;
  readonly row: Row;
  readonly metric: Metric;
  readonly summary: (typeof summaryOf)[MetricField['aggregate']];
}

/** One pass over the metrics of every run. Answers the cells that need a series to be known. */
export function fillMetrics(
  rows: readonly Row[],
  fields: readonly Field[],
  cells: readonly Cells[],
): readonly LackingCell[] {
  const wanted = columnsByKey(fields, 'metric');
  const lacking: LackingCell[] = [];
  if (wanted.size === 0) return lacking;
  rows.forEach((row, at) => {
    const { metrics } = row.run;
    if (isRungraphError(metrics)) return;
    for (const metric of metrics) {
      for (const index of wanted.get(metric.key) ?? nowhere) {
        const field = fields[index];
        if (field?.kind !== 'metric' || !isMeant(row, field, metric)) continue;
        const [column, summary] = [cellsOf(cells, index), summaryOf[field.aggregate]];
        const value = metric[summary];
        if (value === undefined) lacking.push({ column, at, row, metric, summary });
        else if (value !== null) column[at] = value;
      }
    }
  });
  return lacking;
}

/** Where a key has several contexts, the one that the column means. */
function isMeant(row: Row, field: MetricField, metric: Metric): boolean {
  if (metric.context === null && field.context === undefined) return true;
  if (field.context !== undefined) return canonicalJson(metric.context ?? {}) === canonicalJson(field.context);
  return findMetric(row.run.metrics, field.key, field.context) === metric;
}

const nowhere: readonly number[] = [];

function columnsByKey(
  fields: readonly Field[],
  kind: 'param' | 'metric' | 'tag',
): ReadonlyMap<string, readonly number[]> {
  const wanted = new Map<string, number[]>();
  fields.forEach((field, index) => {
    if (field.kind !== kind) return;
    const known = wanted.get(field.key);
    if (known === undefined) wanted.set(field.key, [index]);
    else known.push(index);
  });
  return wanted;
}

/** The cells of one column. */
export function cellsOf(cells: readonly Cells[], index: number): Cells {
  return cells[index] ?? [];
}
