import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import type { FileFetcher } from '../../../adapters/wandb/file-fetcher.ts';
import { readColumns } from '../../../adapters/wandb/history/read-columns.ts';
import { arrowFile } from './arrow-file.ts';
import { callContext } from '../../support/call-context.ts';

// Exported files of histories, in whatever way their writer compresses pages.

/** Zstandard as RFC 8878 has it, with one block that is stored as it is. */
function storedAsZstd(bytes: Uint8Array): Uint8Array {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(0xfd2fb528, 0);
  // A single segment, with a content size of four bytes.
  head.writeUInt8(0b1010_0000, 4);
  head.writeUInt32LE(bytes.length, 5);
  // The last block, raw, and its size.
  head.writeUIntLE(1 | (bytes.length << 3), 9, 3);
  return Buffer.concat([head, bytes]);
}

const compressors = { GZIP: gzipSync, BROTLI: brotliCompressSync, ZSTD: storedAsZstd };

/** Ranges of bytes that are at hand. */
function fetcherOf(bytes: Uint8Array): FileFetcher {
  const size = bytes.length;
  return {
    open: () => Promise.reject(new Error('not asked for')),
    read(_context, _url, range) {
      const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? 'bytes=0-') ?? [];
      const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
      const end = from === '' || to === '' ? size : Number(to) + 1;
      return Promise.resolve({ bytes: bytes.subarray(start, end), size, from: start });
    },
    close: () => undefined,
  };
}

test.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD'] as const)(
  'A FILE COMPRESSED BY %s is read',
  async (codec) => {
    const steps = Array.from({ length: 5000 }, (_step, at) => at);
    const columnData = [
      { name: '_step', data: steps.map(BigInt), type: 'INT64' as const },
      {
        name: 'loss',
        data: steps.map((step) => (step % 7 === 0 ? null : step / 8)),
        type: 'DOUBLE' as const,
        nullable: true,
      },
      { name: 'unasked', data: steps.map((step) => String(step)), type: 'STRING' as const },
    ];
    const file = new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors, rowGroupSize: 1000 }));
    const found = await readColumns(fetcherOf(file), callContext(), 'file', ['_step', 'loss', 'missing']);
    expect([found.rows, [...found.values.keys()]]).toEqual([5000, ['_step', 'loss']]);
    expect(Array.from(found.values.get('_step') ?? [], Number)).toEqual(steps);
    expect(Array.from(found.values.get('loss') ?? [], (value) => value ?? null)).toEqual(columnData[1]?.data);
  },
);

/** Cells of each type that an export may have, and what the library reads them as. */
const cellsOf = {
  INT64: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  DOUBLE: fc.double(),
  BOOLEAN: fc.boolean(),
  STRING: fc.string(),
  JSON: fc.constantFrom({ _type: 'histogram', bins: [1, 2] }, [1], 'text', 0.5),
} satisfies Partial<Record<NonNullable<ColumnSource['type']>, fc.Arbitrary<unknown>>>;

type CellType = keyof typeof cellsOf;

/** Few values repeat, which is when a writer makes a dictionary of them. */
const column = fc
  .record({
    type: fc.constantFrom(...(Object.keys(cellsOf) as CellType[])),
    nullable: fc.boolean(),
    repeats: fc.boolean(),
  })
  .chain(({ type, nullable, repeats }) => {
    const cell: fc.Arbitrary<unknown> = cellsOf[type];
    const some = repeats
      ? fc.array(cell, { minLength: 1, maxLength: 2 }).chain((few) => fc.constantFrom(...few))
      : cell;
    const one = nullable ? fc.option(some, { nil: null }) : some;
    return fc.record({
      type: fc.constant(type),
      nullable: fc.constant(nullable),
      data: fc.array(one, { minLength: 40, maxLength: 40 }),
    });
  });

test('FLAT COLUMNS ARE READ AS THE LIBRARY READS THEM, over pages, row groups and dictionaries', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(column, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(7, 40),
      fc.constantFrom(64, 1_048_576),
      fc.constantFrom('UNCOMPRESSED', 'SNAPPY'),
      async (columns, rowGroupSize, pageSize, codec) => {
        const columnData = columns.map((one, index) => ({ name: `c${String(index)}`, ...one }));
        const file = parquetWriteBuffer({ columnData, rowGroupSize, pageSize, codec });
        const expected = await parquetReadObjects({ file });
        const names = columnData.map(({ name }) => name);
        const found = await readColumns(fetcherOf(new Uint8Array(file)), callContext(), 'file', names);
        for (const name of names) {
          const cells = Array.from(found.values.get(name) ?? [], (cell) => cell ?? null);
          expect(cells).toEqual(expected.map((row): unknown => row[name] ?? null));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('DOUBLES WITHOUT GAPS stay an array of doubles, and what is nested is not read', async () => {
  const columnData = [
    { name: 'loss', data: Array.from({ length: 3000 }, (_value, at) => at / 8) },
    { name: 'list', data: Array.from({ length: 3000 }, () => [1, 2]) },
  ];
  const schema = [
    { name: 'root', num_children: 2 },
    { name: 'loss', type: 'DOUBLE' as const, repetition_type: 'OPTIONAL' as const },
    { name: 'list', repetition_type: 'OPTIONAL' as const, num_children: 1, converted_type: 'LIST' as const },
    { name: 'list', repetition_type: 'REPEATED' as const, num_children: 1 },
    { name: 'element', type: 'DOUBLE' as const, repetition_type: 'OPTIONAL' as const },
  ];
  const file = new Uint8Array(parquetWriteBuffer({ columnData, schema, rowGroupSize: 1000 }));
  const found = await readColumns(fetcherOf(file), callContext(), 'file', ['loss', 'list']);
  expect([...found.values.keys()]).toEqual(['loss']);
  expect(found.values.get('loss')).toBeInstanceOf(Float64Array);
  expect(found.values.get('loss')?.[2999]).toBe(2999 / 8);
});

test('PAGES OF THE FIRST VERSION, as Arrow writes them: levels before values, gaps, dictionaries', async () => {
  const names = ['_step', '_timestamp', 'loss', 'acc', 'note', 'size'];
  const found = await readColumns(fetcherOf(arrowFile), callContext(), 'file', names);
  const rows = Array.from({ length: 40 }, (_row, at) => at);
  const cells = (name: string) => Array.from(found.values.get(name) ?? [], (cell) => cell ?? null);
  expect(found.rows).toBe(40);
  expect(cells('_step').map(Number)).toEqual(rows);
  expect(cells('_timestamp')).toEqual(rows.map((at) => 1.7e9 + at / 4));
  expect(cells('loss')).toEqual(rows.map((at) => 1 / (at + 1)));
  expect(cells('acc')).toEqual(rows.map((at) => (at % 3 === 0 ? null : at % 7 === 1 ? Number.NaN : (at % 4) / 4)));
  expect(cells('note')).toEqual(rows.map((at) => (at % 2 === 1 ? null : 'NaN')));
  expect(cells('size')).toEqual(rows);
});
