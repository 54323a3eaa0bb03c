import type { Batch, ExportTable } from '../column.ts';
import type { ChunkStore } from './chunk-store.ts';

/** The same table, read to its end before its first batch is given out: what is missing is known by then. */
export async function readAhead(table: ExportTable, store: ChunkStore<Batch>): Promise<ExportTable> {
  for await (const batch of table.batches) await store.add(batch, batch.length * batch.columns.length);
  return { columns: table.columns, batches: store.read() };
}
