import { everyIndex, pick } from '../stats/indexes.ts';
import type { AlignedCurve } from './align.ts';

/** The values of an aligned curve at some shared x. */
export interface SharedColumn {
  readonly y: Float64Array;
  /** 1 where the curve has a value, which may be NaN; 0 where it has none. Null: it has one everywhere. */
  readonly present: Uint8Array | null;
  /** Which points of the curve's own line these are. */
  readonly kept: Uint32Array;
}

/** @param places In order; null for every shared x. */
export function columnAt(
  { line, places: own }: AlignedCurve,
  length: number,
  places: Uint32Array | null,
): SharedColumn {
  if (own === null) {
    const kept = places ?? everyIndex(length);
    const y = places === null ? line.y : pick(line.y, kept);
    return { y, present: null, kept };
  }
  const count = places?.length ?? length;
  const y = new Float64Array(count).fill(Number.NaN);
  const present = new Uint8Array(count);
  const kept = new Uint32Array(Math.min(count, own.length));
  let found = 0;
  let next = 0;
  for (let at = 0; at < own.length; at += 1) {
    const place = own[at] ?? 0;
    if (places === null) next = place;
    else while (next < count && (places[next] ?? 0) < place) next += 1;
    if (next >= count || (places !== null && places[next] !== place)) continue;
    y[next] = line.y[at] ?? Number.NaN;
    present[next] = 1;
    kept[found] = at;
    found += 1;
  }
  return { y, present, kept: kept.slice(0, found) };
}
