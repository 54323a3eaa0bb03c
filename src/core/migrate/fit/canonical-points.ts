import type { Points } from '../../../contract/series.ts';
import type { Num } from '../../../contract/value.ts';

/**
 * The same points in the order of step, time and value, NaN last: trackers do not agree on the order of points that are
 * equal in step and time. What is in order already is not copied.
 */
export function canonicalPoints(points: Points): Points {
  const count = points.values.length;
  let ordered = true;
  for (let at = 1; at < count && ordered; at += 1) ordered = comparePoints(points, at - 1, points, at) <= 0;
  if (ordered) return points;
  const places = Array.from({ length: count }, (_place, at) => at);
  places.sort((a, b) => comparePoints(points, a, points, b));
  const { steps, values, timestamps, epochs } = points;
  return {
    steps: places.map((at) => steps[at] ?? 0),
    values: Float64Array.from(places, (at) => values[at] ?? Number.NaN),
    timestamps: Float64Array.from(places, (at) => timestamps[at] ?? Number.NaN),
    ...(epochs && { epochs: Float64Array.from(places, (at) => epochs[at] ?? Number.NaN) }),
  };
}

export function comparePoints(a: Points, atA: number, b: Points, atB: number): number {
  return (
    compare(a.steps[atA] ?? 0, b.steps[atB] ?? 0) ||
    compareValues(a.timestamps[atA] ?? 0, b.timestamps[atB] ?? 0) ||
    compareValues(a.values[atA] ?? 0, b.values[atB] ?? 0)
  );
}

/** Bit by bit, but that all NaN are one. */
export function isSamePoint(a: Points, atA: number, b: Points, atB: number): boolean {
  return comparePoints(a, atA, b, atB) === 0;
}

function compare(a: Num, b: Num): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** NaN is greater than all, and -0 less than 0. */
function compareValues(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a)) return 1;
  if (Number.isNaN(b)) return -1;
  if (a === b) return Object.is(a, -0) ? -1 : 1;
  return a < b ? -1 : 1;
}
