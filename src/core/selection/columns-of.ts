import type { RungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import type { Value } from '../../contract/value.ts';
import type { Row } from '../rows/row.ts';
import { buildTable, type TableReader } from '../tables/build-table.ts';

export interface FieldColumns {
  /** One for each field, in their order; one value a run, undefined where it is missing. Times are epoch milliseconds. */
  readonly columns: readonly (readonly (Value | undefined)[])[];
  /** Why values are missing, each once. */
  readonly errors: readonly RungraphError[];
}

/** The values of fields over runs; what a tracker does not keep of a metric comes from its series, of all runs at once. */
export async function columnsOf(
  rows: readonly Row[],
  fields: readonly Field[],
  reader: TableReader,
): Promise<FieldColumns> {
  const { columns, errors } = await buildTable(rows, fields, reader);
  return { columns: columns.map(({ values }) => values), errors };
}
