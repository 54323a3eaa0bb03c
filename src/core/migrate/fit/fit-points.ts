import type { LossCode, WriteTable } from '../../../contract/write-table.ts';
import type { Points } from '../../../contract/series.ts';
import type { Num } from '../../../contract/value.ts';
import { canonicalPoints, isSamePoint } from './canonical-points.ts';

export interface FittedPoints {
  readonly points: Points;
  /** How often each loss happened. */
  readonly losses: ReadonlyMap<LossCode, number>;
}

/** Times of rows by their steps, where a target keeps rows. Filled by the series of a run, in their order. */
export type RowTimes = Map<Num, number>;

/**
 * Points as the target keeps them: with whole steps within its range, times and values that it takes, in the canonical
 * order, and each once. `startedAt` is the time of points that have none; `rowTimes` are those of the run's other series.
 */
export function fitPoints(
  source: Points,
  table: WriteTable,
  startedAt: number,
  rowTimes: RowTimes = new Map(),
): FittedPoints {
  const losses = new Map<LossCode, number>();
  const note = (code: LossCode): void => void losses.set(code, (losses.get(code) ?? 0) + 1);
  const count = source.values.length;
  const [values, timestamps] = [new Float64Array(count), new Float64Array(count)];
  const steps: Num[] = [];
  for (let at = 0; at < count; at += 1) {
    steps.push(fitStep(source.steps[at] ?? 0, table, note));
    values[at] = fitValue(source.values[at] ?? Number.NaN, table, note);
    timestamps[at] = fitTime(source.timestamps[at] ?? Number.NaN, table, startedAt, note);
  }
  const { epochs } = source;
  const keeps = epochs !== undefined && table.has.epochs;
  if (epochs !== undefined && !keeps) {
    const logged = epochs.reduce((sum, epoch) => sum + (Number.isNaN(epoch) ? 0 : 1), 0);
    if (logged > 0) losses.set('EPOCH_LOST', logged);
  }
  const ordered = canonicalPoints({ steps, values, timestamps, ...(keeps && { epochs }) });
  const single = singlePoints(ordered, table);
  const merged = count - single.values.length;
  if (merged > 0) losses.set('POINT_MERGED', merged);
  const points = table.merges === 'rows' ? inRows(single, rowTimes, note) : single;
  return { points, losses };
}

function singlePoints(points: Points, { merges }: WriteTable): Points {
  switch (merges) {
    case 'none':
      return points;
    case 'equal':
      return pickWhere(points, (at) => at === 0 || !isSamePoint(points, at - 1, points, at));
    case 'rows':
    case 'steps':
      return pickWhere(points, (at) => points.steps[at] !== points.steps[at + 1]);
  }
}

/** With the times of the rows that are there, and new rows for the other points. */
function inRows(points: Points, rowTimes: RowTimes, note: Note): Points {
  const timestamps = points.timestamps.map((time, at) => {
    const step = points.steps[at] ?? 0;
    const known = rowTimes.get(step);
    if (known === undefined) rowTimes.set(step, time);
    else if (known !== time) note('TIME_SHARED');
    return known ?? time;
  });
  return { ...points, timestamps };
}

type Note = (code: LossCode) => void;

function fitStep(step: Num, { steps: { least, most, places } }: WriteTable, note: Note): Num {
  let whole = step;
  if (typeof step === 'number' && Number.isFinite(step) && !Number.isInteger(step) && places > 0) {
    // The double nearest to the decimal, which is what readers make of one.
    whole = Number(step.toFixed(places));
    if (whole !== step) note('STEP_ROUNDED');
    if (!Number.isInteger(whole)) return whole;
  } else if (typeof step === 'number' && !Number.isInteger(step)) {
    note(Number.isFinite(step) ? 'STEP_ROUNDED' : 'STEP_OUT_OF_RANGE');
    whole = Number.isFinite(step) ? Math.round(step) : step > 0 ? most : Number.isNaN(step) ? 0 : least;
  }
  const bounded = whole > most ? most : whole < least ? least : whole;
  if (bounded !== whole) note('STEP_OUT_OF_RANGE');
  // -0 is no other step than 0, and what fits is a plain number.
  if (typeof bounded === 'number') return Number.isSafeInteger(bounded) ? bounded + 0 : BigInt(bounded);
  const number = Number(bounded);
  return Number.isSafeInteger(number) ? number : bounded;
}

function fitValue(value: number, { values }: WriteTable, note: Note): number {
  if (values.negativeZero === 'zero' && Object.is(value, -0)) {
    note('NEGATIVE_ZERO');
    return 0;
  }
  if (values.infinities === 'clipped' && Math.abs(value) >= Number.MAX_VALUE) {
    note('INFINITY_CLIPPED');
    return value > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }
  return value;
}

function fitTime(time: number, table: WriteTable, startedAt: number, note: Note): number {
  if (Number.isNaN(time)) {
    if (table.time.missing === 'kept') return time;
    note('TIME_MISSING');
    return table.time.fit(Math.round(startedAt));
  }
  const fitting = table.time.fit(Math.round(time)) + 0;
  if (fitting !== time) note('TIME_ROUNDED');
  return fitting;
}

function pickWhere(points: Points, isKept: (at: number) => boolean): Points {
  const count = points.values.length;
  const kept: number[] = [];
  for (let at = 0; at < count; at += 1) if (isKept(at)) kept.push(at);
  return kept.length === count ? points : pickPoints(points, kept);
}

/** The points at some places. */
export function pickPoints({ steps, values, timestamps, epochs }: Points, places: readonly number[]): Points {
  return {
    steps: places.map((at) => steps[at] ?? 0),
    values: Float64Array.from(places, (at) => values[at] ?? Number.NaN),
    timestamps: Float64Array.from(places, (at) => timestamps[at] ?? Number.NaN),
    ...(epochs && { epochs: Float64Array.from(places, (at) => epochs[at] ?? Number.NaN) }),
  };
}
