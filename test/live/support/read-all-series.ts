import { isRungraphError } from '../../../src/contract/error.ts';
import type { Points } from '../../../src/contract/series.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { MetricContext } from '../../../src/contract/value.ts';
import { readWhole, type Side } from '../../../src/core/migrate/side.ts';

export interface ReadSeries {
  readonly metric: string;
  readonly context: MetricContext | null;
  readonly points: Points;
}

/** Every series of a run of a source, each by itself. */
export function readAllSeries(
  from: Side,
  { nativeId: runId, projectId, metrics }: Run,
): Promise<readonly ReadSeries[]> {
  if (isRungraphError(metrics)) throw metrics;
  return Promise.all(
    metrics.map(async ({ nativeKey: metric, context }) => {
      return { metric, context, points: await readWhole(from, { runId, projectId, metric, context }) };
    }),
  );
}

export function countPoints(series: readonly ReadSeries[]): number {
  return series.reduce((sum, { points }) => sum + points.values.length, 0);
}
