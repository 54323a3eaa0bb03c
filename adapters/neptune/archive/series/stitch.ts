import type { Points } from '../../../../src/contract/series.ts';
import { openPoints } from '../../../../src/kit/points.ts';
import { sliceSteps } from '../../../../src/kit/slice-steps.ts';
import type { Stretch } from '../forks.ts';

export interface Piece {
  readonly stretch: Stretch;
  readonly points: Points;
}

/** One series out of a run's own points and those that it inherits. Pieces come child first, as the lineage does. */
export function stitch(pieces: readonly Piece[]): Points {
  const joined = openPoints();
  const cut: Points[] = [];
  for (const { stretch, points } of pieces) {
    const inRange = sliceSteps(points, stretch.from, stretch.to);
    const taken = cut.some((descendant) => has(descendant, stretch.to));
    cut.push(taken ? sliceSteps(inRange, null, below(inRange, stretch.to)) : inRange);
  }
  for (const { steps, values, timestamps } of cut.reverse()) {
    values.forEach((value, index) => joined.add(steps[index] ?? 0, value, timestamps[index] ?? Number.NaN));
  }
  return joined.build();
}

/** Whether there is a point at exactly that step. */
function has(points: Points, step: number): boolean {
  return sliceSteps(points, step, step).values.length > 0;
}

/** The greatest step below a limit; one below all where there is none. */
function below({ steps }: Points, limit: number): number {
  const less = Array.from(steps, Number).filter((step) => step < limit);
  return less.at(-1) ?? -Infinity;
}
