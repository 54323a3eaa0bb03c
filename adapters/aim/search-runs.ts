import type { RunPage, RunSearch } from '../../src/contract/adapter.ts';
import type { CallContext } from '../../src/contract/context.ts';
import type { KeySelection } from '../../src/contract/projection.ts';
import type { Run } from '../../src/contract/run.ts';
import { brokeOff } from './broke-off.ts';
import type { RunsQuery } from './client.ts';
import { addNotes } from './notes.ts';
import type { RunAccess } from './run-access.ts';
import { positionBehind, readPosition, type PagePosition } from './page-position.ts';
import { archivedTest, toNativeFilter } from './to-native-filter.ts';
import { experimentTest } from './experiment-test.ts';
import { runReader } from './to-model.ts';

/** One page of search/run, newest first. Any run of it can be resumed behind. */
export async function searchRuns(access: RunAccess, search: RunSearch): Promise<RunPage> {
  const experiments = await experimentTest(access.context, search.projects);
  if (experiments === null) return { runs: [], next: null };
  const q = [toQuery(search), ...experiments].join(' and ');
  const after = search.after === null ? null : readPosition(search.after);
  let page = await readPage(access, q, search.limit, after);
  if (page === 'restarted' && after !== null) {
    const older = `${q} and run.creation_time * 1000 <= ${after.startedAt + 0.5}`;
    page = await readPage(access, older, search.limit, null);
  }
  if (page === 'restarted') return { runs: [], next: null };
  const runs = page.runs.filter(({ nativeId, projectId }) => {
    return nativeId !== after?.hash && (search.projects?.includes(projectId) ?? true);
  });
  const last = page.runs.at(-1);
  return {
    runs: await addNotes(access, runs),
    next: page.goesOn && last !== undefined ? positionBehind(last) : null,
    positions: runs.map(positionBehind),
  };
}

/** The request as the server gets it, for `explain`. */
export function describeSearch(search: RunSearch): string {
  const where = search.projects === null ? 'all experiments' : `experiments ${search.projects.join(', ')}`;
  return `runs/search/run in ${where}; q: ${toQuery(search)}; newest first, ${search.limit} a page`;
}

/** Which parts of runs to leave out, for nobody asked for them. */
export function partsOf({ projection }: CallContext): Pick<RunsQuery, 'params' | 'traces' | 'systemParams'> {
  const systemParams = projection.parts.includes('provenance') || projection.parts.includes('native');
  return { params: systemParams || isAsked(projection.params), traces: isAsked(projection.metrics), systemParams };
}

function isAsked({ all, keys, prefixes }: KeySelection): boolean {
  return all || keys.length > 0 || prefixes.length > 0;
}

function toQuery({ archived, filter }: RunSearch): string {
  return `${archivedTest(archived)} and ${toNativeFilter(filter)}`;
}

interface ReadPage {
  readonly runs: readonly Run[];
  readonly goesOn: boolean;
}

/**
 * The runs of one answer. A run that the server cannot read ends its answer without a word, so that what came before
 * is a page of its own, and only an answer without a whole run is an error.
 */
async function readPage(
  { client, context, baseUrl }: RunAccess,
  q: string,
  limit: number,
  after: PagePosition | null,
): Promise<ReadPage | 'restarted'> {
  const toRun = runReader({ baseUrl, projection: context.projection });
  const roots = await client.searchRuns(context, { q, limit, offset: after?.hash ?? null, ...partsOf(context) });
  const runs = new Map<string, Run>();
  try {
    for await (const root of roots) {
      const run = toRun(root);
      if (after !== null && (run.startedAt ?? 0) > after.startedAt) return 'restarted';
      runs.set(run.nativeId, run);
    }
  } catch (error) {
    const broken = brokeOff(error);
    if (runs.size === 0) throw broken;
    return { runs: [...runs.values()], goesOn: true };
  }
  return { runs: [...runs.values()], goesOn: runs.size >= limit };
}
