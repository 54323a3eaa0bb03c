import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Metric } from '../../contract/run.ts';
import type { Num } from '../../contract/value.ts';
import type { Row } from '../rows/row.ts';
import type { CurveSource, DrawnCurve, DrawnCurves } from './draw-curves.ts';
import type { ReadCurve } from './read-curves.ts';
import { toSources } from './to-sources.ts';

/** A curve of the answer: what is shown of it, or why it is not. */
export interface ToldCurve {
  readonly row: Row;
  readonly metric: Metric;
  /** Null where its series could not be read. */
  readonly drawn: DrawnCurve | null;
  readonly totalPoints: Num | null;
  /** Whether every point is shown that the tracker has in the range. */
  readonly complete: boolean;
  /** Who left points out; null where nobody did. */
  readonly sampledBy: 'TRACKER' | 'GATEWAY' | null;
  readonly error: RungraphError | null;
}

export interface ToldCurves {
  /** The shared x where curves are aligned; null elsewhere. */
  readonly x: Float64Array | null;
  readonly curves: readonly ToldCurve[];
}

/** Draws the curves of a picture; may be done elsewhere. */
export type Draw = (sources: readonly CurveSource[]) => Promise<DrawnCurves>;

/** Curves as they were asked for, in the order that they were read in. @throws INVALID_QUERY beyond a limit. */
export async function curvesOf(read: readonly ReadCurve[], draw: Draw): Promise<ToldCurves> {
  const good = read.flatMap(({ read: one }) => (isRungraphError(one) ? [] : [{ points: one.series, axis: one.axis }]));
  const { x, curves } = await draw(toSources(good));
  let next = 0;
  return {
    x,
    curves: read.map(({ row, metric, read: one }): ToldCurve => {
      if (isRungraphError(one)) {
        return { row, metric, drawn: null, totalPoints: null, complete: false, sampledBy: null, error: one };
      }
      const drawn = curves[next] ?? null;
      next += 1;
      const { totalPoints, sampledBy, complete } = one.series;
      const cut = drawn?.cut ?? false;
      const by = sampledBy ?? (cut ? 'GATEWAY' : null);
      return { row, metric, drawn, totalPoints, complete: complete && !cut, sampledBy: by, error: null };
    }),
  };
}
