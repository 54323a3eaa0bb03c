import type { NumberColumn, Points } from '../contract/series.ts';
import type { Num } from '../contract/value.ts';

/** The points of ordered columns whose step lies in a range, both ends included; null is open. */
export function sliceSteps(points: Points, from: Num | null, to: Num | null): Points {
  const { steps, values, timestamps, epochs } = points;
  const start = from === null ? 0 : firstIndex(steps, (step) => step >= from);
  const end = to === null ? steps.length : firstIndex(steps, (step) => step > to);
  if (start === 0 && end === steps.length) return points;
  return {
    steps: steps.slice(start, end),
    values: values.slice(start, end),
    timestamps: timestamps.slice(start, end),
    ...(epochs && { epochs: epochs.slice(start, end) }),
  };
}

/** Binary search: the first index from which on the test holds. */
function firstIndex(steps: NumberColumn, test: (step: Num) => boolean): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const step = steps[middle];
    if (step !== undefined && test(step)) high = middle;
    else low = middle + 1;
  }
  return low;
}
