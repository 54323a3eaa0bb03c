import { brotliCompressSync, gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { FileFetcher } from '../../../adapters/wandb/file-fetcher.ts';
import { readColumns } from '../../../adapters/wandb/history/read-columns.ts';
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
