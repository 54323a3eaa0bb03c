import { malformed } from './malformed.ts';
import { readInt64LE } from './read-integer.ts';
import type { ShortTexts } from './short-texts.ts';
import type { Tree } from './tree.ts';

/** Marks the path of a list or of an object; what they hold comes in frames of their own. */
export type Marker = typeof listMarker | typeof objectMarker;
export const listMarker = Symbol('list');
export const objectMarker = Symbol('object');

/** The value of a frame: a tag and its payload. Aim reads a tag that it does not know as null, and so does this. */
export function readValue(bytes: Buffer, start: number, end: number, texts: ShortTexts): Tree | Marker {
  if (start >= end) throw malformed('a value has no bytes');
  const at = start + 1;
  const length = end - at;
  switch (bytes[start]) {
    case 0x01:
      if (length !== 1) throw malformed('a boolean is not one byte');
      return bytes[at] !== 0;
    case 0x02:
      return readInteger(bytes, at, length);
    case 0x03:
      if (length === 8) return bytes.readDoubleLE(at);
      if (length === 4) return bytes.readFloatLE(at);
      throw malformed('a number is not eight bytes');
    case 0x04:
      return texts.read(bytes, at, end);
    case 0x05:
      // A copy: the bytes of a stream's piece would keep all of it alive.
      return new Uint8Array(bytes.subarray(at, end));
    case 0x06:
      return listMarker;
    case 0x07:
      return objectMarker;
    default:
      return null;
  }
}

/** Eight bytes from Aim itself; servers that imitate it send as few as the number needs. */
function readInteger(bytes: Buffer, at: number, length: number): number | bigint {
  if (length === 8) return readInt64LE(bytes, at);
  if (length === 4 || length === 2 || length === 1) return bytes.readIntLE(at, length);
  throw malformed('an integer is not eight bytes');
}
