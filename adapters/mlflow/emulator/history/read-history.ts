import type { StoredMetric, StoredPoint, StoredRun } from '../store/state.ts';

export interface RunPoint {
  readonly runId: string;
  readonly point: StoredPoint;
}

/** The rows of a metric in the order of get-history: timestamp, step, value; none where it has none. */
export function historyOf(run: StoredRun | undefined, key: string): readonly StoredPoint[] {
  return sorted(run?.metrics.get(key), (a, b) => compare(a.timestamp, b.timestamp) || compare(a.step, b.step));
}

/** The rows of a metric in the order of sampling: step, timestamp, value. */
export function stepsOf(run: StoredRun | undefined, key: string): readonly StoredPoint[] {
  return sorted(run?.metrics.get(key), (a, b) => compare(a.step, b.step) || compare(a.timestamp, b.timestamp));
}

/** One metric of many runs, run by run in the order of their ids, cut off after so many rows. */
export function bulkHistory(runs: readonly StoredRun[], key: string, limit: number): readonly RunPoint[] {
  const rows: RunPoint[] = [];
  for (const run of runs.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (rows.length >= limit) break;
    rows.push(...historyOf(run, key).map((point) => ({ runId: run.id, point })));
  }
  return rows.slice(0, limit);
}

function sorted(
  metric: StoredMetric | undefined,
  order: (a: StoredPoint, b: StoredPoint) => number,
): readonly StoredPoint[] {
  return (metric?.points ?? []).toSorted(
    (a, b) => order(a, b) || compare(a.value, b.value) || Number(a.isNan) - Number(b.isNan),
  );
}

function compare<T extends number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
