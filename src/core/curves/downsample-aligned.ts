import { indexesWhere } from '../stats/indexes.ts';
import type { Aligned } from './align.ts';
import { choosePoints, type Downsample } from './downsample.ts';

const chosen = 1;
const anchored = 2;

/**
 * One set of places for all curves: what each chose, thinned evenly where that is too much, with every curve's first, last,
 * extremes and values that are not finite. Null where all places stay.
 */
export function choosePlaces({ x, curves }: Aligned, method: Downsample, most: number): Uint32Array | null {
  if (method === 'NONE' || x.length <= most) return null;
  const marks = new Uint8Array(x.length);
  marks[0] = anchored;
  marks[x.length - 1] = anchored;
  for (const { line, places } of curves) {
    const { indexes, anchors } = choosePoints(line, method, most);
    for (const at of indexes) mark(marks, places, at, chosen);
    for (const at of anchors) mark(marks, places, at, anchored);
  }
  return thin(marks, most);
}

function mark(marks: Uint8Array, places: Uint32Array | null, at: number, kind: number): void {
  const place = places === null ? at : (places[at] ?? 0);
  if ((marks[place] ?? 0) < kind) marks[place] = kind;
}

/** Every anchor, and of the others as many as there is room for, at even distances in their order. */
function thin(marks: Uint8Array, most: number): Uint32Array {
  const places = indexesWhere(marks.length, (at) => marks[at] !== 0);
  if (places.length <= most) return places;
  const loose = places.filter((at) => marks[at] === chosen);
  const room = Math.max(0, most - (places.length - loose.length));
  for (let at = 0; at < room; at += 1) marks[loose[Math.floor(((at + 0.5) * loose.length) / room)] ?? 0] = anchored;
  return places.filter((at) => marks[at] === anchored);
}
