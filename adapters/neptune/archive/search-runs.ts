import type { RunPage, RunSearch } from '../../../src/contract/adapter.ts';
import type { ArchivedRun, Catalog } from './catalog.ts';

/** A page of runs before they are made into what is promised. */
export type FoundRuns = Omit<RunPage, 'runs'> & { readonly runs: readonly ArchivedRun[] };

/** Runs in the order of their ids, page by page. A position is the id of the last run, which outlives a new index. */
export function searchRuns(catalog: Catalog, search: RunSearch): FoundRuns {
  const { projects, archived, after, limit } = search;
  const all = catalog[listOf[archived]];
  const wanted = projects === null ? all : all.filter(({ project }) => projects.includes(project));
  const start = after === null ? 0 : firstBehind(wanted, after);
  const page = wanted.slice(start, start + limit);
  const next = start + page.length < wanted.length ? (page.at(-1)?.nativeId ?? null) : null;
  return { runs: page, next, positions: page.map(({ nativeId }) => nativeId), total: wanted.length };
}

const listOf = { EXCLUDE: 'active', INCLUDE: 'runs', ONLY: 'archived' } as const;

/** Binary search: the place of the first run whose id is greater. */
function firstBehind(runs: readonly ArchivedRun[], after: string): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.nativeId ?? '') > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** For `explain`. */
export function describeSearch({ projects, archived }: RunSearch): string {
  const where = projects === null ? 'all projects' : `projects ${projects.join(', ')}`;
  const which = { EXCLUDE: 'runs that are not archived', INCLUDE: 'all runs', ONLY: 'archived runs' }[archived];
  return `${which} in the index of the archive, ${where}; no file is opened`;
}
