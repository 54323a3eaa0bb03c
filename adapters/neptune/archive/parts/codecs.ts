import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

// The exporter compresses by snappy; whatever rewrites its files may choose another way.

/** No writer takes a larger window but for the highest levels, which are for whole archives. */
const mostWindow = 2 ** 27;

export const codecs: Compressors = {
  ...compressors,
  ZSTD(input, length) {
    checkFrame(input, length);
    return compressors.ZSTD?.(input, length) ?? new Uint8Array();
  },
};

/**
 * The library asks for as much memory as the head of a frame says (RFC 8878, 3.1.1.1), which in a damaged file may be
 * anything. @throws RangeError where that is more than the page holds.
 */
function checkFrame(input: Uint8Array, length: number): void {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  if (input.length < 6 || view.getUint32(0, true) !== 0xfd2fb528) throw new RangeError('no frame of zstd');
  const flags = view.getUint8(4);
  const single = (flags & 0x20) !== 0;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  if (!single) {
    const descriptor = view.getUint8(5);
    const base = 2 ** (10 + (descriptor >> 3));
    if (base + (base / 8) * (descriptor & 7) > mostWindow) throw new RangeError('a window of zstd beyond all sizes');
  }
  if (sizeBytes === 0) return;
  const at = (single ? 5 : 6) + ([0, 1, 2, 4][flags & 3] ?? 0);
  const bytes = input.subarray(at, at + sizeBytes);
  const size = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0) + (sizeBytes === 2 ? 256 : 0);
  if (size > length) throw new RangeError(`a frame of ${size} bytes in a page of ${length}`);
}
