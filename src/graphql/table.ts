import { RungraphError } from '../contract/error.ts';
import type { Field } from '../contract/filter.ts';
import type { Value } from '../contract/value.ts';
import type { Row } from '../core/rows/row.ts';
import type { AllFields } from '../core/tables/all-fields.ts';
import { buildTable, type TableColumn } from '../core/tables/build-table.ts';
import { nameColumns } from '../core/tables/name-columns.ts';
import type { AllColumns, RunColumn } from '../generated/resolvers.ts';
import type { RequestContext } from './context.ts';
import { encodeRef } from './ids.ts';
import type { RunTableNode, TableColumnNode } from './nodes.ts';
import { toField } from './field-input.ts';
import { runReader } from './run-reader.ts';
import { noteErrors } from './side-errors.ts';

/** A page of runs as columns. Why a value is missing is said by an error beside the answer. */
export async function toTable(
  rows: readonly Row[],
  asked: readonly RunColumn[],
  context: RequestContext,
): Promise<RunTableNode> {
  const wanted = asked.map((column, index) => toRequest(column, `columns[${index}]`));
  const { columns, errors } = await buildTable(
    rows,
    wanted.map(({ what }) => what),
    runReader(context),
  );
  noteErrors(context, errors);
  const given = new Map(wanted.flatMap(({ what, as }) => ('all' in what ? [] : [[what, as]])));
  const names = nameColumns(columns.map(({ field }) => ({ field, as: given.get(field), ofAll: !given.has(field) })));
  return {
    refs: rows.map((row) => encodeRef(row.source, row.run.nativeId)),
    columns: columns.map((column, index) => toColumn(names[index] ?? '', column)),
  };
}

/** What a column is asked to hold, and the name that the client gives it. */
interface ColumnRequest {
  readonly what: Field | AllFields;
  readonly as: string | undefined;
}

const kinds: Readonly<Record<AllColumns, AllFields['all']>> = { PARAMS: 'param', METRICS: 'metric', TAGS: 'tag' };

/** @throws INVALID_QUERY for a column that names nothing, or two things. */
function toRequest({ value, all, as }: RunColumn, at: string): ColumnRequest {
  if (all && !value && typeof as !== 'string') return { what: { all: kinds[all] }, as: undefined };
  if (value && !all) return { what: toField(value, `${at}.value`), as: as ?? undefined };
  const why = all && !value ? 'the columns of all have names of their own; leave as out' : 'name either value or all';
  throw new RungraphError('INVALID_QUERY', `${at}: ${why}.`);
}

function toColumn(name: string, { type, values }: TableColumn): TableColumnNode {
  return { name, type, values: type === 'DATETIME' ? values.map(toTimeText) : values };
}

/** Whether the values of a field are times. */
export function isTime({ kind }: Field): boolean {
  return kind === 'startedAt' || kind === 'endedAt';
}

/** A time as RFC 3339 text; undefined where there is none. */
export function toTimeText(time: Value | undefined): string | undefined {
  return typeof time === 'number' ? new Date(time).toISOString() : undefined;
}
