/**
 * The mean of a centred window of an odd number of points, shortened at the edges. What is not finite holds a place in
 * the window and no weight. Sums up to each point are kept in two doubles each, so that differences keep their digits.
 */
export function movingMean(values: Float64Array, window: number): Float64Array {
  const count = values.length;
  const sums = new Float64Array(count + 1);
  const lost = new Float64Array(count + 1);
  const finite = new Uint32Array(count + 1);
  let sum = 0;
  let left = 0;
  let seen = 0;
  for (let at = 0; at < count; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value - value === 0) {
      const next = sum + value;
      const kept = next - sum;
      left += sum - (next - kept) + (value - kept);
      sum = next;
      seen += 1;
    }
    sums[at + 1] = sum;
    lost[at + 1] = left;
    finite[at + 1] = seen;
  }
  const half = (window - 1) / 2;
  const means = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value - value !== 0) {
      means[at] = value;
      continue;
    }
    const from = Math.max(0, at - half);
    const to = Math.min(count, at + half + 1);
    const within = (sums[to] ?? 0) - (sums[from] ?? 0) + ((lost[to] ?? 0) - (lost[from] ?? 0));
    means[at] = within / ((finite[to] ?? 0) - (finite[from] ?? 0));
  }
  return means;
}
