/**
 * Numbers of unusual sizes. JavaScript writes them with `e+` from 1e21 on and with `e-` below 1e-6, beyond 2^53 with
 * digits that are not exact, and the infinities as words: not every language of queries reads all of that.
 */
export const unusualNumbers = [
  1e21,
  -1e21,
  1.5e22,
  1e300,
  -1e300,
  2.5e-7,
  -1e-7,
  5e-324,
  1e17,
  123_456_789_012_345_680_000,
  Infinity,
  -Infinity,
] as const;
