import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, convertWithDictionary } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';

/** What the library knows of a column of one row group. */
export type ColumnDecoder = Parameters<typeof readPage>[2];
type PageHeader = ReturnType<typeof parquetHeader>;
type Dictionary = Parameters<typeof readPage>[3];

/** Cells of rows that follow each other; null where a row has none. */
export type Cells = ArrayLike<unknown>;

/**
 * The cells of a flat column of one row group, page by page. The library decodes; what is left out is its way of making
 * lists of what may be nested, which touches every cell and leaves no typed array as it is.
 */
export function readCells(bytes: Uint8Array, decoder: ColumnDecoder, rows: number): readonly Cells[] {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  const pages: Cells[] = [];
  let dictionary: Dictionary;
  for (let read = 0; read < rows;) {
    const header = parquetHeader(reader);
    if (header.type === 'DICTIONARY_PAGE') {
      const { data } = readPage(reader, header, decoder, undefined, undefined, 0);
      if (data !== undefined) dictionary = convert(data, decoder);
      continue;
    }
    const page = bytes.subarray(reader.offset, reader.offset + header.compressed_page_size);
    reader.offset += header.compressed_page_size;
    const cells = readDataCells(page, header, decoder, dictionary);
    pages.push(cells);
    read += cells.length;
  }
  return pages;
}

function readDataCells(page: Uint8Array, header: PageHeader, decoder: ColumnDecoder, dictionary: Dictionary): Cells {
  const described = header.data_page_header ?? header.data_page_header_v2;
  if (described === undefined) throw new Error(`a page of the kind ${header.type}`);
  const { definitionLevels = [], dataPage } = readData(page, header, decoder);
  const values = convertWithDictionary(dataPage, dictionary, described.encoding, decoder);
  return values.length === described.num_values ? values : withGaps(values, definitionLevels);
}

function readData(page: Uint8Array, header: PageHeader, decoder: ColumnDecoder): ReturnType<typeof readDataPage> {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: size } = header;
  if (first !== undefined) {
    return readDataPage(decompressPage(page, size, decoder.codec, decoder.compressors), first, decoder);
  }
  if (second === undefined || second.num_nulls > 0) return readDataPageV2(page, header, decoder);
  // Every row has a value, so that the levels tell nothing: read as a column that has none, and they are not listed.
  const levels = second.definition_levels_byte_length;
  const bare = { ...second, definition_levels_byte_length: 0 };
  return readDataPageV2(
    page.subarray(levels),
    { ...header, uncompressed_page_size: size - levels, data_page_header_v2: bare },
    { ...decoder, schemaPath: decoder.schemaPath.slice(0, 1) },
  );
}

/** Of a flat column a level is 1 where the row has a value, else 0. */
function withGaps(values: ArrayLike<unknown>, levels: readonly number[]): Cells {
  let next = 0;
  return levels.map((level) => (level === 0 ? null : values[next++]));
}

/** Parts of a column as one; doubles stay an array of doubles. */
export function joinCells(parts: readonly Cells[]): Cells {
  const [first = []] = parts;
  if (parts.length < 2) return first;
  return parts.every((part) => part instanceof Float64Array)
    ? joinDoubles(parts)
    : parts.flatMap((part) => Array.from(part));
}

export function joinDoubles(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
