import type { Points } from '../../../src/contract/series.ts';
import type { Num } from '../../../src/contract/value.ts';
import { openPoints } from '../../../src/kit/points.ts';
import type { WireRow } from '../wire.ts';
import type { Columns } from './read-columns.ts';

/** Rows of one run from wherever they lie: each step once, the row that came last counts. */
export interface RowsBuilder {
  addColumns(columns: Columns): void;
  addRow(row: WireRow): void;
  /** The greatest step; undefined without rows. */
  readonly lastStep: number | undefined;
  /** The points of one metric in order of steps. Rows in which it is no number are left out. */
  points(metric: string): Points;
}

export function openRows(metrics: readonly string[]): RowsBuilder {
  const rows = new Map<Num, readonly unknown[]>();
  let lastStep: number | undefined;

  function add(step: unknown, timestamp: unknown, values: readonly unknown[]): void {
    const number = toStep(step);
    if (number === undefined) return;
    // A later row of a step may hold what the earlier one does not: both are one.
    const known = rows.get(number);
    const merged =
      known === undefined
        ? [timestamp, ...values]
        : [timestamp ?? known[0], ...values.map((value, at) => value ?? known[at + 1])];
    rows.set(number, merged);
    lastStep = Math.max(lastStep ?? Number(number), Number(number));
  }

  return {
    addColumns({ rows: count, values }) {
      const steps = values.get('_step');
      const times = values.get('_timestamp');
      const columns = metrics.map((metric) => values.get(metric));
      for (let at = 0; at < count; at += 1)
        add(
          steps?.[at],
          times?.[at],
          columns.map((column) => column?.[at]),
        );
    },
    addRow(row) {
      add(
        row['_step'],
        row['_timestamp'],
        metrics.map((metric) => row[metric]),
      );
    },
    get lastStep() {
      return lastStep;
    },
    points(metric) {
      const index = metrics.indexOf(metric) + 1;
      const builder = openPoints();
      for (const [step, row] of rows) {
        const value = toNumber(row[index]);
        if (value !== undefined) builder.add(step, value, toMs(row[0]));
      }
      return builder.build();
    },
  };
}

/** Steps are written as integers or as doubles. */
function toStep(step: unknown): Num | undefined {
  if (typeof step === 'bigint') return Number.isSafeInteger(Number(step)) ? Number(step) : step;
  return typeof step === 'number' && !Number.isNaN(step) ? step : undefined;
}

/** Text that names a number which JSON cannot say is that number; all other text, media and lists are none. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}

/** Unix seconds as epoch milliseconds, rounded to the nearest; NaN where there is none. */
export function toMs(seconds: unknown): number {
  const number = toNumber(seconds);
  return number === undefined ? Number.NaN : Math.round(number * 1000);
}
