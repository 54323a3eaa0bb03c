import { everyIndex, indexesWhere } from './indexes.ts';
import { isPresent, type Column } from './columns.ts';
import { countOnGrid, type Grid } from './parzen-grid.ts';
import { parzenDensity } from './parzen.ts';

/** Runs are told apart by whether they are among this share of the best. */
const bestShare = 0.1;

/**
 * How much each param decides whether a run is among the best: the Pearson divergence between where the best runs lie and
 * where all do. Watanabe, Bansal and Hutter, PED-ANOVA (arXiv 2304.10255), with the weights of its conditional form (arXiv
 * 2601.20800) for params that only some runs have; in every constant as Optuna 5.0.0's evaluator by its defaults.
 * @param target One finite value a run.
 * @returns One amount a param, in no unit: see `shareOut`.
 */
export function pedAnova(target: Float64Array, minimize: boolean, columns: readonly Column[]): Float64Array {
  const best = bestRows(target, minimize);
  const all = everyIndex(target.length);
  return Float64Array.from(columns, (column) => {
    const present = all.filter((row) => isPresent(column, row));
    const bestPresent = best.filter((row) => isPresent(column, row));
    if (present.length < 2 || bestPresent.length === 0) return 0;
    const ofBest = bestPresent.length / best.length;
    const ofAll = present.length / all.length;
    return (ofBest ** 2 / ofAll) * divergence(column, present, bestPresent);
  });
}

/** The best tenth, at least two, with all that are as good as the last of them. */
function bestRows(target: Float64Array, minimize: boolean): Uint32Array {
  const losses = minimize ? target : target.map((value) => -value);
  const count = Math.max(2, Math.ceil(bestShare * losses.length));
  const last = losses.slice().sort()[Math.min(count, losses.length) - 1] ?? Infinity;
  return indexesWhere(losses.length, (row) => (losses[row] ?? Infinity) <= last);
}

/** Keeps densities from being 0. */
const floor = 1e-12;

function divergence(column: Column, present: Uint32Array, best: Uint32Array): number {
  const grid: Grid | undefined = countOnGrid(column, present, best);
  if (grid === undefined) return 0;
  const dense = parzenDensity(grid.all, grid.ordered);
  const denseBest = parzenDensity(grid.best, grid.ordered);
  return dense.reduce((sum, density, at) => {
    const local = density + floor;
    return sum + local * (((denseBest[at] ?? 0) + floor) / local - 1) ** 2;
  }, 0);
}
