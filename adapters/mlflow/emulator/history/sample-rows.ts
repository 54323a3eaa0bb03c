import type { StoredPoint } from '../store/state.ts';

/**
 * What 3.17 makes of the rows of one run: SQL's NTILE, the first row of each bucket, and always the very last row,
 * which takes the place of the last sampled one where the sample is full.
 */
export function sampleRows(rows: readonly StoredPoint[], limit: number): readonly StoredPoint[] {
  const buckets = Math.min(limit, rows.length);
  const size = Math.floor(rows.length / limit);
  const larger = rows.length % limit;
  const sample = Array.from({ length: buckets }, (_none, bucket) => rows[bucket * size + Math.min(bucket, larger)]);
  const last = rows.at(-1);
  if (last !== sample.at(-1)) {
    if (sample.length >= limit) sample.pop();
    sample.push(last);
  }
  return sample.filter((row) => row !== undefined);
}
