import type { RunPage, RunSearch } from '../../../src/contract/adapter.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { ArchivedRun, Catalog } from './catalog.ts';
import { isArchived } from './to-model.ts';

/** Runs in the order of their ids, page by page. A position is the id of the last run, which outlives a new index. */
export function searchRuns({ runs }: Catalog, search: RunSearch, toRun: (run: ArchivedRun) => Run): RunPage {
  const { projects, archived, after, limit } = search;
  const wanted = projects === null ? null : new Set(projects);
  const isInScope = (run: ArchivedRun): boolean =>
    (wanted === null || wanted.has(run.project)) &&
    (archived === 'INCLUDE' || isArchived(run) === (archived === 'ONLY'));
  const page: ArchivedRun[] = [];
  let total = 0;
  let before = 0;
  for (const run of runs) {
    if (!isInScope(run)) continue;
    total += 1;
    if (after !== null && run.nativeId <= after) before += 1;
    else if (page.length < limit) page.push(run);
  }
  const next = before + page.length < total ? (page.at(-1)?.nativeId ?? null) : null;
  return { runs: page.map(toRun), next, positions: page.map(({ nativeId }) => nativeId), total };
}

/** For `explain`. */
export function describeSearch({ projects, archived }: RunSearch): string {
  const where = projects === null ? 'all projects' : `projects ${projects.join(', ')}`;
  const which = { EXCLUDE: 'runs that are not archived', INCLUDE: 'all runs', ONLY: 'archived runs' }[archived];
  return `${which} in the index of the archive, ${where}; no file is opened`;
}
