import { inLanes } from './in-lanes.ts';
import type { BranchStream, RowStream, StreamRow } from './stream.ts';

export interface DrainedStream extends RowStream {
  /** Whether rows are left. Rows beyond the most that are kept count too. */
  hasMore(): boolean;
}

/**
 * Reads all rows of a source that cannot sort, and sorts them. Only as many rows as are wanted are kept, so that memory
 * follows the page and not the tracker.
 */
export function drainSorted(
  branches: readonly BranchStream[],
  most: number,
  compare: (a: StreamRow, b: StreamRow) => number,
): DrainedStream {
  let kept: StreamRow[] = [];
  let drained = false;
  let taken = 0;

  function trim(): void {
    kept.sort(compare);
    kept = kept.filter((row, index) => index === 0 || compare(row, kept[index - 1] ?? row) !== 0).slice(0, most);
  }

  async function drainBranch(stream: BranchStream): Promise<void> {
    while (!stream.ended()) {
      await stream.fill();
      for (let row = stream.peek(); row !== undefined; row = stream.peek()) {
        kept.push({ ...row, resume: null });
        stream.take();
      }
      if (kept.length > 4 * most + 1000) trim();
    }
  }

  return {
    peek: () => (drained ? kept[taken] : undefined),
    take() {
      taken += 1;
    },
    async fill() {
      if (drained) return;
      await inLanes(branches, drainBranch);
      trim();
      drained = true;
    },
    ended: () => drained && taken >= kept.length,
    hasMore: () => !drained || taken < kept.length || kept.length >= most,
  };
}
