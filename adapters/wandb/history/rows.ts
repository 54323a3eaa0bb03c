import type { NumberColumn } from '../../../src/contract/series.ts';
import type { Num } from '../../../src/contract/value.ts';
import { joinCells, joinDoubles, type Cells } from './read-cells.ts';

/** Rows of a run as columns of equal length, in the order in which they came. */
export interface Rows {
  readonly steps: NumberColumn;
  readonly times: Cells;
  readonly columns: readonly Cells[];
}

/** Those of a file that is in order. */
export interface FileRows extends Rows {
  readonly steps: Float64Array;
}

/** Those that more are added to. */
export interface GrowingRows {
  readonly steps: Num[];
  readonly times: unknown[];
  readonly columns: readonly unknown[][];
}

/** Files that follow each other; one alone is not copied. */
export function joinRows(parts: readonly FileRows[], metrics: number): Rows {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const columns = Array.from({ length: metrics }, (_metric, at) =>
    joinCells(parts.map((part) => part.columns[at] ?? [])),
  );
  return {
    steps: joinDoubles(parts.map(({ steps }) => steps)),
    times: joinCells(parts.map(({ times }) => times)),
    columns,
  };
}

export function toGrowing({ steps, times, columns }: Rows): GrowingRows {
  return { steps: [...steps], times: Array.from(times), columns: columns.map((column) => Array.from(column)) };
}
