import { atSource, isRungraphError, type RungraphError } from '../contract/error.ts';
import type { Field, MetricField, PlainField } from '../contract/filter.ts';
import type { Metric, Param } from '../contract/run.ts';
import { typeOfValue, type Num, type Value } from '../contract/value.ts';
import { findMetric, readField, summaryOf } from '../core/rows/read-field.ts';
import type { Row } from '../core/rows/row.ts';
import { requireSource } from '../core/sources/sources.ts';
import type { RunColumn } from '../generated/resolvers.ts';
import type { RequestContext } from './context.ts';
import { encodeRef } from './ids.ts';
import { runNode, type RunTableNode, type TableColumnNode } from './nodes.ts';
import { nameOfField, toField } from './run-value.ts';

type Cells = (Value | undefined)[];

/** A page of runs as columns. What could not be read is a missing value, and an error beside the answer. */
export async function buildTable(
  page: readonly Row[],
  columns: readonly RunColumn[],
  context: RequestContext,
): Promise<RunTableNode> {
  const fields = columns.map(({ value }, index) => toField(value, `columns[${index}].value`));
  const rows = fields.some(({ kind }) => kind === 'projectName') ? await nameProjects(page, context) : page;
  const cells = fields.map((): Cells => new Array<Value | undefined>(rows.length).fill(undefined));
  fillKeyed(rows, fields, cells, 'param');
  fillKeyed(rows, fields, cells, 'metric');
  fields.forEach((field, index) => {
    if (field.kind !== 'param' && field.kind !== 'metric') fillPlain(rows, field, cells[index] ?? []);
  });
  await fillComputed(rows, fields, cells, context);
  for (const error of partErrors(rows, fields)) context.sideErrors.push(error);
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

/** One pass over the params or metrics of every run, whatever the number of columns. */
function fillKeyed(
  rows: readonly Row[],
  fields: readonly Field[],
  cells: readonly Cells[],
  kind: 'param' | 'metric',
): void {
  const wanted = new Map<string, number[]>();
  fields.forEach((field, index) => {
    if (field.kind !== kind) return;
    const known = wanted.get(field.key);
    if (known === undefined) wanted.set(field.key, [index]);
    else known.push(index);
  });
  if (wanted.size === 0) return;
  rows.forEach((row, at) => {
    const items = kind === 'param' ? row.run.params : row.run.metrics;
    if (isRungraphError(items)) return;
    for (const item of items) {
      for (const index of wanted.get(item.key) ?? []) {
        const [field, column] = [fields[index], cells[index]];
        if (field !== undefined && column !== undefined) column[at] = cellOf(row, field, item);
      }
    }
  });
}

/** The value at hand; where a key has several contexts, that of the one meant. */
function cellOf(row: Row, field: Field, item: Param | Metric): Value | undefined {
  if ('value' in item) return item.value;
  if (field.kind !== 'metric' || item.context !== null || field.context !== undefined)
    return readField(row, field).value;
  return item[summaryOf[field.aggregate]] ?? undefined;
}

function fillPlain(rows: readonly Row[], field: Field, column: Cells): void {
  rows.forEach((row, at) => {
    column[at] = readField(row, field).value;
  });
}

/** Aggregates that a tracker does not keep, from the series of all runs of the page at once. */
async function fillComputed(
  rows: readonly Row[],
  fields: readonly Field[],
  cells: readonly Cells[],
  context: RequestContext,
): Promise<void> {
  await Promise.all(
    fields.flatMap((field, index) => {
      if (field.kind !== 'metric') return [];
      return rows.map(async (row, at) => {
        const value = await computed(row, field, context);
        const column = cells[index];
        if (column !== undefined && value !== undefined) column[at] = value;
      });
    }),
  );
}

async function computed(row: Row, field: MetricField, context: RequestContext): Promise<Num | undefined> {
  const metric = findMetric(row.run.metrics, field.key, field.context);
  const summary = summaryOf[field.aggregate];
  if (metric === undefined || metric[summary] !== undefined) return undefined;
  const run = runNode(requireSource(context.sources, row.source), row);
  return (await beside(context, context.loaders.summary(run, metric)))?.[summary] ?? undefined;
}

function partErrors(rows: readonly Row[], fields: readonly Field[]): Iterable<RungraphError> {
  const parts = { param: 'params', metric: 'metrics', tag: 'tags' } as const;
  const found = new Map<RungraphError, RungraphError>();
  for (const field of fields) {
    if (!('key' in field)) continue;
    for (const { run, source } of rows) {
      const part = run[parts[field.kind]];
      if (isRungraphError(part)) found.set(part, atSource(part, source));
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
