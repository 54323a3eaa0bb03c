import { malformed } from '../encoding/malformed.ts';
import { readRoots } from '../encoding/read-roots.ts';
import type { Tree } from '../encoding/tree.ts';

/** The members of what `aim server` answers, by key or by place in a list: its streams with one more byte a frame. */
export async function unpackTree(bytes: Buffer): Promise<ReadonlyMap<string, Tree>> {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (bytes.length - at < 9) throw malformed('it ends inside a frame');
    const pathEnd = at + 4 + bytes.readUInt32LE(at);
    if (pathEnd + 5 > bytes.length) throw malformed('it ends inside a frame');
    const end = pathEnd + 5 + bytes.readUInt32LE(pathEnd + 1);
    // The whole itself: a scalar, or what it is.
    if (pathEnd > at + 4) frames.push(bytes.subarray(at, pathEnd), bytes.subarray(pathEnd + 1, end));
    at = end;
  }
  const found = new Map<string, Tree>();
  for await (const { key, value } of readRoots(piecesOf(frames))) found.set(key, value);
  return found;
}

async function* piecesOf(frames: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.concat(frames));
}
