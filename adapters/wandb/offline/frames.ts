import { crc32 } from 'node:zlib';
import { RungraphError } from '../../../src/contract/error.ts';

// The framing of `.wandb` files: a header of 7 bytes, then blocks of 32 KiB counted from the start of the file. Blocks
// hold chunks: CRC-32 of type and data, length, type, data. A record is one chunk or several. As in LevelDB's log, but for
// the checksum, which is plain here.

export const blockSize = 32_768;
export const headerSize = 7;
const chunkHead = 7;
// 3 is one in between.
const [full, first, last] = [1, 2, 4];

/** What was not as it should be. */
export interface Damage {
  /** Chunks whose checksum or length is wrong, and records that lack a part. */
  broken: number;
  /** The file ends within a record: it is still written, or was cut off. */
  torn: boolean;
}

/** @throws PROTOCOL where the bytes are not the beginning of such a file. */
export function checkHeader(bytes: Uint8Array, name: string): void {
  const right = Buffer.from(':W&B\xe1\xbe\0', 'latin1');
  if (Buffer.compare(bytes.subarray(0, headerSize), right) !== 0)
    throw new RungraphError('PROTOCOL', `"${name}" is no file of a W&B run, or one of a version that is not known.`);
}

/** Puts records together from blocks that come one after the other. */
export function openFrames(damage: Damage): {
  /** `at` is where in the file the bytes lie: they start after the header or at a block, and end with a block or the file. */
  read(bytes: Uint8Array, at: number): readonly Uint8Array[];
  /** To be called at the end of the file. */
  end(): void;
} {
  let parts: Uint8Array[] = [];
  let inside = false;
  /** Whether the beginning of a record was seen: not so where reading began in the middle of a file. */
  let started = false;

  function take(type: number, data: Uint8Array, records: Uint8Array[]): void {
    if (type === full || type === first) {
      if (inside) damage.broken += 1;
      [inside, started, parts] = [type === first, true, [data]];
    } else if (inside) parts.push(data);
    else if (started) damage.broken += 1;
    if (type === full || (type === last && inside)) {
      records.push(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts));
      [inside, parts] = [false, []];
    }
  }

  function drop(): void {
    damage.broken += 1;
    [inside, parts] = [false, []];
  }

  return {
    read(bytes, at) {
      const records: Uint8Array[] = [];
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      damage.torn = false;
      for (let place = 0; place < bytes.length;) {
        const left = blockSize - ((at + place) % blockSize);
        if (left < chunkHead) {
          place += left;
          continue;
        }
        if (place + chunkHead > bytes.length) {
          damage.torn = true;
          break;
        }
        const [checksum, length, type] = [
          view.getUint32(place, true),
          view.getUint16(place + 4, true),
          view.getUint8(place + 6),
        ];
        // Zeros are room that was not written to.
        if (type < full || type > last || chunkHead + length > left) {
          if (checksum !== 0 || length !== 0 || type !== 0) drop();
          place += left;
          continue;
        }
        const end = place + chunkHead + length;
        if (end > bytes.length) {
          damage.torn = true;
          break;
        }
        const data = bytes.subarray(place + chunkHead, end);
        if (crc32(data, crc32(Buffer.of(type))) === checksum) take(type, data, records);
        else drop();
        place = end;
      }
      return records;
    },
    end() {
      if (inside) damage.torn = true;
    },
  };
}
