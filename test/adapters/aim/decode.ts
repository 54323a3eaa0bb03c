import { Readable } from 'node:stream';
import { encodeEntry } from '../../../adapters/aim/emulator/encode-tree.ts';
import { readRoots } from '../../../adapters/aim/encoding/read-roots.ts';
import type { Root } from '../../../adapters/aim/encoding/tree-builder.ts';

/** Reads bytes that come in pieces of the lengths given, the rest in one. */
export async function decode(bytes: Uint8Array, lengths: readonly number[] = []): Promise<readonly Root[]> {
  const roots: Root[] = [];
  for await (const root of readRoots(inPieces(bytes, lengths))) roots.push(root);
  return roots;
}

function inPieces(bytes: Uint8Array, lengths: readonly number[]): AsyncIterable<Uint8Array> {
  const starts = [0];
  for (const length of lengths) starts.push(Math.min(bytes.length, (starts.at(-1) ?? 0) + length));
  return Readable.from(starts.map((start, index) => bytes.subarray(start, starts[index + 1] ?? bytes.length)));
}

/** A stream of many shapes, as search/run and search/metric send it: runs with params, traces and columns, and reports of
 * progress, the keys of which hold ten times so many digits of noise. */
export function recordedStream(noise = 3705): Buffer {
  const blob = Buffer.alloc(24);
  [1.5, Number.NaN, -Infinity].forEach((value, index) => blob.writeDoubleLE(value, 8 * index));
  const column = { type: 'numpy', shape: 3, dtype: 'float64', blob };
  const run = {
    props: { name: 'élan', archived: false, tags: [{ name: 'keep' }], creation_time: 1767600000.123, end_time: null },
    params: { lr: 0.5, n: -2, big: 2n ** 60n, nested: { deep: [1, [2, { k: 'v' }]] }, empty: {}, none: [] },
    traces: [{ name: 'loss', context: { subset: 'val' }, values: column, iters: column }],
  };
  return Buffer.concat([
    encodeEntry('40fb5d074f3d47dd8ad0b642', run),
    encodeEntry('progress_0', [1, 2]),
    encodeEntry(`progress_1_${'1234567890'.repeat(noise)}`, [2, 2]),
    encodeEntry('fa25c5b51a9e4c71bc851d29', { props: { name: null }, params: {} }),
  ]);
}
