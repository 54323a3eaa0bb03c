import { shareOut, type Column } from '../stats/columns.ts';
import { forestCosts } from '../stats/forest.ts';
import { pedAnova } from '../stats/ped-anova.ts';

export type ImportanceMethod = 'PED_ANOVA' | 'FOREST';

/** The part of a column in what makes runs good. */
export interface Share {
  readonly importance: number | null;
  /** FOREST alone: the 5th and the 95th percentile of the permutations. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The shares of columns, in their order; they sum to 1.
 * @param target One finite value a run.
 */
export function judgeColumns(
  target: Float64Array,
  columns: readonly Column[],
  minimize: boolean,
  method: ImportanceMethod,
  seed: number,
): readonly Share[] {
  if (method === 'PED_ANOVA') {
    return Array.from(shareOut(pedAnova(target, minimize, columns)), (importance) => ({
      importance,
      low: null,
      high: null,
    }));
  }
  const costs = forestCosts(target, columns, seed);
  const kept = Float64Array.from(costs, ({ cost }) => Math.max(0, cost));
  const whole = kept.reduce((sum, cost) => sum + cost, 0);
  const part = (cost: number): number | null => (whole === 0 ? null : Math.max(0, cost) / whole);
  return Array.from(shareOut(kept), (importance, at) => {
    return { importance, low: part(costs[at]?.low ?? 0), high: part(costs[at]?.high ?? 0) };
  });
}
