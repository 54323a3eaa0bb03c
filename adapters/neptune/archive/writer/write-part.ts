import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { archiveSchema, columnNames, ownColumnNames, type ColumnName } from '../parts/schema.ts';

/** Columns of equal length, which become one row group; one that is left out holds nothing but nulls. */
export interface Batch {
  readonly rows: number;
  readonly columns: Partial<Record<ColumnName, unknown[]>>;
}

/** What was written, as a list of the archive's files has it. */
export interface WrittenPart {
  readonly bytes: number;
  readonly sha256: string;
}

/** A parquet file that is written row group by row group. */
export interface PartWriter {
  readonly file: string;
  add(batch: Batch): Promise<void>;
  /** Bytes in the file so far. */
  readonly size: number;
  /** Writes the footer, and waits until the disk has all of it. */
  finish(): Promise<WrittenPart>;
  /** Leaves it as it is. */
  abandon(): Promise<void>;
}

const allColumns: readonly ColumnName[] = [...columnNames, ...ownColumnNames];

export async function openPartWriter(file: string): Promise<PartWriter> {
  const handle = await open(file, 'w');
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: [...archiveSchema], createdBy: 'rungraph' });
  const hash = createHash('sha256');

  async function flush(): Promise<void> {
    const some = new Uint8Array(bytes.buffer, 0, bytes.index);
    hash.update(some);
    await handle.writeFile(some);
    bytes.index = 0;
  }

  return {
    file,
    async add({ rows, columns }) {
      if (rows === 0) return;
      const empty = Array<unknown>(rows).fill(null);
      const columnData = allColumns.map((name) => ({ name, data: columns[name] ?? empty }));
      await writer.write({ columnData, rowGroupSize: rows });
      await flush();
    },
    get size() {
      return bytes.offset;
    },
    async finish() {
      await writer.finish();
      await flush();
      await handle.sync();
      await handle.close();
      return { bytes: bytes.offset, sha256: hash.digest('hex') };
    },
    abandon: () => handle.close().catch(() => undefined),
  };
}
