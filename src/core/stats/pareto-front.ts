import { hypervolume, mostMeasured } from './hypervolume.ts';
import { indexesWhere, pick } from './indexes.ts';
import { paretoRanks } from './pareto.ts';
import { counted } from '../words/counted.ts';

/** Runs by rank, and what the front reaches. */
export interface ParetoFront {
  /** By rank, and within one in the order of the runs. */
  readonly points: readonly { readonly row: number; readonly rank: number }[];
  /** Null above three objectives, and of no runs. */
  readonly hypervolume: number | null;
  /** In the objectives' own units; null for an objective that no run has. */
  readonly reference: readonly (number | null)[];
  readonly note: string | null;
}

export const mostObjectives = 5;

/**
 * Which runs no other is better than, and how far they reach beyond a reference: the given one, or the worst that was seen.
 * @param objectives One column each, one value a run; runs without a finite value in each are left out.
 */
export function paretoFront(
  objectives: readonly Float64Array[],
  minimize: readonly boolean[],
  reference: readonly number[] | null,
): ParetoFront {
  const count = objectives[0]?.length ?? 0;
  const rows = indexesWhere(count, (row) => objectives.every((column) => Number.isFinite(column[row])));
  const signs = minimize.map((one) => (one ? 1 : -1));
  const losses = objectives.map((column, at) => pick(column, rows).map((value) => value * (signs[at] ?? 1)));
  const ranks = paretoRanks(losses);
  const worst = losses.map((column) => column.reduce((most, loss) => Math.max(most, loss), -Infinity));
  const limits = reference === null ? worst : reference.map((value, at) => value * (signs[at] ?? 1));
  const left = count - rows.length;
  const measured = objectives.length <= mostMeasured && rows.length > 0;
  const notes = [
    ...(left === 0
      ? []
      : [`${counted(left, 'run')} without a finite value in every objective ${left === 1 ? 'is' : 'are'} left out`]),
    ...(objectives.length > mostMeasured ? [`the hypervolume is measured for up to ${mostMeasured} objectives`] : []),
  ];
  return {
    points: Array.from(rows, (row, at) => ({ row, rank: ranks[at] ?? 0 })).sort(
      (a, b) => a.rank - b.rank || a.row - b.row,
    ),
    hypervolume: measured ? hypervolume(losses, limits) : null,
    reference: limits.map((limit, at) => (Number.isFinite(limit) ? limit * (signs[at] ?? 1) + 0 : null)),
    note: notes.length === 0 ? null : notes.join('; '),
  };
}
