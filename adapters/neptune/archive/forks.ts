import { stepOf } from './step.ts';
import { forkOf } from '../fork-of.ts';
import type { ArchivedRun, Catalog } from './catalog.ts';

export function parentOf(run: ArchivedRun, { byId }: Catalog): ArchivedRun | undefined {
  const fork = forkOf(run);
  return fork === null ? undefined : byId.get(`${run.project}/${fork.parent}`);
}

/** A stretch of a stitched series: the points of one run from a step on and up to one, both included. */
export interface Stretch {
  readonly run: ArchivedRun;
  readonly from: number;
  readonly to: number;
}

/**
 * The runs that a fork's series are made of, itself first: its own points at or behind the fork step, its parent's up to
 * it, and so on. Of two points at the fork step the child's counts. One stretch where the run is no fork, or where its
 * parent is not in the archive.
 */
export function lineageOf(run: ArchivedRun, catalog: Catalog): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const seen = new Set<ArchivedRun>();
  let to = Infinity;
  let next: ArchivedRun | undefined = run;
  while (next !== undefined) {
    seen.add(next);
    const step: number | null = forkOf(next)?.step ?? null;
    const parent: ArchivedRun | undefined = step === null ? undefined : parentOf(next, catalog);
    const goesOn: boolean = step !== null && parent !== undefined && !seen.has(parent);
    stretches.push({ run: next, from: goesOn ? (step ?? -Infinity) : -Infinity, to });
    if (goesOn) to = Math.min(to, step ?? to);
    next = goesOn ? parent : undefined;
  }
  return stretches;
}

/** The metrics of a fork with those that it inherits; undefined for a run whose series are its own alone. */
export function stitchedMetrics(run: ArchivedRun, catalog: Catalog): readonly string[] | undefined {
  if (forkOf(run) === null) return undefined;
  const stretches = lineageOf(run, catalog);
  if (stretches.length < 2) return undefined;
  const found = stretches.flatMap(({ run: { series }, from, to }) => {
    const within = series.filter(({ type, first, last }) => {
      return type === 'float_series' && stepOf(first[0]) <= to && stepOf(last[0]) >= from;
    });
    return within.map(({ path }) => path);
  });
  return [...new Set(found)];
}
