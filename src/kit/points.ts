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
      const order = sorted ? undefined : orderOf(steps, timestamps);
      return {
        steps: exact ? toFloats(steps, order) : (order?.map((at) => steps[at] ?? 0) ?? steps),
        values: toFloats(values, order),
        timestamps: toFloats(timestamps, order),
        ...(epochs && { epochs: toFloats(epochs, order) }),
      };
    },
  };
}

function orderOf(steps: readonly Num[], timestamps: readonly number[]): readonly number[] {
  const order = steps.map((_step, index) => index);
  return order.sort((a, b) => compareAt(steps, a, b) || compareAt(timestamps, a, b) || a - b);
}

/** A loop: `Float64Array.from` with a function takes several times as long. */
function toFloats(column: readonly Num[], order: readonly number[] | undefined): Float64Array {
  const floats = new Float64Array(column.length);
  for (let at = 0; at < floats.length; at += 1) floats[at] = Number(column[order?.[at] ?? at]);
  return floats;
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
