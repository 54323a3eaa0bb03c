import { everyIndex, indexesWhere, joinIndexes, pick, pickIndexes } from '../stats/indexes.ts';
import { exponentOf, scaleBy } from '../stats/scale.ts';
import type { Line } from './curve.ts';
import { extremesOf } from './extremes.ts';
import { largestTriangles } from './lttb.ts';

export const downsamples = ['NONE', 'MINMAX_LTTB', 'LTTB', 'MINMAX'] as const;
export type Downsample = (typeof downsamples)[number];

/** Points of a line that stay, in order. */
export interface Choice {
  readonly indexes: Uint32Array;
  /** Of those, the first, the last, the extremes, and what is not finite: they stay whatever else goes. */
  readonly anchors: Uint32Array;
}

/** Points that are looked at by the triangles for each that they choose (Van Der Donckt et al., arXiv 2305.00332). */
const ratio = 4;

/**
 * At most so many points of a line: the first, the last, the least, the greatest, and every one that is not finite, more
 * than that if need be, and between them what the method chooses. The same line gives the same points.
 */
export function choosePoints(line: Line, method: Downsample, most: number): Choice {
  if (method === 'NONE' || line.y.length <= most) {
    return { indexes: everyIndex(line.y.length), anchors: anchorsOf(line) };
  }
  const quick = chooseFinite(line, method, most);
  if (quick !== undefined) return quick;
  const finite = indexesWhere(line.y.length, (at) => Number.isFinite(line.y[at]));
  const others = indexesWhere(line.y.length, (at) => !Number.isFinite(line.y[at]));
  const part = { x: pick(line.x, finite), y: pick(line.y, finite) };
  const room = Math.max(0, most - others.length);
  const chosen = part.y.length <= room ? undefined : chooseFinite(part, method, room);
  const indexes = chosen === undefined ? finite : pickIndexes(finite, chosen.indexes);
  const anchors = chosen === undefined ? endsOf(finite) : pickIndexes(finite, chosen.anchors);
  return {
    indexes: joinIndexes(indexes, others),
    anchors: joinIndexes(joinIndexes(anchors, others), endsOf(everyIndex(line.y.length))),
  };
}

function anchorsOf({ y }: Line): Uint32Array {
  const finite = indexesWhere(y.length, (at) => Number.isFinite(y[at]));
  let least = finite[0] ?? 0;
  let greatest = least;
  for (const at of finite) {
    if ((y[at] ?? 0) < (y[least] ?? 0)) least = at;
    if ((y[at] ?? 0) > (y[greatest] ?? 0)) greatest = at;
  }
  const others = indexesWhere(y.length, (at) => !Number.isFinite(y[at]));
  const ends = [...endsOf(everyIndex(y.length)), ...endsOf(finite)];
  return joinIndexes(sortedSet([...ends, ...(finite.length === 0 ? [] : [least, greatest])]), others);
}

/** Undefined where a value is not finite. */
function chooseFinite(line: Line, method: Exclude<Downsample, 'NONE'>, most: number): Choice | undefined {
  const count = line.y.length;
  const few = method === 'LTTB' || (method === 'MINMAX_LTTB' && Math.floor(count / most) <= ratio);
  const stretches = few
    ? 1
    : method === 'MINMAX'
      ? Math.max(1, Math.floor((most - 2) / 2))
      : Math.max(1, (most * ratio) / 2);
  const found = extremesOf(line, stretches);
  if (!found.finite) return undefined;
  const anchors = sortedSet([0, found.least, found.greatest, count - 1]);
  if (most <= anchors.length) return { indexes: anchors, anchors };
  const reduced = few ? null : joinIndexes(found.indexes, endsOf(Uint32Array.of(0, count - 1)));
  if (method === 'MINMAX') return { indexes: joinIndexes(reduced ?? anchors, anchors), anchors };
  const greatest = Math.max(Math.abs(line.y[found.least] ?? 0), Math.abs(line.y[found.greatest] ?? 0));
  const shape = tame(reduced === null ? line : { x: pick(line.x, reduced), y: pick(line.y, reduced) }, greatest);
  return { indexes: withAnchors(shape, reduced, anchors, most), anchors };
}

/** What the triangles choose, with the extremes: where they left these out, two points fewer are chosen first. */
function withAnchors(shape: Line, reduced: Uint32Array | null, anchors: Uint32Array, most: number): Uint32Array {
  const choose = (room: number): Uint32Array => {
    const chosen = largestTriangles(shape, room);
    return reduced === null ? chosen : pickIndexes(reduced, chosen);
  };
  const first = joinIndexes(choose(Math.max(3, most)), anchors);
  return first.length <= most ? first : joinIndexes(choose(Math.max(3, most - 2)), anchors);
}

/** Areas of great values could overflow, and those of tiny ones vanish. */
const ordinary = 400;

function tame(line: Line, greatest: number): Line {
  const exponent = exponentOf(greatest);
  return Math.abs(exponent) <= ordinary ? line : { x: line.x, y: scaleBy(line.y, -exponent) };
}

function endsOf(indexes: Uint32Array): Uint32Array {
  return indexes.length < 2 ? indexes : Uint32Array.of(indexes[0] ?? 0, indexes[indexes.length - 1] ?? 0);
}

function sortedSet(indexes: readonly number[]): Uint32Array {
  return Uint32Array.from(new Set(indexes)).sort();
}
