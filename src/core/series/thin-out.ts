import type { Points } from '../../contract/series.ts';

/**
 * At most so many points of a longer series: the first, the last, and between them the least and the greatest of every
 * stretch, so that no spike vanishes from a chart. With room for one point, the last.
 */
export function thinOut(points: Points, most: number): Points {
  const count = points.values.length;
  if (count <= most) return points;
  const indexes = most === 1 ? [count - 1] : [0, ...extremes(points.values, most - 2), count - 1];
  const pick = (column: Float64Array) => Float64Array.from(indexes, (index) => column[index] ?? Number.NaN);
  return {
    steps: indexes.map((index) => points.steps[index] ?? 0),
    values: pick(points.values),
    timestamps: pick(points.timestamps),
    ...(points.epochs && { epochs: pick(points.epochs) }),
  };
}

/** Up to `room` indexes strictly between the ends, in order: two a stretch, or the greatest of all for one. */
function extremes(values: Float64Array, room: number): readonly number[] {
  if (room === 0) return [];
  const inner = values.length - 2;
  const stretches = Math.max(1, Math.floor(room / 2));
  return Array.from({ length: stretches }, (_stretch, index) => {
    const from = 1 + Math.floor((index * inner) / stretches);
    const to = 1 + Math.floor(((index + 1) * inner) / stretches);
    const { least, greatest } = extremesBetween(values, from, to);
    if (least === greatest || room === 1) return [greatest];
    return [Math.min(least, greatest), Math.max(least, greatest)];
  }).flat();
}

/** NaN is neither least nor greatest; a stretch of nothing else is shown by its first. */
function extremesBetween(values: Float64Array, from: number, to: number): { least: number; greatest: number } {
  let [least, greatest] = [from, from];
  for (let index = from; index < to; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (!(value >= (values[least] ?? Number.NaN))) least = index;
    if (!(value <= (values[greatest] ?? Number.NaN))) greatest = index;
  }
  return { least, greatest };
}
