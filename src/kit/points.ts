import type { Points } from '../contract/series.ts';
import type { Num } from '../contract/value.ts';

/** Collects the points of a series as a tracker sends them, and hands them out in the promised order. */
export interface PointsBuilder {
  /** `epoch` is NaN, or left out, where the point has none. */
  add(step: Num, value: number, timestamp: number, epoch?: number): void;
  /** In order of step, then timestamp, then as they were added. */
  build(): Points;
}

export function openPoints(): PointsBuilder {
  const steps: Num[] = [];
  const values: number[] = [];
  const timestamps: number[] = [];
  // There from the first point on that has one.
  let epochs: number[] | undefined;
  let sorted = true;
  let exact = true;

  return {
    add(step, value, timestamp, epoch = Number.NaN) {
      const last = steps.length - 1;
      if (last >= 0 && sorted) {
        const before = steps[last] ?? step;
        sorted = before < step || (before == step && !((timestamps[last] ?? timestamp) > timestamp));
      }
      if (typeof step === 'bigint') exact = false;
      steps.push(step);
      values.push(value);
      timestamps.push(timestamp);
      if (!Number.isNaN(epoch)) epochs ??= timestamps.slice(1).fill(Number.NaN);
      epochs?.push(epoch);
    },
    build() {
      const order = steps.map((_step, index) => index);
      if (!sorted) order.sort((a, b) => compareAt(steps, a, b) || compareAt(timestamps, a, b) || a - b);
      const pick = <T>(column: readonly T[]): readonly T[] => (sorted ? column : order.map((at) => column[at] as T));
      const pickedSteps = pick(steps);
      return {
        steps: exact ? Float64Array.from(pickedSteps, Number) : pickedSteps,
        values: Float64Array.from(pick(values)),
        timestamps: Float64Array.from(pick(timestamps)),
        ...(epochs && { epochs: Float64Array.from(pick(epochs)) }),
      };
    },
  };
}

function compareAt(column: readonly Num[], a: number, b: number): number {
  const [left, right] = [column[a] ?? 0, column[b] ?? 0];
  return left < right ? -1 : left > right ? 1 : 0;
}

export const noPoints: Points = {
  steps: new Float64Array(),
  values: new Float64Array(),
  timestamps: new Float64Array(),
};
