import type { ColumnMetaData, FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getSchemaPath } from 'hyparquet/src/schema.js';
import { RungraphError } from '../../../../src/contract/error.ts';
import { codecs } from './codecs.ts';

// The reader believes what a page says of its own counts. In a damaged file those can send it into loops of billions of
// turns, or make it ask for as much memory: so they are looked at first.

/** No page of an export comes near it: the exporter's parts are of 50 MiB. */
const mostPageBytes = 2 ** 30;
const mostPageValues = 2 ** 26;
/** Bits are packed for eight values at a time, by DuckDB for 256. */
const mostPadding = 2 ** 10;
/** Writers make four to a block. */
const mostMiniblocks = 2 ** 10;

type Header = ReturnType<typeof parquetHeader>;

/**
 * Walks the pages of one column chunk. @throws UNSUPPORTED for what is encoded or compressed in a way that is not read,
 * Error where a count cannot be right.
 */
export function checkPages(chunk: ArrayBuffer, column: ColumnMetaData, schema: FileMetaData['schema']): void {
  if (column.codec !== 'UNCOMPRESSED' && codecs[column.codec] === undefined) {
    throw new RungraphError('UNSUPPORTED', `it is compressed by ${column.codec}, which is not read`);
  }
  const path = getSchemaPath(schema, column.path_in_schema);
  const levels = { repetition: widthOf(getMaxRepetitionLevel(path)), definition: widthOf(getMaxDefinitionLevel(path)) };
  const reader = { view: new DataView(chunk), offset: 0 };
  let left = Number(column.num_values);
  while (reader.offset < chunk.byteLength - 1 && left > 0) {
    const header = parquetHeader(reader);
    const bytes = new Uint8Array(chunk, reader.offset, sizeOf(header.compressed_page_size, chunk.byteLength));
    reader.offset += bytes.length;
    sizeOf(header.uncompressed_page_size, mostPageBytes);
    const plain = header.data_page_header_v2 !== undefined ? header.data_page_header_v2 : header.data_page_header;
    if (plain === undefined) {
      sizeOf(header.dictionary_page_header?.num_values, header.uncompressed_page_size);
      continue;
    }
    const count = sizeOf(plain.num_values, Math.min(left, mostPageValues));
    left -= count;
    checkValues(valuesOf(header, bytes, { column, count, levels }), { column, count, encoding: plain.encoding });
  }
}

interface PageValues {
  readonly column: ColumnMetaData;
  /** Nulls count. */
  readonly count: number;
  readonly encoding: string;
}

function checkValues(values: Uint8Array, { column, count, encoding }: PageValues): void {
  switch (encoding) {
    case 'PLAIN':
    case 'BYTE_STREAM_SPLIT':
      return;
    case 'RLE': {
      checkRuns(values.subarray(4), 1, count);
      return;
    }
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY': {
      checkRuns(values.subarray(1), column.type === 'BOOLEAN' ? 1 : (values[0] ?? 0), count);
      return;
    }
    case 'DELTA_BINARY_PACKED':
    case 'DELTA_LENGTH_BYTE_ARRAY': {
      checkDeltas(values, count);
      return;
    }
    default:
      throw new RungraphError('UNSUPPORTED', `it holds values in the encoding ${encoding}, which is not read`);
  }
}

/** Blocks of differences (Parquet's Encodings.md): the reader makes room for what their head says. */
function checkDeltas(values: Uint8Array, count: number): void {
  if (values.length === 0) return;
  let offset = 0;
  for (const most of [mostPageValues, mostMiniblocks, count]) {
    const { number, end } = varintAt(values, offset);
    sizeOf(number, most);
    offset = end;
  }
}

/** An integer of seven bits a byte, the least first. */
function varintAt(bytes: Uint8Array, start: number): { readonly number: number; readonly end: number } {
  let [number, end, shift] = [0, start, 1];
  for (let more = true; more; shift *= 128) {
    const byte = bytes[end] ?? 0;
    end += 1;
    number += (byte & 127) * shift;
    more = byte > 127 && shift < 2 ** 35;
  }
  return { number, end };
}

interface PageLevels {
  readonly column: ColumnMetaData;
  readonly count: number;
  /** In bits. */
  readonly levels: { readonly repetition: number; readonly definition: number };
}

/** Checks the levels of a page, and answers what comes behind them. */
function valuesOf(
  header: Header,
  bytes: Uint8Array,
  { column, count, levels: { repetition, definition } }: PageLevels,
): Uint8Array {
  const open = (packed: Uint8Array, length: number): Uint8Array => decompressPage(packed, length, column.codec, codecs);
  const v2 = header.data_page_header_v2;
  if (v2 !== undefined) {
    const first = sizeOf(v2.repetition_levels_byte_length, bytes.length);
    const both = sizeOf(first + v2.definition_levels_byte_length, bytes.length);
    if (repetition > 0) checkRuns(bytes.subarray(0, first), repetition, count);
    if (definition > 0) checkRuns(bytes.subarray(first, both), definition, count);
    if (!v2.is_compressed) return bytes.subarray(both);
    return open(bytes.subarray(both), sizeOf(header.uncompressed_page_size - both, mostPageBytes));
  }
  let rest = open(bytes, header.uncompressed_page_size);
  for (const width of [repetition, definition].filter((one) => one > 0)) {
    const length = new DataView(rest.buffer, rest.byteOffset, rest.byteLength).getUint32(0, true);
    const end = 4 + sizeOf(length, rest.length - 4);
    checkRuns(rest.subarray(4, end), width, count);
    rest = rest.subarray(end);
  }
  return rest;
}

/**
 * Runs of the hybrid of run lengths and packed bits (Parquet's Encodings.md): none may be longer than the page, but for
 * the last byte of packed bits.
 */
function checkRuns(bytes: Uint8Array, width: number, count: number): void {
  sizeOf(width, 32);
  let offset = 0;
  let seen = 0;
  while (offset < bytes.length && seen < count) {
    const { number: header, end } = varintAt(bytes, offset);
    offset = end;
    const packed = header % 2 === 1;
    const length = Math.floor(header / 2) * (packed ? 8 : 1);
    sizeOf(length, count + (packed ? mostPadding : 0));
    offset += packed ? (length / 8) * width : Math.ceil(width / 8);
    seen += length;
  }
}

function widthOf(level: number): number {
  return level === 0 ? 0 : Math.ceil(Math.log2(level + 1));
}

/** @throws RangeError for what is no size, or too large a one. */
function sizeOf(size: number | undefined, most: number): number {
  if (size !== undefined && Number.isInteger(size) && size >= 0 && size <= most) return size;
  throw new RangeError(`a size of ${size} where ${most} is the most`);
}
