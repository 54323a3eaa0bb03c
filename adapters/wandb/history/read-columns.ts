import { parquetMetadata, parquetRead, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError, isRungraphError } from '../../../src/contract/error.ts';
import type { FileFetcher } from '../file-fetcher.ts';

/** Columns of one exported file, by name; null where a row has no such key. */
export interface Columns {
  readonly rows: number;
  readonly values: ReadonlyMap<string, ArrayLike<unknown>>;
}

/** The end of a file, which most exports fit into as a whole. */
const firstBytes = 256 * 1024;

/**
 * Reads some columns of a parquet file behind a URL: its end first, which holds the catalogue. The rest is read as a
 * whole where that is little more than the columns, else column by column.
 */
export async function readColumns(
  fetcher: FileFetcher,
  context: CallContext,
  url: string,
  names: readonly string[],
): Promise<Columns> {
  const tail = await fetcher.read(context, url, `bytes=-${firstBytes}`);
  try {
    const metadata = await readFooter(fetcher, context, url, tail);
    const present = new Set(
      metadata.row_groups.flatMap(({ columns }) => columns.map((column) => column.meta_data?.path_in_schema[0] ?? '')),
    );
    const wanted = names.filter((name) => present.has(name));
    const file = fileOf(fetcher, context, url, tail, bytesOf(metadata, wanted));
    const values = new Map<string, ArrayLike<unknown>>(wanted.map((name) => [name, []]));
    const rows = Number(metadata.num_rows);
    if (wanted.length > 0) {
      await parquetRead({
        file,
        metadata,
        columns: wanted,
        // In which way the server compresses is not documented.
        compressors,
        onChunk: ({ columnName, columnData, rowStart }) => {
          if (rowStart === 0 && columnData.length === rows) values.set(columnName, columnData);
          else append(values, columnName, columnData, rowStart);
        },
      });
    }
    return { rows, values };
  } catch (error) {
    if (isRungraphError(error)) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new RungraphError('PROTOCOL', 'An exported file of history is no parquet that can be read.', {
      detail,
      cause: error,
    });
  }
}

/** A part of a column, where it is not the whole of it. */
function append(values: Map<string, ArrayLike<unknown>>, name: string, part: ArrayLike<unknown>, from: number): void {
  const known = values.get(name);
  if (known === undefined) return;
  const column: unknown[] = Array.isArray(known) ? known : Array.from(known);
  for (let at = 0; at < part.length; at += 1) column[from + at] = part[at];
  values.set(name, column);
}

type Tail = Awaited<ReturnType<FileFetcher['read']>>;

/** The last eight bytes tell how long the catalogue is. */
async function readFooter(fetcher: FileFetcher, context: CallContext, url: string, tail: Tail): Promise<FileMetaData> {
  const { bytes, size, from } = tail;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes.length < 8 ? 0 : size - 8 - view.getUint32(bytes.length - 8, true);
  if (start >= from) return parquetMetadata(exact(bytes));
  const longer = await fetcher.read(context, url, `bytes=${Math.max(0, start)}-`);
  return parquetMetadata(exact(longer.bytes));
}

function bytesOf({ row_groups: groups }: FileMetaData, names: readonly string[]): number {
  const columns = groups.flatMap((group) =>
    group.columns.flatMap(({ meta_data: data }) => (data === undefined ? [] : [data])),
  );
  const wanted = columns.filter(({ path_in_schema: [name = ''] }) => names.includes(name));
  return wanted.reduce((sum, { total_compressed_size: size }) => sum + Number(size), 0);
}

function fileOf(fetcher: FileFetcher, context: CallContext, url: string, tail: Tail, needed: number): AsyncBuffer {
  let whole: Promise<Tail> | undefined;
  const isCheaper = tail.size < 4 * needed;
  return {
    byteLength: tail.size,
    async slice(start, end = tail.size) {
      if (start >= tail.from) return exact(tail.bytes.subarray(start - tail.from, end - tail.from));
      if (!isCheaper) return exact((await fetcher.read(context, url, `bytes=${start}-${end - 1}`)).bytes);
      whole ??= fetcher.read(context, url, null);
      return exact((await whole).bytes.subarray(start, end));
    },
  };
}

/** The bytes as a buffer that holds nothing else. */
function exact(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}
