import { everyIndex } from './indexes.ts';

/** Points by objective: one column for each, all to be made small. */
export type Objectives = readonly Float64Array[];

/**
 * The rank of each point: 0 for those that no other is better than, 1 for those that only points of rank 0 are better than,
 * and so on. One is better where it is no worse in any objective and better in one. Zhang, Tian, Cheng and Jin, An
 * efficient approach to nondominated sorting (2015), with fronts searched by halves.
 */
export function paretoRanks(objectives: Objectives): Uint32Array {
  const count = objectives[0]?.length ?? 0;
  const order = everyIndex(count).sort((a, b) => compareRows(objectives, a, b));
  const ranks = new Uint32Array(count);
  const fronts: number[][] = [];
  for (const row of order) {
    let [low, high] = [0, fronts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holdsBetter(objectives, fronts[middle] ?? [], row)) low = middle + 1;
      else high = middle;
    }
    (fronts[low] ??= []).push(row);
    ranks[row] = low;
  }
  return ranks;
}

/** In this order no point is better than one before it. */
function compareRows(objectives: Objectives, a: number, b: number): number {
  for (const column of objectives) {
    const apart = (column[a] ?? 0) - (column[b] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}

/** The last ones are the nearest, and most often the better ones. */
function holdsBetter(objectives: Objectives, front: readonly number[], row: number): boolean {
  for (let at = front.length - 1; at >= 0; at -= 1) if (isBetter(objectives, front[at] ?? 0, row)) return true;
  return false;
}

function isBetter(objectives: Objectives, a: number, b: number): boolean {
  let better = false;
  for (const column of objectives) {
    const [left, right] = [column[a] ?? 0, column[b] ?? 0];
    if (left > right) return false;
    if (left < right) better = true;
  }
  return better;
}
