import { open } from 'node:fs/promises';
import { z } from 'zod';
import { parquetMetadataAsync, parquetRead, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { RungraphError, isRungraphError } from '../../../../src/contract/error.ts';
import { cellReaders, type CellReaders } from './cells.ts';
import { checkSchema, withoutMeaning, type CheckedSchema } from './check-schema.ts';
import { checkPages } from './check-pages.ts';
import { codecs } from './codecs.ts';
import type { ColumnName } from './schema.ts';

/** Values of one column of one row group; null where a row has none. */
export type Column = ArrayLike<unknown>;

/** One parquet file of an export that is open. */
export interface Part {
  /** How many rows the file says that it has. */
  readonly rows: number;
  /** How many rows each row group has. */
  readonly groupRows: readonly number[];
  readonly unknownColumns: readonly string[];
  /** What the values of its columns mean. */
  readonly cells: CellReaders;
  /** Columns of one row group. A column without a single value is left out and costs nothing. */
  read<Name extends ColumnName>(group: number, names: readonly Name[]): Promise<Partial<Record<Name, Column>>>;
  /** The one value of a text column in a row group, by the footer alone; undefined where that does not tell. */
  onlyText(group: number, name: ColumnName): string | undefined;
  close(): Promise<void>;
}

/** Many times the rows of the largest batch that the exporter writes. */
const mostGroupRows = 2n ** 24n;

/** Most footers fit, and the rest is read in a second go. */
const footerBytes = 64 * 1024;

/** Opens a file by its footer. @throws PROTOCOL for what is damaged, UNSUPPORTED for what is no export, UNAVAILABLE where it cannot be read. */
export async function openPart(path: string): Promise<Part> {
  const handle = await open(path).catch((error: unknown) => {
    throw new RungraphError('UNAVAILABLE', 'it cannot be opened', { cause: error, detail: String(error) });
  });
  try {
    const { size } = await handle.stat();
    const file: AsyncBuffer = {
      byteLength: size,
      async slice(start, end = size) {
        const bytes = new Uint8Array(Math.max(0, end - start));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        if (bytesRead !== bytes.length) throw new RangeError(`the file ends at ${start + bytesRead}, before ${end}`);
        return bytes.buffer;
      },
    };
    const { metadata, present, unknown } = await readFooter(file);
    return {
      rows: Number(metadata.num_rows),
      groupRows: metadata.row_groups.map((group) => Number(group.num_rows)),
      unknownColumns: unknown,
      cells: cellReaders(present),
      read: (group, names) => {
        const there = names.filter((name) => present.has(name));
        return readGroup(file, metadata, group, there);
      },
      onlyText: (group, name) => onlyText(metadata, group, name),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** What is relied on of a footer; the reader takes its members for what they should be. */
const footerShape = z.object({
  num_rows: z.bigint().min(0n),
  row_groups: z.array(
    z.object({
      num_rows: z.bigint().min(0n),
      columns: z.array(
        z.object({
          meta_data: z.object({
            path_in_schema: z.array(z.string()).min(1),
            num_values: z.bigint().min(0n),
            data_page_offset: z.bigint(),
            total_compressed_size: z.bigint(),
          }),
        }),
      ),
    }),
  ),
});

async function readFooter(file: AsyncBuffer): Promise<CheckedSchema & { readonly metadata: FileMetaData }> {
  if (file.byteLength < 12) throw new RungraphError('PROTOCOL', 'it is too short for a parquet file');
  try {
    const footer = await parquetMetadataAsync(file, { initialFetchSize: footerBytes, geoparquet: false });
    footerShape.parse(footer);
    return { ...checkSchema(footer), metadata: withoutMeaning(footer) };
  } catch (error) {
    throw unreadable('its footer cannot be read: the file is damaged or was cut off', error);
  }
}

async function readGroup<Name extends ColumnName>(
  file: AsyncBuffer,
  metadata: FileMetaData,
  index: number,
  names: readonly Name[],
): Promise<Partial<Record<Name, Column>>> {
  const group = metadata.row_groups[index];
  const columns = names.filter((name) => group?.columns.some((chunk) => belongs(chunk, name) && !isEmpty(chunk)));
  if (group === undefined || columns.length === 0) return {};
  const pieces = new Map<string, Column[]>();
  try {
    if (group.num_rows > mostGroupRows) throw new RangeError(`${group.num_rows} rows`);
    await checkChunks(file, metadata, group, columns);
    // The one group alone: planning a read looks at every group that the footer lists.
    await parquetRead({
      file,
      metadata: { ...metadata, row_groups: [group], num_rows: group.num_rows },
      columns,
      compressors: codecs,
      parsers: { timestampFromNanoseconds: (nanos) => nanos },
      onChunk({ columnName, columnData }) {
        const known = pieces.get(columnName);
        if (known === undefined) pieces.set(columnName, [columnData]);
        else known.push(columnData);
      },
    });
  } catch (error) {
    throw unreadable(`its row group ${index} cannot be read: the file is damaged`, error);
  }
  const read: Partial<Record<Name, Column>> = {};
  for (const name of columns) {
    const column = joined(pieces.get(name) ?? []);
    if (column.length !== Number(group.num_rows)) {
      throw unreadable(`its row group ${index} holds ${column.length} of ${group.num_rows} values of ${name}`);
    }
    read[name] = column;
  }
  return read;
}

/** Looks at the pages of some columns before they are decoded. @throws Error where one would not end well. */
async function checkChunks(file: AsyncBuffer, metadata: FileMetaData, group: RowGroup, columns: readonly ColumnName[]) {
  for (const { meta_data: meta } of group.columns) {
    if (meta === undefined || !columns.some((name) => name === meta.path_in_schema[0])) continue;
    const { startByte, endByte } = rangeOf(meta);
    if (!(startByte >= 0 && endByte <= file.byteLength)) throw new RangeError('a chunk outside of the file');
    checkPages(await file.slice(startByte, endByte), meta, metadata.schema);
  }
}

/** Where a column chunk lies in its file. Some writers leave out the place of the dictionary, which comes first. */
function rangeOf(meta: NonNullable<Chunk['meta_data']>) {
  const start = Number(meta.dictionary_page_offset ?? 0n) || Number(meta.data_page_offset);
  return { startByte: start, endByte: start + Number(meta.total_compressed_size) };
}

type RowGroup = FileMetaData['row_groups'][number];
type Chunk = FileMetaData['row_groups'][number]['columns'][number];

function belongs({ meta_data: meta }: Chunk, name: ColumnName): boolean {
  return meta?.path_in_schema[0] === name;
}

/** Whether the footer says that the column has nothing but nulls here. */
function isEmpty({ meta_data: meta }: Chunk): boolean {
  return meta?.path_in_schema.length === 1 && meta.statistics?.null_count === meta.num_values;
}

function onlyText(metadata: FileMetaData, group: number, name: ColumnName): string | undefined {
  const statistics = metadata.row_groups[group]?.columns.find((chunk) => belongs(chunk, name))?.meta_data?.statistics;
  if (statistics?.is_min_value_exact !== true || statistics.is_max_value_exact !== true) return undefined;
  const { min_value: least, max_value: greatest, null_count: nulls } = statistics;
  return typeof least === 'string' && least === greatest && nulls === 0n ? least : undefined;
}

function joined(pieces: readonly Column[]): Column {
  const [first = []] = pieces;
  return pieces.length < 2 ? first : pieces.flatMap((piece) => Array.from(piece));
}

function unreadable(message: string, cause?: unknown): RungraphError {
  if (isRungraphError(cause)) return cause;
  return new RungraphError('PROTOCOL', message, { cause, detail: String(cause) });
}
