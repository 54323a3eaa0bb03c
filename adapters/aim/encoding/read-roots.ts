import { openFrameReader } from './frame-reader.ts';
import { openTreeBuilder, type Root } from './tree-builder.ts';

/**
 * The entries of a stream, each as soon as it is whole, so that no more than one is held at a time. Progress reports
 * are left out. Throws PROTOCOL where the bytes make no sense or end inside a frame: an end is the whole stream.
 */
export async function* readRoots(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Root> {
  const ready: Root[] = [];
  const builder = openTreeBuilder();
  const give = (root: Root | undefined): void => {
    if (root !== undefined && !isProgress(root)) ready.push(root);
  };
  const frames = openFrameReader((bytes, pathStart, pathEnd, valueStart, valueEnd) => {
    give(builder.add(bytes, pathStart, pathEnd, valueStart, valueEnd));
  });
  for await (const piece of pieces) {
    frames.push(piece);
    yield* ready.splice(0);
  }
  frames.end();
  give(builder.end());
  yield* ready;
}

/** `progress_<n>`, or with a long tail of digits that keeps compressing proxies from holding it back. */
function isProgress({ key }: Root): boolean {
  return key.startsWith('progress_');
}
