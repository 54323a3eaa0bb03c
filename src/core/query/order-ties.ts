import type { BranchStream, StreamRow } from './stream.ts';

/**
 * Sorts rows that a tracker leaves in any order. Neighbours with equal keys are one group: a group is gathered and
 * sorted before its first row is given out.
 */
export function orderTies(
  inner: BranchStream,
  together: (a: StreamRow, b: StreamRow) => boolean,
  compare: (a: StreamRow, b: StreamRow) => number,
): BranchStream {
  let group: StreamRow[] = [];
  let taken = 0;
  let groupStart = inner.resume();

  async function gather(): Promise<void> {
    groupStart = inner.resume();
    const start = groupStart ?? null;
    [group, taken] = [[], 0];
    for (;;) {
      if (inner.peek() === undefined && !inner.ended()) await inner.fill();
      const row = inner.peek();
      const first = group[0];
      if (row === undefined || (first !== undefined && !together(first, row))) break;
      group.push({ ...row, resume: start });
      inner.take();
    }
    group.sort(compare);
  }

  return {
    key: inner.key,
    peek: () => group[taken],
    take() {
      taken += 1;
    },
    async fill() {
      if (taken >= group.length && !inner.ended()) await gather();
    },
    ended() {
      return taken >= group.length && inner.ended();
    },
    resume: () => (taken < group.length ? groupStart : inner.resume()),
  };
}
