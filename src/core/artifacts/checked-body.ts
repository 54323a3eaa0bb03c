import { createHash, type Hash } from 'node:crypto';
import type { Digest } from '../../contract/artifacts.ts';
import { RungraphError } from '../../contract/error.ts';

export interface ExpectedBody {
  readonly source: string;
  /** Bytes; null where the tracker does not tell. */
  readonly length: number | null;
  /** Of what `body` holds. */
  readonly digest: Digest | null;
}

/**
 * The pieces of a file, checked against what is known of it. The last one is held back until the end is seen, so that
 * what differs never looks whole. @throws PROTOCOL.
 */
export async function* checkedBody(
  pieces: AsyncIterable<Uint8Array>,
  { source, length, digest }: ExpectedBody,
): AsyncGenerator<Uint8Array> {
  const hash = hashFor(digest);
  let bytes = 0;
  let held: Uint8Array | undefined;
  for await (const piece of pieces) {
    bytes += piece.length;
    hash?.update(piece);
    if (length !== null && bytes > length) throw wrong(`The file is more than its ${length} bytes.`, source);
    if (held !== undefined) yield held;
    held = undefined;
    const mayBeLast = length === null ? hash !== undefined : bytes === length;
    if (mayBeLast) held = piece;
    else yield piece;
  }
  if (length !== null && bytes !== length) throw wrong(`The file ended after ${bytes} of ${length} bytes.`, source);
  if (hash !== undefined && digest !== null && hash.digest('hex') !== digest.value.toLowerCase()) {
    throw wrong(`The file is not the one that the tracker keeps: its ${digest.algorithm} is another.`, source);
  }
  if (held !== undefined) yield held;
}

/** Hexadecimal digits of each that anybody can compute; a tracker has ways of its own, too. */
const lengths: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha256: 64, sha512: 128 };

function hashFor(digest: Digest | null): Hash | undefined {
  const length = digest === null ? undefined : lengths[digest.algorithm];
  if (digest === null || digest.value.length !== length || !/^[0-9a-f]+$/i.test(digest.value)) return undefined;
  try {
    return createHash(digest.algorithm);
  } catch {
    // Not every build of Node has every algorithm.
    return undefined;
  }
}

function wrong(message: string, source: string): RungraphError {
  return new RungraphError('PROTOCOL', message, { source });
}
