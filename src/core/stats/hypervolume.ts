import type { Objectives } from './pareto.ts';

/** More objectives are not measured exactly here. */
export const mostMeasured = 3;

/**
 * How much of the space between the points and the reference at least one point is no worse than. All objectives are made
 * small; points that are not better than the reference in every one add nothing.
 */
export function hypervolume(objectives: Objectives, reference: readonly number[]): number {
  const [first = new Float64Array(), second, third] = objectives;
  const [firstEnd = 0, secondEnd = 0, thirdEnd = 0] = reference;
  const inside = Array.from(first.keys()).filter((row) => {
    return objectives.every((column, at) => (column[row] ?? Infinity) < (reference[at] ?? 0));
  });
  if (inside.length === 0) return 0;
  if (second === undefined) return firstEnd - Math.min(...inside.map((row) => first[row] ?? 0));
  const stairs = openStairs(firstEnd, secondEnd);
  const put = (row: number): void => stairs.put(first[row] ?? 0, second[row] ?? 0);
  if (third === undefined) {
    for (const row of inside) put(row);
    return stairs.area();
  }
  return sliceUp(inside, third, thirdEnd, put, stairs.area);
}

/** The volume in slices of the third objective, each as thick as the way to the next point. */
function sliceUp(
  rows: readonly number[],
  heights: Float64Array,
  end: number,
  put: (row: number) => void,
  area: () => number,
): number {
  const order = [...rows].sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  let volume = 0;
  order.forEach((row, at) => {
    put(row);
    const next = order[at + 1];
    volume += area() * ((next === undefined ? end : (heights[next] ?? end)) - (heights[row] ?? end));
  });
  return volume;
}

function isAtOrBelow(step: { readonly x: number; readonly y: number } | undefined, x: number, y: number): boolean {
  return step !== undefined && step.x === x && step.y <= y;
}

/** The border of what points in a plane reach, from left to right and downwards, with the area behind it. */
function openStairs(endX: number, endY: number) {
  const steps: { readonly x: number; readonly y: number }[] = [];
  let area = 0;

  function put(x: number, y: number): void {
    const at = firstFrom(x);
    const before = steps[at - 1];
    if ((before !== undefined && before.y <= y) || isAtOrBelow(steps[at], x, y)) return;
    // Steps to the right that are not lower are reached by the new one.
    let last = at;
    let height = before?.y ?? endY;
    let from = x;
    for (; last < steps.length && (steps[last]?.y ?? 0) >= y; last += 1) {
      const step = steps[last] ?? { x: endX, y: endY };
      area += (step.x - from) * (height - y);
      [from, height] = [step.x, step.y];
    }
    area += ((steps[last]?.x ?? endX) - from) * (height - y);
    steps.splice(at, last - at, { x, y });
  }

  /** The place of the first step that is not left of x. */
  function firstFrom(x: number): number {
    let [low, high] = [0, steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.x ?? 0) < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return { put, area: () => area };
}
