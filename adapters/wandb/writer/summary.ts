import type { Json, Num } from '../../../src/contract/value.ts';
import type { NewPoints } from '../../../src/contract/writer.ts';

/** The last value of each metric, and what the SDK puts beside them. */
export type Summary = Map<string, Num>;

/** Rows go upwards, so that what comes later is the last value. */
export function sumUp(summary: Summary, series: readonly NewPoints[]): void {
  for (const { metric, steps, values, timestamps } of series) {
    const last = values.length - 1;
    const step = steps[last] ?? 0;
    summary.set(metric, values[last] ?? Number.NaN);
    if (step < (summary.get('_step') ?? 0)) continue;
    summary.set('_step', step);
    summary.set('_timestamp', (timestamps[last] ?? 0) / 1000);
  }
}

/** The last values, and how long it took, which is all that a server tells of it. Times are epoch milliseconds. */
export function summaryOf(
  summary: ReadonlyMap<string, Num>,
  startedAt: number | null,
  endedAt: number | null,
): readonly (readonly [key: string, value: Json])[] {
  if (startedAt === null || endedAt === null) return [...summary];
  const runtime = (endedAt - startedAt) / 1000;
  return [...summary, ['_runtime', runtime], ['_wandb', { runtime }]];
}
