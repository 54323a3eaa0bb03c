import { parquetMetadata, parquetSchema, type FileMetaData } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { parquetPlan } from 'hyparquet/src/plan.js';
import { compressors } from 'hyparquet-compressors';
import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError, isRungraphError } from '../../../src/contract/error.ts';
import type { FileFetcher } from '../file-fetcher.ts';
import { joinCells, readCells, type Cells } from './read-cells.ts';

/** Columns of one exported file, by name; null where a row has no such key. What is nested is no number and not read. */
export interface Columns {
  readonly rows: number;
  readonly values: ReadonlyMap<string, Cells>;
}

/** The end of a file, which most exports fit into as a whole. */
const firstBytes = 256 * 1024;

/**
 * Reads some columns of a parquet file behind a URL: its end first, which holds the catalogue. The rest is read as a
 * whole where that is little more than the columns, else by the ranges that the columns lie in.
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
    const fetch = (ranges: readonly Range[]) => fetchRanges(fetcher, context, url, tail, ranges);
    return { rows: Number(metadata.num_rows), values: await decode(metadata, names, fetch) };
  } catch (error) {
    if (isRungraphError(error)) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new RungraphError('PROTOCOL', 'An exported file of history is no parquet that can be read.', {
      detail,
      cause: error,
    });
  }
}

async function decode(
  metadata: FileMetaData,
  names: readonly string[],
  fetch: (ranges: readonly Range[]) => Promise<readonly Fetched[]>,
): Promise<Columns['values']> {
  const root = parquetSchema(metadata);
  const flat = root.children.filter(
    ({ element, children }) => children.length === 0 && element.repetition_type !== 'REPEATED',
  );
  const wanted = new Map(
    flat.flatMap((leaf) => (names.includes(leaf.element.name) ? [[leaf.element.name, leaf]] : [])),
  );
  const plan = parquetPlan({ file: nowhere, metadata, columns: [...wanted.keys()] });
  const fetched = await fetch(plan.fetches);
  const pages = new Map([...wanted.keys()].map((name): [string, Cells[]] => [name, []]));
  for (const { chunks, groupRows } of plan.groups) {
    for (const { columnMetadata: column, range } of chunks) {
      const [name = ''] = column.path_in_schema;
      const leaf = wanted.get(name);
      if (leaf === undefined) continue;
      const { type, codec } = column;
      const about = { pathInSchema: [name], element: leaf.element, schemaPath: [root, leaf] };
      const decoder = { type, codec, ...about, parsers: DEFAULT_PARSERS, compressors };
      pages.get(name)?.push(...readCells(within(fetched, range), decoder, groupRows));
    }
  }
  const columns = new Map([...pages].map(([name, parts]) => [name, joinCells(parts)]));
  for (const [name, { length }] of columns) {
    if (length !== Number(metadata.num_rows)) throw new Error(`${name}: ${length} cells in ${metadata.num_rows} rows`);
  }
  return columns;
}

type Tail = Awaited<ReturnType<FileFetcher['read']>>;

/** The last eight bytes tell how long the catalogue is. */
async function readFooter(fetcher: FileFetcher, context: CallContext, url: string, tail: Tail): Promise<FileMetaData> {
  const { bytes, size, from } = tail;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes.length < 8 ? 0 : size - 8 - view.getUint32(bytes.length - 8, true);
  if (start >= from) return parquetMetadata(exact(bytes.subarray(start - from)));
  const longer = await fetcher.read(context, url, `bytes=${Math.max(0, start)}-`);
  return parquetMetadata(exact(longer.bytes));
}

type Range = ReturnType<typeof parquetPlan>['fetches'][number];

interface Fetched {
  readonly range: Range;
  readonly bytes: Uint8Array;
}

/** The planner asks for a file and does not read it. */
const nowhere = { byteLength: 0, slice: () => Promise.reject(new Error('nothing is read while planning')) };

function fetchRanges(
  fetcher: FileFetcher,
  context: CallContext,
  url: string,
  tail: Tail,
  ranges: readonly Range[],
): Promise<readonly Fetched[]> {
  let whole: Promise<Tail> | undefined;
  const needed = ranges.reduce((sum, { startByte, endByte }) => sum + endByte - startByte, 0);
  const isCheaper = tail.size < 4 * needed;

  async function read({ startByte, endByte }: Range): Promise<Uint8Array> {
    if (startByte >= tail.from) return tail.bytes.subarray(startByte - tail.from, endByte - tail.from);
    if (!isCheaper) return (await fetcher.read(context, url, `bytes=${startByte}-${endByte - 1}`)).bytes;
    whole ??= fetcher.read(context, url, null);
    return (await whole).bytes.subarray(startByte, endByte);
  }

  return Promise.all(ranges.map(async (range) => ({ range, bytes: await read(range) })));
}

/** The planner has put every chunk into a range that is fetched. */
function within(fetched: readonly Fetched[], chunk: Range): Uint8Array {
  const found = fetched.find(({ range }) => range.startByte <= chunk.startByte && chunk.endByte <= range.endByte);
  if (found === undefined) throw new Error('a column lies outside of what was fetched');
  const { range, bytes } = found;
  return bytes.subarray(chunk.startByte - range.startByte, chunk.endByte - range.startByte);
}

/** The bytes as a buffer that holds nothing else. */
function exact(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}
