import type { Points } from '../../../contract/series.ts';
import { canonicalPoints, comparePoints } from './canonical-points.ts';
import { pickPoints } from './fit-points.ts';

/** The points that are not among those stored. Both may be in any order; each is there once. */
export function missingPoints(wanted: Points, stored: Points): Points {
  const [all, there] = [canonicalPoints(wanted), canonicalPoints(stored)];
  const places: number[] = [];
  let other = 0;
  for (let at = 0; at < all.values.length; at += 1) {
    while (other < there.values.length && comparePoints(there, other, all, at) < 0) other += 1;
    if (other >= there.values.length || comparePoints(there, other, all, at) !== 0) places.push(at);
  }
  return places.length === all.values.length ? all : pickPoints(all, places);
}
