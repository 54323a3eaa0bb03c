import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import {
  valueAt,
  type Batch,
  type ColumnData,
  type ColumnType,
  type ExportColumn,
  type ExportTable,
} from '../column.ts';
import { spellValue } from '../spell.ts';
import type { Notes } from './arrow.ts';

/** Rows of a group; a reader may take one group alone. */
const groupRows = 100_000;

/** The same rows give the same bytes. What `notes` says goes into the footer. */
export async function* writeParquet({ columns, batches }: ExportTable, notes: () => Notes): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter(1 << 20);
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)];
  const writer = new ParquetWriter({ writer: bytes, schema });
  const take = (): Uint8Array => {
    const taken = new Uint8Array(bytes.buffer.slice(0, bytes.index));
    bytes.index = 0;
    return taken;
  };
  for await (const group of inGroups(batches)) {
    const columnData = columns.map((column, at): ColumnSource => {
      return { name: column.name, data: dataOf(group, at, column) };
    });
    await writer.write({ columnData, rowGroupSize: groupRows });
    yield take();
  }
  const types = columns.map(({ name, type }) => [name, type]);
  const kept = { ...notes(), 'rungraph.types': JSON.stringify(Object.fromEntries(types)) };
  writer.kvMetadata = Object.entries(kept).map(([key, value]) => ({ key, value }));
  await writer.finish();
  yield take();
}

const elements: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  NUMBER: { type: 'DOUBLE' },
  BOOLEAN: { type: 'BOOLEAN' },
  DATETIME: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  STRING: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  NUMBER_TEXT: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  ANY: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  LIST: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
};

function elementOf({ name, type }: ExportColumn): SchemaElement {
  return { name, repetition_type: 'OPTIONAL', ...elements[type] };
}

/** Batches put together until they make a group. */
async function* inGroups(batches: AsyncIterable<Batch>): AsyncGenerator<readonly Batch[]> {
  let group: Batch[] = [];
  let rows = 0;
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    group.push(batch);
    rows += batch.length;
    if (rows < groupRows) continue;
    yield group;
    [group, rows] = [[], 0];
  }
  if (rows > 0) yield group;
}

function dataOf(group: readonly Batch[], index: number, column: ExportColumn): ColumnSource['data'] {
  const [only] = group;
  const own = only?.columns[index];
  if (group.length === 1 && own?.kind === 'doubles' && !own.gaps && column.type === 'NUMBER') return own.values;
  const cells: unknown[] = [];
  for (const { length, columns } of group) {
    const data = columns[index];
    for (let at = 0; at < length; at += 1) cells.push(data && cellOf(data, column, at));
  }
  return cells;
}

function cellOf(data: ColumnData, column: ExportColumn, at: number): unknown {
  const value = valueAt(data, column, at);
  if (value === undefined || value === null) return undefined;
  switch (column.type) {
    case 'NUMBER':
      return Number(value);
    case 'DATETIME':
      return Number.isNaN(value) ? undefined : BigInt(Math.round(Number(value)));
    case 'BOOLEAN':
      return value;
    default:
      return spellValue(value, column.type);
  }
}
