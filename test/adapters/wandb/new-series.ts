import type { NewPoints } from '../../../src/contract/writer.ts';

/** When runs of writers' tests start, in epoch milliseconds. */
export const startedAt = 1_700_000_000_000;

/** Points for a writer, a millisecond apart; NaN at step 1. */
export function series(metric: string, steps: readonly number[]): NewPoints {
  return {
    metric,
    context: null,
    start: 0,
    steps,
    values: Float64Array.from(steps, (step) => (step === 1 ? Number.NaN : step / 7)),
    timestamps: Float64Array.from(steps, (step) => startedAt + step),
  };
}
