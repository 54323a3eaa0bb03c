import { RungraphError } from '../../contract/error.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { allKeys, type Projection } from '../../contract/projection.ts';
import type { Value } from '../../contract/value.ts';
import { completeMetrics } from '../../core/compare/complete-metrics.ts';
import { tellDirection } from '../../core/compare/comparing-settings.ts';
import { metricRows } from '../../core/compare/metric-rows.ts';
import { paramRows } from '../../core/compare/param-rows.ts';
import { provenanceRows } from '../../core/compare/provenance-rows.ts';
import { recordRuns } from '../../core/compare/record-runs.ts';
import { tagRows } from '../../core/compare/tag-rows.ts';
import { partErrors } from '../../core/tables/part-errors.ts';
import { encodeRef } from '../../graphql/ids.ts';
import { batchReader } from '../ask/batch-reader.ts';
import type { CompareQuestion } from '../ask/question.ts';
import { readAllRows } from '../ask/read-all-rows.ts';
import type { Reading } from '../ask/read-rows.ts';
import type { ColumnType, ExportTable } from '../column.ts';
import { learnType } from '../column-type.ts';
import { listTable, type ListedColumn } from './list-table.ts';

const everything: Projection = { params: allKeys, metrics: allKeys, tags: allKeys, parts: ['provenance'] };

/** A row of a comparison, whatever it is of. */
interface ComparedRow {
  readonly kind: 'param' | 'tag' | 'metric' | 'provenance';
  readonly key: string;
  readonly context: string | null;
  readonly values: readonly (Value | undefined)[];
  /** Indexes of the best runs; none where nobody knows which way is good. */
  readonly best: readonly number[];
  readonly differs: boolean;
}

/**
 * Runs side by side: a row for each param, tag, metric and fact of how runs were made, with a column for each run. `best`
 * holds the references of the best runs as JSON, and `differs` tells whether the runs have more than one value.
 */
export async function compareTable(question: CompareQuestion, reading: Reading): Promise<ExportTable> {
  const { context, account, settings } = reading;
  const rows = await readAllRows(question, everything, reading);
  if (rows.length > settings.mostColumns) {
    const message = `exports.columns: ${rows.length} runs are compared, a column each, and ${settings.mostColumns} are allowed; compare fewer.`;
    throw new RungraphError('INVALID_QUERY', message);
  }
  const { comparing } = context;
  const choice = { keys: null, prefix: null, onlyDifferent: question.onlyDifferent };
  const reader = batchReader(context);
  const runs = rows.map(({ run }) => run);
  const metrics = await completeMetrics(rows, 'LAST', choice, reader, comparing.limits);
  const recorded = await recordRuns(rows, reader);
  account.lack([...partErrors(rows, ['params', 'metrics', 'tags']), ...metrics.errors, ...recorded.errors]);
  const plain = { context: null, best: [] };
  const compared: readonly ComparedRow[] = [
    ...paramRows(runs, choice).map(({ key, values, differs }) => ({
      kind: 'param' as const,
      key,
      values,
      differs,
      ...plain,
    })),
    ...tagRows(runs, choice).map(({ key, values, differs }) => ({
      kind: 'tag' as const,
      key,
      values: tagValues(values),
      differs,
      ...plain,
    })),
    ...metricRows(metrics.runs, 'LAST', choice, (key) => tellDirection(comparing, key)).map((row) => ({
      kind: 'metric' as const,
      key: row.key,
      context: row.context === null ? null : canonicalJson(row.context),
      values: row.values,
      best: row.best,
      differs: row.differs,
    })),
    ...provenanceRows(recorded.runs, question.onlyDifferent).map(({ name, values, differs }) => {
      return { kind: 'provenance' as const, key: name, values, differs, ...plain };
    }),
  ];
  const refs = rows.map(({ source, run }) => encodeRef(source, run.nativeId));
  const listed = (name: string, type: ColumnType, cell: (row: ComparedRow) => Value): ListedColumn => {
    return { name, type, cells: compared.map(cell) };
  };
  return listTable([
    listed('kind', 'STRING', ({ kind }) => kind),
    listed('key', 'STRING', ({ key }) => key),
    listed('context', 'STRING', (row) => row.context),
    listed('best', 'LIST', ({ best }) => (best.length === 0 ? null : best.map((at) => refs[at] ?? ''))),
    listed('differs', 'BOOLEAN', ({ differs }) => differs),
    ...refs.map((name, at): ListedColumn => {
      const cells = compared.map(({ values }) => values[at]);
      const learner = learnType({ kind: 'param', key: name });
      learner.see(cells);
      return { name, type: learner.type(), cells };
    }),
  ]);
}

/** A plain label is there, without a value. */
function tagValues(values: readonly (string | null | undefined)[]): readonly (string | undefined)[] {
  return values.map((value) => (value === null ? '' : value));
}
