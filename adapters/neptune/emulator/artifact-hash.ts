import { createHash } from 'node:crypto';

/** A file of tracked data, as servers list it. */
export interface ListedFile {
  readonly filePath: string;
  readonly fileHash: string;
  readonly type: string;
  readonly size: number | null;
  readonly metadata: readonly { readonly key: string; readonly value: string }[];
}

/**
 * The hash of an artifact that a server of 2.x tells (client's file_hasher.py, `get_artifact_hash_without_metadata`):
 * of each file in the order of paths, `#`, the length and text of the path, `#`, its hash, `#`, its size where it has one,
 * `#`, the length and text of its type. Lengths are 4 bytes, sizes 8, the greatest first.
 */
export function artifactHash(files: readonly ListedFile[]): string {
  const ordered = [...files].sort((a, b) => Buffer.compare(Buffer.from(a.filePath), Buffer.from(b.filePath)));
  const pieces = ordered.flatMap(({ filePath, fileHash, size, type }) => [
    ...['#', withLength(filePath), '#', fileHash, '#'],
    ...(size === null ? [] : [bigEndian(size, 8)]),
    ...['#', withLength(type)],
  ]);
  return createHash('sha256')
    .update(Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))))
    .digest('hex');
}

function withLength(text: string): Buffer {
  return Buffer.concat([bigEndian(Array.from(text).length, 4), Buffer.from(text)]);
}

function bigEndian(value: number, bytes: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');
}
