import type { Field } from '../contract/filter.ts';
import type { ValueColumn } from '../core/groups/group-runs.ts';
import type { Row } from '../core/rows/row.ts';
import { columnsOf } from '../core/selection/columns-of.ts';
import type { RequestContext } from './context.ts';
import { runReader } from './run-reader.ts';
import { noteErrors } from './side-errors.ts';

/** The values of fields over runs, one column each. Why a value is missing is said by an error beside the answer. */
export async function readColumns(
  rows: readonly Row[],
  fields: readonly Field[],
  context: RequestContext,
): Promise<readonly ValueColumn[]> {
  const { columns, errors } = await columnsOf(rows, fields, runReader(context), context.turn);
  noteErrors(context, errors);
  return columns;
}
