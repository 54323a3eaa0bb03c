import type { Points } from '../../contract/series.ts';
import { indexesWhere, pick } from '../stats/indexes.ts';
import { toDoubles, type Axis, type Curve } from './curve.ts';

/**
 * A series along an axis, in the order of x, then step, then as logged.
 * @param single Keeps one point an x: the last by timestamp, then as logged.
 */
export function drawCurve(points: Points, axis: Axis, single: boolean): Curve {
  const x = xOf(points, axis);
  if (isStrict(x) && axis.from === null && axis.to === null) {
    return { x, y: points.values, duplicates: 0, dropped: 0 };
  }
  const dropped = x.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
  const [from, to] = [axis.from ?? -Infinity, axis.to ?? Infinity];
  const inside = indexesWhere(x.length, (at) => {
    const value = x[at] ?? Number.NaN;
    return Number.isFinite(value) && value >= from && value <= to;
  });
  const sorted = sortBy(inside, x);
  const order = single ? lastOfEach(sorted, x, points.timestamps) : sorted;
  return {
    x: pick(x, order),
    y: pick(points.values, order),
    duplicates: sorted.length - order.length,
    dropped,
  };
}

/** The x of every point; not finite where it has none. */
function xOf(points: Points, axis: Axis): Float64Array {
  switch (axis.kind) {
    case 'STEP':
      return toDoubles(points.steps);
    case 'TIME':
      return points.timestamps;
    case 'RELATIVE_TIME': {
      const start = axis.startedAt ?? earliest(points.timestamps);
      return points.timestamps.map((time) => time - start);
    }
    case 'METRIC':
      return axis.metric === null
        ? new Float64Array(points.values.length).fill(Number.NaN)
        : valuesAt(points, axis.metric);
  }
}

function earliest(times: Float64Array): number {
  return times.reduce((least, time) => (time < least ? time : least), Infinity);
}

/** The last value of another series at each point's step. Both are in the order of steps. */
function valuesAt(points: Points, other: Points): Float64Array {
  const found = new Float64Array(points.values.length).fill(Number.NaN);
  let next = 0;
  for (let at = 0; at < found.length; at += 1) {
    const step = points.steps[at] ?? Number.NaN;
    while (next < other.values.length && (other.steps[next] ?? Number.NaN) <= step) next += 1;
    const last = next - 1;
    // Two big integers, or an integer and a double, are the same number or not: their types do not matter.
    if (last >= 0 && other.steps[last] == step) found[at] = other.values[last] ?? Number.NaN;
  }
  return found;
}

/** Whether the points are in order already, each at an x of its own; a value that is not finite is in no order. */
function isStrict(x: Float64Array): boolean {
  for (let at = 1; at < x.length; at += 1) if (!((x[at - 1] ?? 0) < (x[at] ?? 0))) return false;
  return x.length === 0 || (Number.isFinite(x[0]) && Number.isFinite(x[x.length - 1]));
}

/** Indexes come in the order of step, then as logged, which equal x keep. */
function sortBy(order: Uint32Array, x: Float64Array): Uint32Array {
  const ascending = order.every((at, place) => place === 0 || (x[order[place - 1] ?? 0] ?? 0) <= (x[at] ?? 0));
  return ascending ? order : order.sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || a - b);
}

/** Of each x the point with the latest timestamp, and of those the last. */
function lastOfEach(order: Uint32Array, x: Float64Array, timestamps: Float64Array): Uint32Array {
  const kept = new Uint32Array(order.length);
  let count = 0;
  for (const at of order) {
    const before = kept[count - 1] ?? 0;
    if (count === 0 || x[before] !== x[at]) {
      kept[count] = at;
      count += 1;
    } else if (!((timestamps[at] ?? Number.NaN) < (timestamps[before] ?? Number.NaN))) {
      // A point without a timestamp does not take the place of one that has one.
      const lacks = Number.isNaN(timestamps[at] ?? Number.NaN) && !Number.isNaN(timestamps[before] ?? Number.NaN);
      if (!lacks) kept[count - 1] = at;
    }
  }
  return kept.slice(0, count);
}
