import type { Points } from '../../../src/contract/series.ts';
import type { Num } from '../../../src/contract/value.ts';
import type { WireRow } from '../wire.ts';
import { alongAxis, axisOf, inOrderOfSteps, type Axis } from './points-of-rows.ts';
import type { Cells } from './read-cells.ts';
import type { Columns } from './read-columns.ts';
import { joinRows, toGrowing, type FileRows, type GrowingRows, type Rows } from './rows.ts';
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
  /** Files that follow each other, as they are: mostly there is one, and then nothing is copied. */
  const parts: FileRows[] = [];
  let joined: Rows | undefined;
  /** All rows, once some are added one by one. */
  let growing: GrowingRows | undefined;
  let inOrder = true;
  let places: Map<Num, number> | undefined;
  let lastStep: number | undefined;
  let axis: Axis | 'none' | undefined;

  function rows(): Rows {
    return growing ?? (joined ??= joinRows(parts, metrics.length));
  }

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
    growing ??= toGrowing(rows());
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
      const steps = growing === undefined ? toSortedSteps(ownSteps, count) : undefined;
      if (steps === undefined || (lastStep ?? Number.NEGATIVE_INFINITY) >= (steps[0] ?? 0)) {
        for (let at = 0; at < count; at += 1) add(ownSteps?.[at], ownTimes?.[at], (metric) => given[metric]?.[at]);
        return;
      }
      parts.push({ steps, times: ownTimes ?? blank(count), columns: given.map((column) => column ?? blank(count)) });
      joined = undefined;
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
      const column = rows().columns[metrics.indexOf(metric)] ?? [];
      axis ??= inOrder ? axisOf(rows()) : 'none';
      return axis === 'none' ? inOrderOfSteps(rows(), column) : alongAxis(axis, column);
    },
  };
}

/** A column that a file does not have. */
function blank(count: number): Cells {
  return new Array<null>(count).fill(null);
}
