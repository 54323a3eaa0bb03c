import { RungraphError, isRungraphError } from '../../contract/error.ts';
import type { Field, FieldKind } from '../../contract/filter.ts';
import type { Metric } from '../../contract/run.ts';
import type { ValueType } from '../../contract/value.ts';
import { needsProject } from '../compute/derive-row.ts';
import { readField } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';
import type { Summary } from '../series/summarize.ts';
import { writeOut, type AllFields } from './all-fields.ts';
import { cellsOf, emptyCells, fillKeyed, fillMetrics, type Cells, type LackingCell } from './cells.ts';
import { dropUntold } from './drop-untold.ts';
import { partErrors } from './part-errors.ts';
import { typeOfColumn } from './type-of-column.ts';

/** Runs as columns. */
export interface Table {
  /** In the order asked; where all keys of a kind were asked, by code point. */
  readonly columns: readonly TableColumn[];
  /** Why values are missing, each error once, with its source. */
  readonly errors: readonly RungraphError[];
}

export interface TableColumn {
  readonly field: Field;
  readonly type: ValueType | 'DATETIME';
  /** In the order of the rows; undefined where a value is missing. Times are epoch milliseconds. */
  readonly values: Cells;
}

/** What a table needs beside its rows, for many rows at once. Rejects with the source's coded error. */
export interface TableReader {
  /** Null where the project is not there. */
  readonly projectName: (row: Row) => Promise<string | null>;
  /** A row with what fields read of it that no tracker tells. */
  readonly derive: (row: Row, fields: readonly Field[]) => Row;
  /** What the tracker does not keep of a metric. */
  readonly summary: (row: Row, metric: Metric) => Promise<Summary>;
}

/** So many values make an answer of some 50 MB. */
const mostCells = 5_000_000;

/**
 * A page of runs as columns. What could not be read is a missing value and an error.
 * @throws INVALID_QUERY for a table that is too large to be told.
 */
export async function buildTable(
  page: readonly Row[],
  asked: readonly (Field | AllFields)[],
  reader: TableReader,
): Promise<Table> {
  const errors = new Set<RungraphError>();
  const fields = writeOut(page, asked);
  checkSize(page.length, fields.length);
  const named = fields.some(needsProject) ? await withNames(page, reader, errors) : page;
  const rows = named.map((row) => reader.derive(row, fields));
  const cells = fields.map(() => emptyCells(rows.length));
  fillKeyed('param', rows, fields, cells);
  fillKeyed('tag', rows, fields, cells);
  const lacking = fillMetrics(rows, fields, cells);
  fields.forEach((field, index) => {
    if (partOf(field) === undefined) fillPlain(rows, field, cellsOf(cells, index));
  });
  await fillComputed(lacking, reader, errors);
  for (const error of partErrors(
    rows,
    asked.flatMap((one) => partOf(one) ?? []),
  ))
    errors.add(error);
  fields.forEach((field, index) => {
    for (const error of dropUntold(rows, field, cellsOf(cells, index))) errors.add(error);
  });
  return {
    columns: fields.map((field, index) => {
      const values = cellsOf(cells, index);
      return { field, type: typeOfColumn(field, values), values };
    }),
    errors: [...errors],
  };
}

/** Rows of a list that did not look at project names do not carry them. */
async function withNames(
  rows: readonly Row[],
  { projectName }: TableReader,
  errors: Set<RungraphError>,
): Promise<readonly Row[]> {
  return Promise.all(
    rows.map(async (row) => {
      if (row.projectName !== null) return row;
      return { ...row, projectName: (await unlessFailed(projectName(row), errors)) ?? null };
    }),
  );
}

/** What is waited for; undefined, and an error of the table, where it could not be read. */
async function unlessFailed<T>(wanted: Promise<T>, errors: Set<RungraphError>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    errors.add(error);
    return undefined;
  }
}

function fillPlain(rows: readonly Row[], field: Field, column: Cells): void {
  rows.forEach((row, at) => {
    column[at] = readField(row, field).value;
  });
}

/** Aggregates that a tracker does not keep, from the series of all runs of the page at once. */
async function fillComputed(
  lacking: readonly LackingCell[],
  reader: TableReader,
  errors: Set<RungraphError>,
): Promise<void> {
  await Promise.all(
    lacking.map(async ({ column, at, row, metric, summary }) => {
      const value = (await unlessFailed(reader.summary(row, metric), errors))?.[summary];
      if (value !== undefined && value !== null) column[at] = value;
    }),
  );
}

const parts: Readonly<Partial<Record<FieldKind, 'params' | 'metrics' | 'tags'>>> = {
  param: 'params',
  metric: 'metrics',
  tag: 'tags',
};

/** The part of a run that a column is read from; undefined for what lies in the run itself. */
function partOf(field: Field | AllFields): 'params' | 'metrics' | 'tags' | undefined {
  return parts['all' in field ? field.all : field.kind];
}

/** @throws INVALID_QUERY. */
export function checkSize(rows: number, columns: number): void {
  if (rows * columns <= mostCells) return;
  const message = `A table of ${rows} runs and ${columns} columns is too large: ask for fewer runs, or name columns.`;
  throw new RungraphError('INVALID_QUERY', message);
}
