// Lists of indexes into columns: loops, since iterators and mapping functions take ten times as long.

/** 0, 1, 2 … below `count`. */
export function everyIndex(count: number): Uint32Array {
  const indexes = new Uint32Array(count);
  for (let at = 1; at < count; at += 1) indexes[at] = at;
  return indexes;
}

/** Those that pass, in order. */
export function indexesWhere(count: number, passes: (index: number) => boolean): Uint32Array {
  const indexes = new Uint32Array(count);
  let found = 0;
  for (let at = 0; at < count; at += 1) {
    if (!passes(at)) continue;
    indexes[found] = at;
    found += 1;
  }
  return indexes.slice(0, found);
}

/** The values at some indexes. */
export function pick(column: Float64Array, indexes: Uint32Array): Float64Array {
  const picked = new Float64Array(indexes.length);
  for (let at = 0; at < indexes.length; at += 1) picked[at] = column[indexes[at] ?? 0] ?? Number.NaN;
  return picked;
}

/** Indexes into a list of indexes as what that list says. */
export function pickIndexes(indexes: Uint32Array, chosen: Uint32Array): Uint32Array {
  const picked = new Uint32Array(chosen.length);
  for (let at = 0; at < chosen.length; at += 1) picked[at] = indexes[chosen[at] ?? 0] ?? 0;
  return picked;
}

/** Both lists as one, each index once, in order. */
export function joinIndexes(a: Uint32Array, b: Uint32Array): Uint32Array {
  const joined = new Uint32Array(a.length + b.length);
  let left = 0;
  let right = 0;
  let count = 0;
  while (left < a.length || right < b.length) {
    const one = left < a.length ? (a[left] ?? 0) : Infinity;
    const other = right < b.length ? (b[right] ?? 0) : Infinity;
    joined[count] = one < other ? one : other;
    count += 1;
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  return joined.slice(0, count);
}
