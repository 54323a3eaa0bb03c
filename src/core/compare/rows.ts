import { compareText } from '../rows/compare-values.ts';

/** Which rows of a comparison somebody asked for. */
export interface RowChoice {
  /** Only these keys; null for all. */
  readonly keys: readonly string[] | null;
  /** Only keys that start so; null for all. */
  readonly prefix: string | null;
  readonly onlyDifferent: boolean;
}

export const everyRow: RowChoice = { keys: null, prefix: null, onlyDifferent: false };

export function isChosenKey({ keys, prefix }: RowChoice, key: string): boolean {
  return (keys === null || keys.includes(key)) && (prefix === null || key.startsWith(prefix));
}

/** Values by row and column: one row a key, one column a run, holes where a run has none. */
export interface Grid<T> {
  /** The first of a run counts. */
  put(key: string, column: number, value: T): void;
  /** By key, as text by code point. */
  rows(): readonly (readonly [key: string, row: readonly (T | undefined)[]])[];
}

export function openGrid<T>(columns: number): Grid<T> {
  const grid = new Map<string, (T | undefined)[]>();
  return {
    put(key, column, value) {
      let row = grid.get(key);
      if (row === undefined) {
        row = new Array<T | undefined>(columns).fill(undefined);
        grid.set(key, row);
      }
      row[column] ??= value;
    },
    rows: () => [...grid].sort(([a], [b]) => compareText(a, b)),
  };
}
