import type { Value } from '../../contract/value.ts';
import { plainColumn, type Batch, type ColumnType, type ExportTable } from '../column.ts';
import { once } from '../once.ts';

/** A column whose values are all there. */
export interface ListedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: readonly (Value | undefined)[];
}

/** A table of columns that are all there. */
export function listTable(columns: readonly ListedColumn[]): ExportTable {
  const batch: Batch = {
    length: columns[0]?.cells.length ?? 0,
    columns: columns.map(({ cells }) => ({ kind: 'cells', cells })),
  };
  return { columns: columns.map(({ name, type }) => plainColumn(name, type)), batches: once(batch) };
}
