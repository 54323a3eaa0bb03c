import { everyIndex } from '../stats/indexes.ts';
import type { Line } from './curve.ts';

/**
 * Indexes of so many points of a line, at least three, that its shape rests on: of each stretch the one that makes the
 * largest triangle with the one chosen before and the middle of the stretch behind (Steinarsson, Downsampling time series
 * for visual representation, 2013). The first and the last are among them; all values are finite.
 */
export function largestTriangles({ x, y }: Line, most: number): Uint32Array {
  const count = y.length;
  if (most >= count) return everyIndex(count);
  const chosen = new Uint32Array(most);
  const every = (count - 2) / (most - 2);
  let before = 0;
  for (let stretch = 0; stretch < most - 2; stretch += 1) {
    const from = Math.floor(every * stretch) + 1;
    const to = Math.floor(every * (stretch + 1)) + 1;
    const end = Math.min(Math.floor(every * (stretch + 2)) + 1, count);
    let sum = 0;
    for (let at = to; at < end; at += 1) sum += y[at] ?? 0;
    const behindY = sum / (end - to);
    const behindX = ((x[to] ?? 0) + (x[end - 1] ?? 0)) / 2;
    const [beforeX = 0, beforeY = 0] = [x[before], y[before]];
    const [across, up] = [beforeX - behindX, behindY - beforeY];
    let largest = -1;
    let best = from;
    for (let at = from; at < to; at += 1) {
      const area = Math.abs(across * ((y[at] ?? 0) - beforeY) - (beforeX - (x[at] ?? 0)) * up);
      if (area > largest) {
        largest = area;
        best = at;
      }
    }
    before = best;
    chosen[stretch + 1] = best;
  }
  chosen[most - 1] = count - 1;
  return chosen;
}
