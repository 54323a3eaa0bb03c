import { requireWithin } from '../compare/budget.ts';
import { usualLimits, type CompareLimits } from '../compare/limits-settings.ts';
import { everyIndex, pick } from '../stats/indexes.ts';
import { between } from '../stats/quantile.ts';
import type { Line } from './curve.ts';
import { intersectionOf, isSame, placesOf, unionOf } from './shared-x.ts';

export type Align = 'UNION' | 'INTERSECT' | 'ASOF' | 'LINEAR';

/** What a curve has at the shared x: only where it has something. */
export interface AlignedCurve {
  readonly line: Line;
  /** For each point of the line, its place among the shared x; null where it has one at every x. */
  readonly places: Uint32Array | null;
}

export interface Aligned {
  readonly x: Float64Array;
  readonly curves: readonly AlignedCurve[];
}

/**
 * Curves side by side, at the same x. Each has one point an x, in ascending order.
 * @throws INVALID_QUERY, before values are placed, for more cells than are made.
 */
export function align(lines: readonly Line[], how: Align, limits: CompareLimits = usualLimits): Aligned {
  const own = lines.map((line) => line.x);
  const x = how === 'INTERSECT' ? intersectionOf(own) : unionOf(own);
  requireWithin('cells', x.length * lines.length, limits);
  const place = placements[how];
  return { x, curves: lines.map((line) => (isSame(line.x, x) ? { line, places: null } : place(line, x))) };
}

/** How many values an alignment may hold at the most, before it is made. */
export function cellsOf(lengths: readonly number[], how: Align): number {
  if (lengths.length === 0) return 0;
  const longest = how === 'INTERSECT' ? Math.min(...lengths) : lengths.reduce((sum, length) => sum + length, 0);
  return longest * lengths.length;
}

type Placement = (line: Line, x: Float64Array) => AlignedCurve;

const placements: Readonly<Record<Align, Placement>> = {
  UNION: (line, x) => ({ line, places: placesOf(line.x, x) }),
  INTERSECT: among,
  ASOF: asOf,
  LINEAR: linear,
};

/** The points whose x all curves have. */
function among(line: Line, x: Float64Array): AlignedCurve {
  return { line: { x, y: pick(line.y, placesOf(x, line.x)) }, places: null };
}

/** The last value at or before each x, from the first on. */
function asOf(line: Line, x: Float64Array): AlignedCurve {
  const first = x.findIndex((place) => place >= (line.x[0] ?? Infinity));
  const shared = first < 0 ? x.subarray(x.length) : x.subarray(first);
  let next = 0;
  const y = shared.map((place) => {
    while (next < line.x.length && (line.x[next] ?? 0) <= place) next += 1;
    return line.y[next - 1] ?? Number.NaN;
  });
  return { line: { x: shared, y }, places: everyIndex(x.length).subarray(x.length - shared.length) };
}

/** On the straight line between the neighbours; nowhere beyond the ends, nor beside a value that is not finite. */
function linear(line: Line, x: Float64Array): AlignedCurve {
  const places = new Uint32Array(x.length);
  const y = new Float64Array(x.length);
  let count = 0;
  let next = 0;
  for (let at = 0; at < x.length; at += 1) {
    const place = x[at] ?? 0;
    while (next < line.x.length && (line.x[next] ?? 0) < place) next += 1;
    if (next >= line.x.length) break;
    const own = line.x[next] === place;
    if (!own && next === 0) continue;
    const value = own ? (line.y[next] ?? Number.NaN) : onLine(line, next - 1, next, place);
    if (!own && !Number.isFinite(value)) continue;
    places[count] = at;
    y[count] = value;
    count += 1;
  }
  const kept = places.slice(0, count);
  return { line: { x: pick(x, kept), y: y.slice(0, count) }, places: kept };
}

/** The value of the straight line between two points; NaN where one of them is not finite. */
export function onLine({ x, y }: Line, from: number, to: number, place: number): number {
  const [low = 0, high = 0] = [y[from], y[to]];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return Number.NaN;
  const [left = 0, right = 0] = [x[from], x[to]];
  return between(low, high, (place - left) / (right - left));
}
