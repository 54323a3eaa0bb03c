import { isDoubles, type Points } from '../../contract/series.ts';
import type { Axis } from './curve.ts';
import type { CurveSource } from './draw-curves.ts';
import { isSame } from './shared-x.ts';

/**
 * What is drawn of each series, and no more, since it may go to another thread: the columns that its axis looks at, and
 * steps that are those of the series before only once.
 */
export function toSources(read: readonly { readonly points: Points; readonly axis: Axis }[]): readonly CurveSource[] {
  let before: Points['steps'] | undefined;
  return read.map(({ points, axis }) => {
    const known = before !== undefined && isDoubles(before) && isDoubles(points.steps) && isSame(before, points.steps);
    const steps = known && before !== undefined ? before : points.steps;
    before = steps;
    const { values } = points;
    // Without equal steps nobody asks which point is the later one.
    const timestamps = axis.kind === 'STEP' && isDoubles(steps) && ascends(steps) ? nothing : points.timestamps;
    return { points: { steps, values, timestamps }, axis };
  });
}

const nothing = new Float64Array();

function ascends(steps: Float64Array): boolean {
  for (let at = 1; at < steps.length; at += 1) if (!((steps[at - 1] ?? 0) < (steps[at] ?? 0))) return false;
  return true;
}
