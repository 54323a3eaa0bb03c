import type { Value } from '../../contract/value.ts';
import { compareText } from '../rows/compare-values.ts';
import type { Column } from '../stats/columns.ts';
import type { Share } from './judge-columns.ts';
import { paramColumn } from './param-column.ts';
import { counted } from '../words/counted.ts';

/** A param over runs, in their order. */
export interface ParamValues {
  readonly param: string;
  readonly values: readonly (Value | undefined)[];
}

/** How much of what makes runs good lies in a param. Null, with the reason, where it cannot be judged. */
export interface ImportanceRow extends Share {
  readonly param: string;
  /** Runs that were judged. */
  readonly n: number;
  readonly note: string | null;
}

export interface Importances {
  /** By importance; those without one last, by name. */
  readonly rows: readonly ImportanceRow[];
  /** Runs that have a finite target. */
  readonly n: number;
  readonly note: string | null;
}

/** Judges columns, one share each in their order; may be done elsewhere. */
export type Judge = (target: Float64Array, columns: readonly Column[], minimize: boolean) => Promise<readonly Share[]>;

/**
 * The importance of params for a target; those that can be judged sum to 1.
 * @param target One a run; not finite where it has none.
 * @param minimize Null where nobody knows which way the target is good: then no param is judged.
 * @param turn Gives the event loop to others where it was held for long.
 */
export async function importanceRows(
  target: Float64Array,
  params: readonly ParamValues[],
  minimize: boolean | null,
  judge: Judge,
  turn: () => Promise<void>,
): Promise<Importances> {
  const runs = Array.from(target.keys()).filter((run) => Number.isFinite(target[run]));
  const left = target.length - runs.length;
  const columns = [];
  for (const { param, values } of params) {
    await turn();
    columns.push({ param, ...paramColumn(runs.map((run) => values[run])) });
  }
  const judged = columns.flatMap(({ param, column }) => (column === null ? [] : [{ param, column }]));
  const wanted = Float64Array.from(runs, (run) => target[run] ?? Number.NaN);
  const told =
    minimize === null
      ? []
      : await judge(
          wanted,
          judged.map(({ column }) => column),
          minimize,
        );
  const shares = new Map(told.map((share, at) => [judged[at]?.param, share]));
  const rows = columns.map(({ param, n, note }): ImportanceRow => {
    const share = shares.get(param) ?? nothing;
    return { param, ...share, n, note: note ?? (minimize === null ? 'no direction' : null) };
  });
  const notes = [
    ...(minimize === null ? ['no direction'] : []),
    ...(left === 0 ? [] : [`${counted(left, 'run')} without a finite target ${left === 1 ? 'is' : 'are'} left out`]),
  ];
  return { rows: rows.sort(byImportance), n: runs.length, note: notes.length === 0 ? null : notes.join('; ') };
}

const nothing: Share = { importance: null, low: null, high: null };

function byImportance(a: ImportanceRow, b: ImportanceRow): number {
  return (b.importance ?? -1) - (a.importance ?? -1) || compareText(a.param, b.param);
}
