/** The quantile of sorted values between neighbours, as NumPy's default (Hyndman and Fan's type 7); NaN of none. */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const at = Math.floor(place);
  const low = sorted[at] ?? Number.NaN;
  const high = sorted[Math.min(at + 1, sorted.length - 1)] ?? Number.NaN;
  return between(low, high, place - at);
}

/** From the nearer end, so that the ends are met exactly and equal neighbours give themselves. */
export function between(low: number, high: number, share: number): number {
  const apart = high - low;
  // Halves, where the distance is beyond the greatest double.
  if (!Number.isFinite(apart)) return 2 * between(low / 2, high / 2, share);
  return share < 0.5 ? low + apart * share : high - apart * (1 - share);
}
