import { canonicalJson } from '../../contract/canonical-json.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { MetricContext } from '../../contract/value.ts';
import type { CurveSource } from '../curves/draw-curves.ts';
import type { ReadCurve } from '../curves/read-curves.ts';
import { toSources } from '../curves/to-sources.ts';
import type { Band, BandSource } from './bands.ts';

/** A metric of a group's runs as one curve. */
export interface ToldGroupCurve {
  readonly key: string;
  /** Null is the empty context. */
  readonly context: MetricContext | null;
  readonly band: Band;
}

export interface GroupCurves {
  readonly curves: readonly ToldGroupCurve[];
  /** Why runs are not in them, each once. */
  readonly errors: readonly RungraphError[];
}

/** Sums up metrics; may be done elsewhere. */
export type MakeBands = (metrics: readonly BandSource[]) => Promise<readonly Band[]>;

/** One curve for each key and context, in the order of the runs. @throws INVALID_QUERY beyond a limit. */
export async function groupCurves(
  read: readonly ReadCurve[],
  group: string,
  makeBands: MakeBands,
): Promise<GroupCurves> {
  const found = new Map<string, { key: string; context: MetricContext | null; sources: CurveSource[] }>();
  const errors = new Set<RungraphError>();
  for (const { metric, read: one } of read) {
    if (isRungraphError(one)) {
      errors.add(one);
      continue;
    }
    const place = `${metric.key}\0${canonicalJson(metric.context ?? {})}`;
    const context = metric.context !== null && Object.keys(metric.context).length > 0 ? metric.context : null;
    const own = found.get(place) ?? { key: metric.key, context, sources: [] };
    found.set(place, own);
    own.sources.push({ points: one.series, axis: one.axis });
  }
  const metrics = [...found.values()];
  const bands = await makeBands(
    metrics.map(({ key, context, sources }) => {
      return {
        sources: toSources(sources),
        names: [key, ...(context === null ? [] : [canonicalJson(context)]), group],
      };
    }),
  );
  const curves = metrics.flatMap(({ key, context }, at): readonly ToldGroupCurve[] => {
    const band = bands[at];
    return band === undefined ? [] : [{ key, context, band }];
  });
  return { curves, errors: [...errors] };
}
