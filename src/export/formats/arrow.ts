import type { RecordBatch, Schema } from 'apache-arrow';
import type * as Arrow from 'apache-arrow';
import type { ExportTable } from '../column.ts';
import { arrowColumn } from './arrow-columns.ts';

/** What the stream says of itself, beside its columns. */
export type Notes = Readonly<Record<string, string>>;

/**
 * An Arrow IPC stream, uncompressed, with a record batch for each batch. Each field says its type in the words of exports
 * under `rungraph.type`. Arrow is loaded when it is asked for.
 */
export async function* writeArrow({ columns, batches }: ExportTable, notes: Notes): AsyncGenerator<Uint8Array> {
  const arrow = await import('apache-arrow');
  const held = columns.map((column, id) => arrowColumn(arrow, column, id));
  const fields = columns.map(({ name, type }, at) => {
    return new arrow.Field(name, held[at]?.type ?? new arrow.Null(), true, new Map([['rungraph.type', type]]));
  });
  const schema = fixedSchema(arrow, fields, notes);
  const writer = new arrow.RecordBatchStreamWriter();
  const chunks: Uint8Array[] = [];
  // Takes the pieces as they are written, so that nothing piles up while the reader is slow.
  class Pieces extends arrow.AsyncByteQueue {
    override write(value: Uint8Array): void {
      if (value.byteLength > 0) chunks.push(value);
    }
  }
  writer.reset(new Pieces(), schema);
  yield* chunks.splice(0);
  for await (const { length, columns: data } of batches) {
    if (length === 0) continue;
    const children = data.map(
      (own, at) => held[at]?.fill(own, length) ?? arrow.makeData({ type: new arrow.Null(), length }),
    );
    const struct = arrow.makeData({ type: new arrow.Struct(fields), length, nullCount: 0, children });
    const batch: RecordBatch = new arrow.RecordBatch(schema, struct);
    writer.write(batch);
    yield* chunks.splice(0);
  }
  writer.finish();
  yield* chunks.splice(0);
}

/**
 * A schema whose batches are of its own fields. Arrow looks each field of a batch up by its name among all of them, which
 * takes a minute for fifty thousand columns.
 */
function fixedSchema(arrow: typeof Arrow, fields: Arrow.Field[], notes: Notes): Schema {
  class Fixed extends arrow.Schema {
    override assign(): this {
      return this;
    }
  }
  return new Fixed(fields, new Map(Object.entries(notes)));
}
