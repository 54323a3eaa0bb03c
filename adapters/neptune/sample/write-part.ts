import { open } from 'node:fs/promises';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { columnNames, exportSchema, type ColumnName } from './schema.ts';

/** Columns of equal length, which become one row group; one that is left out holds nothing but nulls. */
export interface Batch {
  readonly rows: number;
  readonly columns: Partial<Record<ColumnName, unknown[]>>;
}

/** A parquet file as the exporter writes it: every batch becomes a row group, however small. */
export interface PartWriter {
  add(batch: Batch): Promise<void>;
  /** Bytes in the file so far. */
  readonly size: number;
  /** Writes the footer. */
  finish(): Promise<void>;
}

export async function openPartWriter(file: string): Promise<PartWriter> {
  const handle = await open(file, 'w');
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: [...exportSchema], createdBy: 'rungraph' });

  async function flush(): Promise<void> {
    await handle.write(new Uint8Array(bytes.buffer, 0, bytes.index));
    bytes.index = 0;
  }

  return {
    async add({ rows, columns }) {
      const empty = Array<unknown>(rows).fill(null);
      const columnData = columnNames.map((name) => ({ name, data: columns[name] ?? empty }));
      await writer.write({ columnData, rowGroupSize: rows });
      await flush();
    },
    get size() {
      return bytes.offset;
    },
    async finish() {
      await writer.finish();
      await flush();
      await handle.close();
    },
  };
}
