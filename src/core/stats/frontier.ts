/** Runs as columns, in the order of a selection. */
export interface FrontierRuns {
  /** Epoch milliseconds; NaN where the end is not known. */
  readonly endedAt: Float64Array;
  /** Not finite where a run has none. */
  readonly values: Float64Array;
  /** NaN where not known. */
  readonly gpuHours: Float64Array;
  readonly costs: Float64Array;
}

/** A run that was better than all before it, and what had been spent until then. */
export interface FrontierPoint {
  readonly row: number;
  /** How much better than the best before; null for the first. */
  readonly improvement: number | null;
  /** Runs with a value that had ended. */
  readonly runsSoFar: number;
  /** What is known of all runs that had ended, with a value or without; null while nothing is. */
  readonly gpuHoursSoFar: number | null;
  readonly costSoFar: number | null;
  /** The cost since the last point for each unit of improvement; null where either is not known. */
  readonly costPerImprovement: number | null;
}

/** The best so far, by end time. Of runs that ended at once the best counts, and of equal ones the first. */
export function frontierOf(
  { endedAt, values, gpuHours, costs }: FrontierRuns,
  minimize: boolean,
): readonly FrontierPoint[] {
  const better = (a: number, b: number): boolean => (minimize ? a < b : a > b);
  const order = Array.from(endedAt.keys())
    .filter((row) => !Number.isNaN(endedAt[row] ?? Number.NaN))
    .sort((a, b) => (endedAt[a] ?? 0) - (endedAt[b] ?? 0) || a - b);
  const points: FrontierPoint[] = [];
  const spent = { hours: openTotal(), cost: openTotal() };
  let runsSoFar = 0;
  let best: number | undefined;
  let costBefore: number | null = null;
  for (let from = 0; from < order.length;) {
    let winner: number | undefined;
    const end = endedAt[order[from] ?? 0];
    for (; from < order.length && endedAt[order[from] ?? 0] === end; from += 1) {
      const row = order[from] ?? 0;
      spent.hours.add(gpuHours[row] ?? Number.NaN);
      spent.cost.add(costs[row] ?? Number.NaN);
      const value = values[row] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      runsSoFar += 1;
      if (winner === undefined || better(value, values[winner] ?? value)) winner = row;
    }
    const value = winner === undefined ? undefined : values[winner];
    if (winner === undefined || value === undefined || (best !== undefined && !better(value, best))) continue;
    const improvement = best === undefined ? null : Math.abs(value - best);
    const costSoFar = spent.cost.total();
    const since = costSoFar === null || improvement === null ? null : costSoFar - (costBefore ?? 0);
    points.push({
      row: winner,
      improvement,
      runsSoFar,
      gpuHoursSoFar: spent.hours.total(),
      costSoFar,
      costPerImprovement: since === null || improvement === null ? null : since / improvement,
    });
    [best, costBefore] = [value, costSoFar];
  }
  return points;
}

/** A sum that grows, compensated; null until something is known. */
function openTotal() {
  let sum = 0;
  let lost = 0;
  let known = false;
  return {
    add(amount: number): void {
      if (Number.isNaN(amount)) return;
      known = true;
      const next = sum + amount;
      lost += Math.abs(sum) >= Math.abs(amount) ? sum - next + amount : amount - next + sum;
      sum = next;
    },
    total: (): number | null => (known ? sum + lost : null),
  };
}
