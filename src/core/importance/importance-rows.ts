import type { Value } from '../../contract/value.ts';
import { compareText } from '../rows/compare-values.ts';
import { shareOut } from '../stats/columns.ts';
import { forestCosts } from '../stats/forest.ts';
import { pedAnova } from '../stats/ped-anova.ts';
import { paramColumn } from './param-column.ts';

export type ImportanceMethod = 'PED_ANOVA' | 'FOREST';

/** A param over runs, in their order. */
export interface ParamValues {
  readonly param: string;
  readonly values: readonly (Value | undefined)[];
}

/** How much of what makes runs good lies in a param. Null, with the reason, where it cannot be judged. */
export interface ImportanceRow {
  readonly param: string;
  readonly importance: number | null;
  /** Runs that were judged. */
  readonly n: number;
  /** FOREST alone: the 5th and the 95th percentile of the permutations. */
  readonly low: number | null;
  readonly high: number | null;
  readonly note: string | null;
}

export interface Importances {
  /** By importance; those without one last, by name. */
  readonly rows: readonly ImportanceRow[];
  /** Runs that have a finite target. */
  readonly n: number;
  readonly note: string | null;
}

/**
 * The importance of params for a target; those that can be judged sum to 1.
 * @param target One a run; not finite where it has none.
 * @param minimize Null where nobody knows which way the target is good: PED_ANOVA needs it, and FOREST is not asked either.
 */
export function importanceRows(
  target: Float64Array,
  params: readonly ParamValues[],
  minimize: boolean | null,
  method: ImportanceMethod,
  seed: number,
): Importances {
  const runs = Array.from(target.keys()).filter((run) => Number.isFinite(target[run]));
  const left = target.length - runs.length;
  const columns = params.map(({ param, values }) => ({ param, ...paramColumn(runs.map((run) => values[run])) }));
  const judged = minimize === null ? [] : columns.filter(({ column }) => column !== null);
  const wanted = Float64Array.from(runs, (run) => target[run] ?? Number.NaN);
  const shares = new Map(
    judge(
      wanted,
      judged.flatMap(({ column }) => (column === null ? [] : [column])),
      minimize ?? true,
      method,
      seed,
    ).map((share, at) => [judged[at]?.param, share]),
  );
  const rows = columns.map(({ param, n, note }): ImportanceRow => {
    const { importance, low, high } = shares.get(param) ?? nothing;
    return { param, importance, n, low, high, note: note ?? (minimize === null ? 'no direction' : null) };
  });
  const notes = [
    ...(minimize === null ? ['no direction'] : []),
    ...(left === 0 ? [] : [`${left} runs without a finite target are left out`]),
  ];
  return { rows: rows.sort(byImportance), n: runs.length, note: notes.length === 0 ? null : notes.join('; ') };
}

type Share = Pick<ImportanceRow, 'importance' | 'low' | 'high'>;
const nothing: Share = { importance: null, low: null, high: null };

function judge(
  target: Float64Array,
  columns: Parameters<typeof pedAnova>[2],
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

function byImportance(a: ImportanceRow, b: ImportanceRow): number {
  return (b.importance ?? -1) - (a.importance ?? -1) || compareText(a.param, b.param);
}
