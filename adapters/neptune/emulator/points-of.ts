import type { StoredPoint, StoredRun } from './world.ts';

/** A series as requests of many name it. */
export interface AskedSeries {
  readonly holder: { readonly identifier: string };
  readonly attribute: string;
  readonly lineage?: string;
}

/**
 * The points of a float series; with lineage, what the run inherits comes first: its parent's points up to the fork step.
 * At that step the run's own point counts, and below it none of them. Undefined where neither has the series.
 */
export function pointsOf(run: StoredRun, path: string, lineage: boolean): readonly StoredPoint[] | undefined {
  const found = run.attributes.get(path);
  const own = found?.type === 'floatSeries' ? found.points : undefined;
  if (!lineage || run.fork === undefined) return own;
  const { parent, step } = run.fork;
  const from = own?.filter((point) => point.step >= step) ?? [];
  const inherited = pointsOf(parent, path, true);
  if (inherited === undefined) return own === undefined ? undefined : from;
  const replaced = from[0]?.step === step;
  return [...inherited.filter((point) => (replaced ? point.step < step : point.step <= step)), ...from];
}
