/**
 * The median of all differences b − a, by halving the doubles between the least and the greatest: there may be 10^8
 * differences, and none of them is kept. The arrays are sorted and not empty.
 */
export function hodgesLehmann(a: Float64Array, b: Float64Array): number {
  const pairs = a.length * b.length;
  const lower = differenceAt(a, b, Math.ceil(pairs / 2));
  if (pairs % 2 === 1) return lower;
  const upper = differenceAt(a, b, pairs / 2 + 1);
  // Halves first: the sum of two great ones is not finite.
  return lower / 2 + upper / 2;
}

/** The difference that has `rank` of them, itself included, below or beside it. */
function differenceAt(a: Float64Array, b: Float64Array, rank: number): number {
  let low = orderOf((b[0] ?? 0) - (a[a.length - 1] ?? 0));
  let high = orderOf((b[b.length - 1] ?? 0) - (a[0] ?? 0));
  while (low < high) {
    const middle = low + (high - low) / 2n;
    if (countUpTo(a, b, doubleAt(middle)) >= rank) high = middle;
    else low = middle + 1n;
  }
  return doubleAt(low);
}

/** How many differences are at most `bound`. With a greater value of b, fewer values of a are near enough. */
function countUpTo(a: Float64Array, b: Float64Array, bound: number): number {
  let count = 0;
  let first = 0;
  for (const value of b) {
    while (first < a.length && value - (a[first] ?? 0) > bound) first += 1;
    count += a.length - first;
  }
  return count;
}

const cell = new DataView(new ArrayBuffer(8));

/** Doubles as integers in the same order, so that half-way between two of them is a double too. */
function orderOf(value: number): bigint {
  cell.setFloat64(0, value + 0);
  const bits = cell.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

function doubleAt(order: bigint): number {
  cell.setBigInt64(0, order < 0n ? -order : order);
  const magnitude = cell.getFloat64(0);
  return order < 0n ? -magnitude : magnitude;
}
