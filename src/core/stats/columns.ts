/** A param over runs, as statistics see it. */
export type Column = NumericColumn | CategoricalColumn;

export interface NumericColumn {
  readonly kind: 'numeric';
  /** NaN where the run has none. */
  readonly values: Float64Array;
  /** Whether every value is an integer. */
  readonly whole: boolean;
}

export interface CategoricalColumn {
  readonly kind: 'categorical';
  /** Numbers of categories in an order that does not depend on the runs' order; -1 where the run has none. */
  readonly codes: Int32Array;
  readonly categories: number;
}

/** Values whose greatest is this many times the least are looked at by their logarithms. */
const logRatio = 100;

export function isLogarithmic(low: number, high: number): boolean {
  return low > 0 && high / low >= logRatio;
}

export function isPresent(column: Column, row: number): boolean {
  if (column.kind === 'numeric') return !Number.isNaN(column.values[row] ?? Number.NaN);
  return (column.codes[row] ?? -1) >= 0;
}

/** Shares of one whole; equal ones where nothing has any. */
export function shareOut(amounts: Float64Array): Float64Array {
  const whole = amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.map((amount) => (whole === 0 ? 1 / amounts.length : amount / whole));
}
