import { Readable } from 'node:stream';
import type { OpenFile, OutOfRange, WantedRange } from '../../contract/artifacts.ts';

/** A file whose bytes are at hand, or the part of it that was asked for. */
export function openBytes(
  bytes: Uint8Array,
  contentType: string | null,
  wanted: WantedRange | null,
): OpenFile | OutOfRange {
  const sizeBytes = bytes.length;
  const [from, to] = wanted === null ? [0, sizeBytes - 1] : endsOf(wanted, sizeBytes);
  if (wanted !== null && from > to) return { outOfRange: true, sizeBytes };
  return {
    sizeBytes,
    range: wanted === null ? null : { from, to },
    contentType,
    digest: null,
    etag: null,
    body: Readable.from([bytes.subarray(from, to + 1)]),
    close: () => undefined,
  };
}

/** The first and the last byte of a range; none where the first is behind the last. */
export function endsOf(wanted: WantedRange, size: number): readonly [number, number] {
  if ('last' in wanted) return wanted.last === 0 ? [size, size - 1] : [Math.max(0, size - wanted.last), size - 1];
  return [wanted.from, Math.min(wanted.to ?? size - 1, size - 1)];
}
