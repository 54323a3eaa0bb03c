import { atSource, isRungraphError, type RungraphError } from '../contract/error.ts';
import type { Field, PlainField } from '../contract/filter.ts';
import { typeOfValue } from '../contract/value.ts';
import { readField } from '../core/rows/read-field.ts';
import type { Row } from '../core/rows/row.ts';
import { requireSource } from '../core/sources/sources.ts';
import type { RunColumn } from '../generated/resolvers.ts';
import type { RequestContext } from './context.ts';
import { encodeRef } from './ids.ts';
import { runNode, type RunTableNode, type TableColumnNode } from './nodes.ts';
import { nameOfField, toField } from './run-value.ts';
import { cellsOf, emptyCells, fillMetrics, fillParams, type Cells, type LackingCell } from './table-cells.ts';
import { dropUntold } from './untold-cells.ts';

/** A page of runs as columns. What could not be read is a missing value, and an error beside the answer. */
export async function buildTable(
  page: readonly Row[],
  columns: readonly RunColumn[],
  context: RequestContext,
): Promise<RunTableNode> {
  const fields = columns.map(({ value }, index) => toField(value, `columns[${index}].value`));
  const rows = fields.some(({ kind }) => kind === 'projectName') ? await nameProjects(page, context) : page;
  const cells = fields.map(() => emptyCells(rows.length));
  fillParams(rows, fields, cells);
  const lacking = fillMetrics(rows, fields, cells);
  fields.forEach((field, index) => {
    if (field.kind !== 'param' && field.kind !== 'metric') fillPlain(rows, field, cellsOf(cells, index));
  });
  await fillComputed(lacking, context);
  for (const error of partErrors(rows, fields)) context.sideErrors.push(error);
  fields.forEach((field, index) => context.sideErrors.push(...dropUntold(rows, field, cellsOf(cells, index))));
  return {
    refs: rows.map((row) => encodeRef(row.source, row.run.nativeId)),
    columns: fields.map((field, index) =>
      toColumn(columns[index]?.as ?? nameOfField(field), field, cells[index] ?? []),
    ),
  };
}

/** Rows of a list that did not look at project names do not carry them. */
async function nameProjects(rows: readonly Row[], context: RequestContext): Promise<readonly Row[]> {
  return Promise.all(
    rows.map(async (row) => {
      if (row.projectName !== null) return row;
      const source = requireSource(context.sources, row.source);
      const project = await beside(context, context.loaders.project(source, row.run.projectId));
      return { ...row, projectName: project?.name ?? null };
    }),
  );
}

/** What is waited for; undefined, and an error beside the answer, where it could not be read. */
async function beside<T>({ sideErrors }: RequestContext, wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    if (!sideErrors.includes(error)) sideErrors.push(error);
    return undefined;
  }
}

function fillPlain(rows: readonly Row[], field: Field, column: Cells): void {
  rows.forEach((row, at) => {
    column[at] = readField(row, field).value;
  });
}

/** Aggregates that a tracker does not keep, from the series of all runs of the page at once. */
async function fillComputed(lacking: readonly LackingCell[], context: RequestContext): Promise<void> {
  await Promise.all(
    lacking.map(async ({ column, at, row, metric, summary }) => {
      const run = runNode(requireSource(context.sources, row.source), row);
      const value = (await beside(context, context.loaders.summary(run, metric)))?.[summary];
      if (value !== undefined && value !== null) column[at] = value;
    }),
  );
}

function partErrors(rows: readonly Row[], fields: readonly Field[]): Iterable<RungraphError> {
  const names = { param: 'params', metric: 'metrics', tag: 'tags' } as const;
  const parts = new Set(fields.flatMap((field) => ('key' in field ? [names[field.kind]] : [])));
  const found = new Map<RungraphError, RungraphError>();
  for (const { run, source } of rows) {
    for (const part of parts) {
      const error = run[part];
      if (isRungraphError(error)) found.set(error, atSource(error, source));
    }
  }
  return found.values();
}

const times: readonly PlainField[] = ['startedAt', 'endedAt'];

function toColumn(name: string, field: Field, values: Cells): TableColumnNode {
  if (times.some((kind) => kind === field.kind)) {
    const texts = values.map((time) => (typeof time === 'number' ? new Date(time).toISOString() : undefined));
    return { name, type: texts.some((text) => text !== undefined) ? 'DATETIME' : 'NULL', values: texts };
  }
  return { name, type: typeOfColumn(values), values };
}

/** The one type of all values that are there; text where they differ; NULL where there are none. */
function typeOfColumn(values: Cells): TableColumnNode['type'] {
  let type: TableColumnNode['type'] = 'NULL';
  for (const value of values) {
    if (value === undefined || value === null) continue;
    const own = typeOfValue(value);
    if (type === 'NULL') type = own;
    else if (type !== own) return 'STRING';
  }
  return type;
}
