/** Every x that one of the lists has, in ascending order. Each list ascends strictly. */
export function unionOf(lists: readonly Float64Array[]): Float64Array {
  // Lists that are the same, which runs of one script have, are merged once.
  let waiting = distinct(lists);
  while (waiting.length > 1) {
    const merged: Float64Array[] = [];
    for (let at = 0; at < waiting.length; at += 2) {
      const [left, right] = [waiting[at], waiting[at + 1]];
      if (left !== undefined) merged.push(right === undefined ? left : merge(left, right));
    }
    waiting = merged;
  }
  return waiting[0] ?? new Float64Array();
}

/** Every x that all of the lists have. */
export function intersectionOf(lists: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(), ...others] = distinct(lists);
  return others.reduce(common, first);
}

/** Only neighbours are compared: that costs one look at each list. */
function distinct(lists: readonly Float64Array[]): readonly Float64Array[] {
  const kept: Float64Array[] = [];
  for (const list of lists) {
    const last = kept.at(-1);
    if (last === undefined || !isSame(last, list)) kept.push(list);
  }
  return kept;
}

export function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

function merge(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length);
  let [left, right, count] = [0, 0, 0];
  while (left < a.length || right < b.length) {
    const one = left < a.length ? (a[left] ?? 0) : Infinity;
    const other = right < b.length ? (b[right] ?? 0) : Infinity;
    merged[count] = one < other ? one : other;
    count += 1;
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  return merged.slice(0, count);
}

function common(a: Float64Array, b: Float64Array): Float64Array {
  let right = 0;
  return a.filter((value) => {
    while (right < b.length && (b[right] ?? 0) < value) right += 1;
    return b[right] === value;
  });
}

/** Where each of some x lies among others that hold them all. Both ascend; steps grow until they are too far, then halve. */
export function placesOf(own: Float64Array, shared: Float64Array): Uint32Array {
  const places = new Uint32Array(own.length);
  let from = 0;
  for (let at = 0; at < own.length; at += 1) {
    const place = own[at] ?? 0;
    let step = 1;
    while (from + step < shared.length && (shared[from + step] ?? 0) < place) step *= 2;
    let [low, high] = [from + (step >> 1), Math.min(from + step, shared.length)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((shared[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    places[at] = low;
    from = low;
  }
  return places;
}
