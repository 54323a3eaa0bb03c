import { everyIndex } from './indexes.ts';

/** The places of values in their order, from 1; equal ones share the mean of theirs. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = everyIndex(values.length).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  eachTie(values, order, (from, to) => {
    const shared = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) ranks[order[at] ?? 0] = shared;
  });
  return ranks;
}

/** Calls with the bounds of every run of equal values in an order; the end is behind the last. */
export function eachTie(values: Float64Array, order: Uint32Array, call: (from: number, to: number) => void): void {
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
    call(from, to);
    from = to;
  }
}
