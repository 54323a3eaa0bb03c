import { onLine } from './align.ts';
import type { Line } from './curve.ts';

/**
 * The greatest distance of a finite point of a line from the straight line between the finite kept points next to it; 0
 * where nothing finite was left out.
 * @param kept Indexes of the points that are shown, in order; the first and the last finite one are among them.
 */
export function maxAbsError(line: Line, kept: Uint32Array): number {
  if (kept.length === line.y.length) return 0;
  let greatest = 0;
  let before = -1;
  for (const at of kept) {
    if (!Number.isFinite(line.y[at])) continue;
    if (before >= 0) greatest = Math.max(greatest, errorBetween(line, before, at));
    before = at;
  }
  return greatest;
}

function errorBetween(line: Line, from: number, to: number): number {
  const { x, y } = line;
  const upright = x[from] === x[to];
  const [low, high] = [Math.min(y[from] ?? 0, y[to] ?? 0), Math.max(y[from] ?? 0, y[to] ?? 0)];
  let greatest = 0;
  for (let at = from + 1; at < to; at += 1) {
    const value = y[at] ?? Number.NaN;
    if (value - value !== 0) continue;
    // Between two points at the same x the line stands upright, and all that it passes is on it.
    const drawn = upright ? Math.max(low, Math.min(high, value)) : onLine(line, from, to, x[at] ?? 0);
    const apart = Math.abs(value - drawn);
    if (apart > greatest) greatest = apart;
  }
  return greatest;
}
