import type { BranchStream, StreamRow } from './stream.ts';

/**
 * Some trackers list runs whose metric is NaN before runs that lack the metric. Each of the two parts is in order, but
 * the promise is one order for both. So the NaN rows, usually few, are held back and merged with the missing ones.
 */
export function orderNaN(
  inner: BranchStream,
  isNaNRow: (row: StreamRow) => boolean,
  together: (a: StreamRow, b: StreamRow) => boolean,
  compare: (a: StreamRow, b: StreamRow) => number,
): BranchStream {
  const held: StreamRow[] = [];
  let next: StreamRow | undefined;

  async function holdBack(): Promise<void> {
    for (;;) {
      if (inner.peek() === undefined && !inner.ended()) await inner.fill();
      const row = inner.peek();
      if (row === undefined || !isNaNRow(row) || (held[0] !== undefined && !together(held[0], row))) return;
      const resume = held[0]?.resume ?? inner.resume() ?? null;
      held.push({ ...row, resume });
      inner.take();
    }
  }

  function choose(): StreamRow | undefined {
    const row = inner.peek();
    const first = held[0];
    if (first === undefined) return row;
    if (row === undefined || !together(first, row) || compare(first, row) < 0) return first;
    return { ...row, resume: first.resume };
  }

  return {
    key: inner.key,
    peek: () => next,
    take() {
      if (next !== undefined && next === held[0]) held.shift();
      else inner.take();
      next = undefined;
    },
    async fill() {
      if (next !== undefined) return;
      await holdBack();
      next = choose();
    },
    ended() {
      return next === undefined && held.length === 0 && inner.ended();
    },
    resume: () => (held[0] === undefined ? inner.resume() : held[0].resume),
  };
}
