/**
 * A sum with what each step rounds away added at the end, in two levels: Kahan, Babuška and Klein (A. Klein, A
 * generalized Kahan-Babuška summation algorithm, Computing 76, 2006). For numbers that cannot overflow: see scale.ts.
 */
export function sumOf(values: Float64Array): number {
  let sum = 0;
  let lost = 0;
  let lostAgain = 0;
  for (const value of values) {
    const next = sum + value;
    const gone = Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    const nextLost = lost + gone;
    lostAgain += Math.abs(lost) >= Math.abs(gone) ? lost - nextLost + gone : gone - nextLost + lost;
    lost = nextLost;
  }
  return sum + (lost + lostAgain);
}

/** The sum of products, place by place, compensated likewise. */
export function sumOfProducts(a: Float64Array, b: Float64Array): number {
  return sumOf(a.map((value, at) => value * (b[at] ?? 0)));
}
