import type { RowStream, StreamRow } from './stream.ts';

/** A stream whose next row is here. */
interface Head {
  readonly stream: RowStream;
  readonly row: StreamRow;
}

/**
 * One stream out of several. Each of them must be in order. Equal neighbours are the same run in two branches: the
 * first one is kept.
 */
export function mergeStreams(
  streams: readonly RowStream[],
  compare: (a: StreamRow, b: StreamRow) => number,
): RowStream {
  /** In order, the next row of the list at the end. */
  const heads: Head[] = [];
  let waiting: readonly RowStream[] = streams;

  function insert(head: Head): void {
    let [low, high] = [0, heads.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = heads[middle];
      if (other !== undefined && compare(other.row, head.row) > 0) low = middle + 1;
      else high = middle;
    }
    heads.splice(low, 0, head);
  }

  /** Moves streams that have a row to the heads, and drops streams that are at their end. */
  function sortIn(): void {
    if (waiting.length === 0) return;
    waiting = waiting.filter((stream) => {
      const row = stream.peek();
      if (row !== undefined) insert({ stream, row });
      return row === undefined && !stream.ended();
    });
  }

  function advance({ stream }: Head): void {
    stream.take();
    const row = stream.peek();
    if (row === undefined) waiting = [...waiting, stream];
    else insert({ stream, row });
  }

  return {
    peek() {
      sortIn();
      return waiting.length > 0 ? undefined : heads.at(-1)?.row;
    },
    take() {
      const taken = heads.pop();
      if (taken === undefined) return;
      advance(taken);
      for (let next = heads.at(-1); next !== undefined && compare(next.row, taken.row) === 0; next = heads.at(-1)) {
        heads.pop();
        advance(next);
      }
    },
    async fill() {
      sortIn();
      while (waiting.length > 0) {
        await Promise.all(waiting.map((stream) => stream.fill()));
        sortIn();
      }
    },
    ended() {
      sortIn();
      return waiting.length === 0 && heads.length === 0;
    },
  };
}
