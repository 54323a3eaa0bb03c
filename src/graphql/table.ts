import type { Row } from '../core/rows/row.ts';
import { requireSource } from '../core/sources/sources.ts';
import { buildTable, type TableColumn, type TableReader } from '../core/tables/build-table.ts';
import type { RunColumn } from '../generated/resolvers.ts';
import type { RequestContext } from './context.ts';
import { encodeRef } from './ids.ts';
import type { RunTableNode, TableColumnNode } from './nodes.ts';
import { nameOfField, toField } from './field-input.ts';

/** A page of runs as columns. Why a value is missing is said by an error beside the answer. */
export async function toTable(
  rows: readonly Row[],
  asked: readonly RunColumn[],
  context: RequestContext,
): Promise<RunTableNode> {
  const fields = asked.map(({ value }, index) => toField(value, `columns[${index}].value`));
  const { columns, errors } = await buildTable(rows, fields, readerOf(context));
  for (const error of errors) if (!context.sideErrors.includes(error)) context.sideErrors.push(error);
  const names = fields.map((field, index) => asked[index]?.as ?? nameOfField(field));
  return {
    refs: rows.map((row) => encodeRef(row.source, row.run.nativeId)),
    columns: columns.map((column, index) => toColumn(names[index] ?? '', column)),
  };
}

function readerOf({ sources, loaders }: RequestContext): TableReader {
  return {
    async projectName({ source, run }) {
      return (await loaders.project(requireSource(sources, source), run.projectId))?.name ?? null;
    },
    summary: (row, metric) => loaders.summary(requireSource(sources, row.source), row, metric),
  };
}

function toColumn(name: string, { type, values }: TableColumn): TableColumnNode {
  if (type !== 'DATETIME') return { name, type, values };
  const texts = values.map((time) => (typeof time === 'number' ? new Date(time).toISOString() : undefined));
  return { name, type, values: texts };
}
