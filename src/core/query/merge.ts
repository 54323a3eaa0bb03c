import type { RowStream, StreamRow } from './stream.ts';

/**
 * One stream out of several that are each in order. Equal neighbours are the same run seen through two branches; the
 * later ones are dropped.
 */
export function mergeStreams(
  streams: readonly RowStream[],
  compare: (a: StreamRow, b: StreamRow) => number,
): RowStream {
  let current: RowStream | undefined;

  function choose(): RowStream | undefined {
    let best: RowStream | undefined;
    let bestRow: StreamRow | undefined;
    for (const stream of streams) {
      const row = stream.peek();
      if (row === undefined) {
        if (!stream.ended()) return undefined;
        continue;
      }
      if (bestRow === undefined || compare(row, bestRow) < 0) [best, bestRow] = [stream, row];
    }
    return best;
  }

  return {
    peek() {
      current ??= choose();
      return current?.peek();
    },
    take() {
      const taken = current?.peek();
      current = undefined;
      if (taken === undefined) return;
      for (const stream of streams) {
        const row = stream.peek();
        if (row !== undefined && compare(row, taken) === 0) stream.take();
      }
    },
    async fill() {
      while (streams.some((stream) => stream.peek() === undefined && !stream.ended())) {
        await Promise.all(
          streams.filter((stream) => stream.peek() === undefined && !stream.ended()).map((s) => s.fill()),
        );
      }
    },
    ended() {
      return streams.every((stream) => stream.ended());
    },
  };
}
