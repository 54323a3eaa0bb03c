import type { NumberColumn, Points } from '../../../src/contract/series.ts';
import type { Num } from '../../../src/contract/value.ts';
import { openPoints } from '../../../src/kit/points.ts';
import type { WireRow } from '../wire.ts';
import type { Cells } from './read-cells.ts';
import type { Columns } from './read-columns.ts';
import { toSortedSteps, toStep } from './steps.ts';

/** Rows of one run from wherever they lie: each step once, the row that came last counts. */
export interface RowsBuilder {
  addColumns(columns: Columns): void;
  addRow(row: WireRow): void;
  /** The greatest step; undefined without rows. */
  lastStep(): number | undefined;
  /** The points of one metric in order of steps. Rows in which it is no number are left out. */
  points(metric: string): Points;
}

/**
 * Rows mostly come in order of their steps, each once: then columns only grow. What comes out of order is found by its
 * step from then on.
 */
export function openRows(metrics: readonly string[]): RowsBuilder {
  let rows: Rows = { steps: [], times: [], columns: metrics.map(() => []) };
  /** The same, once rows are added one by one. */
  let growing: GrowingRows | undefined;
  let inOrder = true;
  let places: Map<Num, number> | undefined;
  let lastStep: number | undefined;
  let axis: Axis | 'none' | undefined;

  /** Where a row goes: a new place behind all others, or that of a row with the same step. */
  function placeOf(step: Num, { steps }: GrowingRows): number {
    const end = steps.length;
    if (places === undefined && (lastStep === undefined || Number(step) > lastStep)) return end;
    places ??= new Map(steps.map((known, index) => [known, index]));
    const known = places.get(step);
    if (known !== undefined) return known;
    places.set(step, end);
    inOrder &&= lastStep === undefined || Number(step) > lastStep;
    return end;
  }

  function add(step: unknown, timestamp: unknown, valueOf: (metric: number) => unknown): void {
    const number = toStep(step);
    if (number === undefined) return;
    growing ??= toGrowing(rows);
    rows = growing;
    axis = undefined;
    const { steps, times, columns } = growing;
    const at = placeOf(number, growing);
    steps[at] = number;
    // A later row of a step may hold what the earlier one does not: both are one.
    times[at] = timestamp ?? times[at];
    columns.forEach((column, metric) => {
      column[at] = valueOf(metric) ?? column[at];
    });
    lastStep = Math.max(lastStep ?? Number(number), Number(number));
  }

  return {
    addColumns({ rows: count, values }) {
      const given = metrics.map((metric) => values.get(metric));
      const [ownSteps, ownTimes] = [values.get('_step'), values.get('_timestamp')];
      const steps = rows.steps.length === 0 ? toSortedSteps(ownSteps, count) : undefined;
      if (steps === undefined) {
        for (let at = 0; at < count; at += 1) add(ownSteps?.[at], ownTimes?.[at], (metric) => given[metric]?.[at]);
        return;
      }
      // The first file as it is: mostly there is no other, and then nothing is copied.
      rows = { steps, times: ownTimes ?? [], columns: given.map((column) => column ?? []) };
      growing = undefined;
      axis = undefined;
      lastStep = steps.at(-1);
    },
    addRow(row) {
      add(row['_step'], row['_timestamp'], (metric) => row[metrics[metric] ?? '']);
    },
    lastStep() {
      return lastStep;
    },
    points(metric) {
      const column = rows.columns[metrics.indexOf(metric)] ?? [];
      axis ??= inOrder ? axisOf(rows) : 'none';
      return axis === 'none' ? inOrderOfSteps(rows, column) : alongAxis(axis, column);
    },
  };
}

interface Rows {
  readonly steps: NumberColumn;
  readonly times: Cells;
  readonly columns: readonly Cells[];
}

interface GrowingRows {
  readonly steps: Num[];
  readonly times: unknown[];
  readonly columns: readonly unknown[][];
}

function toGrowing({ steps, times, columns }: Rows): GrowingRows {
  return { steps: [...steps], times: Array.from(times), columns: columns.map((column) => Array.from(column)) };
}

/** The steps of all rows and their times: most metrics have a value in every row, and share them. */
type Axis = Pick<Points, 'timestamps'> & { readonly steps: Float64Array };

/** There is none where a step is no double. */
function axisOf({ steps, times }: Rows): Axis | 'none' {
  if (!(steps instanceof Float64Array) && steps.some((step) => typeof step === 'bigint')) return 'none';
  const timestamps = toMilliseconds(times, steps.length);
  return { steps: steps instanceof Float64Array ? steps : Float64Array.from(steps, Number), timestamps };
}

function toMilliseconds(seconds: Cells, count: number): Float64Array {
  const milliseconds = new Float64Array(count);
  if (seconds instanceof Float64Array && seconds.length === count) {
    for (let at = 0; at < count; at += 1) milliseconds[at] = Math.round((seconds[at] ?? 0) * 1000);
  } else {
    for (let at = 0; at < count; at += 1) milliseconds[at] = toMs(seconds[at]);
  }
  return milliseconds;
}

function alongAxis(axis: Axis, column: Cells): Points {
  if (column instanceof Float64Array && column.length === axis.steps.length) {
    // A view of something larger, such as a whole file, would keep all of that.
    const isWhole = column.byteLength === column.buffer.byteLength;
    return { ...axis, values: isWhole ? column : column.slice() };
  }
  const values = new Float64Array(axis.steps.length);
  for (let at = 0; at < values.length; at += 1) {
    const value = toNumber(column[at]);
    if (value === undefined) return withGaps(axis, column);
    values[at] = value;
  }
  return { ...axis, values };
}

function withGaps(axis: Axis, column: Cells): Points {
  const places: number[] = [];
  const values: number[] = [];
  for (let at = 0; at < axis.steps.length; at += 1) {
    const value = toNumber(column[at]);
    if (value === undefined) continue;
    places.push(at);
    values.push(value);
  }
  const placed = (list: Float64Array) => Float64Array.from(places, (place) => list[place] ?? Number.NaN);
  return { steps: placed(axis.steps), values: Float64Array.from(values), timestamps: placed(axis.timestamps) };
}

function inOrderOfSteps({ steps, times }: Rows, column: Cells): Points {
  const builder = openPoints();
  steps.forEach((step, at) => {
    const value = toNumber(column[at]);
    if (value !== undefined) builder.add(step, value, toMs(times[at]));
  });
  return builder.build();
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
