import type { Points } from '../../../src/contract/series.ts';
import type { Num } from '../../../src/contract/value.ts';
import { openPoints } from '../../../src/kit/points.ts';
import type { WireRow } from '../wire.ts';
import type { Cells } from './read-cells.ts';
import type { Columns } from './read-columns.ts';

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
  let steps: Num[] = [];
  let times: Cells = [];
  let columns: readonly Cells[] = metrics.map(() => []);
  /** The same, once rows are added one by one. */
  let growing: Growing | undefined;
  let inOrder = true;
  let places: Map<Num, number> | undefined;
  let lastStep: number | undefined;
  let axis: Axis | 'none' | undefined;

  /** Where a row goes: a new place behind all others, or that of a row with the same step. */
  function placeOf(step: Num): number {
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
    growing ??= { times: toList(times), columns: columns.map(toList) };
    ({ times, columns } = growing);
    const at = placeOf(number);
    axis = undefined;
    steps[at] = number;
    // A later row of a step may hold what the earlier one does not: both are one.
    growing.times[at] = timestamp ?? growing.times[at];
    growing.columns.forEach((column, metric) => {
      column[at] = valueOf(metric) ?? column[at];
    });
    lastStep = Math.max(lastStep ?? Number(number), Number(number));
  }

  return {
    addColumns({ rows: count, values }) {
      const given = metrics.map((metric) => values.get(metric));
      const [ownSteps, ownTimes] = [values.get('_step'), values.get('_timestamp')];
      const sorted = steps.length === 0 ? toSortedSteps(ownSteps, count) : undefined;
      if (sorted !== undefined) {
        // The first file as it is: mostly there is no other, and then nothing is copied.
        axis = undefined;
        steps = sorted;
        times = ownTimes ?? [];
        columns = given.map((column) => column ?? []);
        lastStep = Number(sorted.at(-1));
        return;
      }
      for (let at = 0; at < count; at += 1) add(ownSteps?.[at], ownTimes?.[at], (metric) => given[metric]?.[at]);
    },
    addRow(row) {
      add(row['_step'], row['_timestamp'], (metric) => row[metrics[metric] ?? '']);
    },
    lastStep() {
      return lastStep;
    },
    points(metric) {
      const column = columns[metrics.indexOf(metric)] ?? [];
      axis ??= axisOf(steps, times, inOrder);
      return axis === 'none' ? inOrderOfSteps(steps, times, column) : alongAxis(axis, column);
    },
  };
}

/** Columns that rows can be added to. */
interface Growing {
  readonly times: unknown[];
  readonly columns: readonly unknown[][];
}

/** The steps of all rows and their times: most metrics have a value in every row, and share them. */
type Axis = Pick<Points, 'timestamps'> & { readonly steps: Float64Array };

/** There is none where rows are out of order or a step is no double. */
function axisOf(given: readonly Num[], times: Cells, inOrder: boolean): Axis | 'none' {
  if (!inOrder || given.some((step) => typeof step === 'bigint')) return 'none';
  const axis = { steps: new Float64Array(given.length), timestamps: new Float64Array(given.length) };
  for (let at = 0; at < given.length; at += 1) {
    axis.steps[at] = Number(given[at]);
    axis.timestamps[at] = toMs(times[at]);
  }
  return axis;
}

function alongAxis(axis: Axis, column: Cells): Points {
  if (column instanceof Float64Array && column.length === axis.steps.length) {
    // A copy: the column may be a view of a whole file, which would be kept with it.
    return { ...axis, values: column.slice() };
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

function inOrderOfSteps(steps: readonly Num[], times: Cells, column: Cells): Points {
  const builder = openPoints();
  steps.forEach((step, at) => {
    const value = toNumber(column[at]);
    if (value !== undefined) builder.add(step, value, toMs(times[at]));
  });
  return builder.build();
}

/** All steps of a file, where each is one and they come in order, none twice. */
function toSortedSteps(given: Cells | undefined, count: number): Num[] | undefined {
  if (given === undefined || count === 0) return undefined;
  const steps: Num[] = [];
  for (let at = 0; at < count; at += 1) {
    const step = toStep(given[at]);
    if (step === undefined || (at > 0 && Number(step) <= Number(steps[at - 1]))) return undefined;
    steps.push(step);
  }
  return steps;
}

/** What rows can be added to. */
function toList(given: Cells): unknown[] {
  return Array.from(given);
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
