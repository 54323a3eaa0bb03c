import type { RungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import type { Value } from '../../contract/value.ts';
import type { Row } from '../rows/row.ts';
import { buildTable, checkSize, type TableReader } from '../tables/build-table.ts';

export interface FieldColumns {
  /** One for each field, in their order; one value a run, undefined where it is missing. Times are epoch milliseconds. */
  readonly columns: readonly (readonly (Value | undefined)[])[];
  /** Why values are missing, each once. */
  readonly errors: readonly RungraphError[];
}

/** Rows that are looked through before others may have the event loop. */
const piece = 1000;

/**
 * The values of fields over runs; what a tracker does not keep of a metric comes from its series, of many runs at once.
 * @param turn Gives the event loop to others where it was held for long.
 * @throws INVALID_QUERY for more values than a table may have.
 */
export async function columnsOf(
  rows: readonly Row[],
  fields: readonly Field[],
  reader: TableReader,
  turn: () => Promise<void>,
): Promise<FieldColumns> {
  checkSize(rows.length, fields.length);
  const pieces = Array.from({ length: Math.ceil(rows.length / piece) }, (_piece, at) =>
    rows.slice(at * piece, (at + 1) * piece),
  );
  const tables = await Promise.all(
    pieces.map(async (part) => {
      await turn();
      return buildTable(part, fields, reader);
    }),
  );
  const columns: (readonly (Value | undefined)[])[] = [];
  for (const at of fields.keys()) {
    await turn();
    columns.push(joined(tables.map((table) => table.columns[at]?.values ?? [])));
  }
  return { columns, errors: [...new Set(tables.flatMap(({ errors }) => errors))] };
}

/** One list of several: `flat` takes ten times as long. */
function joined(parts: readonly (readonly (Value | undefined)[])[]): readonly (Value | undefined)[] {
  const [first = [], ...others] = parts;
  return others.length === 0 ? first : first.concat(...others);
}
