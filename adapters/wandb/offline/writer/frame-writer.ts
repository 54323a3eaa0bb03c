import { crc32 } from 'node:zlib';
import { blockSize } from '../frames.ts';

// The other direction of frames.ts: records as chunks of blocks.

const chunkHead = 7;
const [full, first, middle, last] = [1, 2, 3, 4];

/** The beginning of every file. */
export const fileHeader = Buffer.from(':W&B\xe1\xbe\0', 'latin1');

/** The bytes of a record that begins at a place of the file. */
export function frame(record: Uint8Array, place: number): Buffer {
  const parts: Buffer[] = [];
  let [at, rest, isFirst, isDone] = [place, record, true, false];
  while (!isDone) {
    const left = blockSize - (at % blockSize);
    if (left < chunkHead) {
      parts.push(Buffer.alloc(left));
      at += left;
      continue;
    }
    const data = rest.subarray(0, left - chunkHead);
    rest = rest.subarray(data.length);
    isDone = rest.length === 0;
    parts.push(chunk(data, isDone ? (isFirst ? full : last) : isFirst ? first : middle));
    at += chunkHead + data.length;
    isFirst = false;
  }
  return Buffer.concat(parts);
}

function chunk(data: Uint8Array, type: number): Buffer {
  const head = Buffer.alloc(chunkHead);
  head.writeUInt32LE(crc32(data, crc32(Buffer.of(type))), 0);
  head.writeUInt16LE(data.length, 4);
  head.writeUInt8(type, 6);
  return Buffer.concat([head, data]);
}
