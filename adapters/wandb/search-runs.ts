import type { RunPage, RunSearch } from '../../src/contract/adapter.ts';
import type { CallContext } from '../../src/contract/context.ts';
import type { Run } from '../../src/contract/run.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import type { ProjectPage, WandbClient } from './client.ts';
import { fieldsFor } from './documents.ts';
import { parseProjectId, type ProjectKey } from './ids.ts';
import { mergeRows, type ProjectRows } from './merge-rows.ts';
import { begin, readPosition, start, writePosition, type Places } from './page-position.ts';
import { runReader } from './to-model.ts';
import { toNativeFilter } from './to-native-filter.ts';
import type { RunsOfProject } from './wire.ts';

/** What reading runs needs. */
export interface RunAccess {
  readonly client: WandbClient;
  readonly context: CallContext;
  readonly pagesUrl: string;
}

/** Projects of one request. */
const projectsPerCall = 25;
/** Up to so many projects are read to the page's length each, so that one call fills a page. */
const fewProjects = 8;

/**
 * One page over all projects asked, each by an alias of one request. The server pages by places in a list that may
 * change: rows are told apart by their ids, and what a project's list gave in the end is compared with its total.
 */
export async function searchRuns(access: RunAccess, search: RunSearch): Promise<RunPage> {
  if (search.archived === 'ONLY') return { runs: [], next: null, total: 0 };
  const projects = await projectsOf(access.context, search.projects);
  const places = search.after === null ? begin(projects) : readPosition(search.after, projects);
  const active = projects.filter((project) => places.get(project)?.done !== true);
  const sorted = search.order !== null;
  const first = sorted
    ? rowsOfEach(active.length, search.limit)
    : Math.max(1, Math.floor(search.limit / active.length));
  const asked = sorted ? active : active.slice(0, search.limit);
  const pages = asked.map((id) => ({ id, key: keyOf(id), first, after: places.get(id)?.cursor ?? null }));
  const answers = await readPages(access, search, pages);
  const toRun = runReader({ pagesUrl: access.pagesUrl, projection: access.context.projection });
  const lists = pages.map(({ id, key }, index) => toRows(id, answers[index], places, (wire) => toRun(key, wire)));
  const merged = mergeRows(lists, places, {
    descending: directionOf(search) === '-created_at',
    sorted,
    limit: search.limit,
    positions: projects.length <= fewProjects,
  });
  const missing = pages.filter((_page, index) => answers[index] === null || answers[index] === undefined);
  const absent = missing.map(({ id }) => `The project ${id} is not there, or the key may not see it.`);
  const partial = [...absent, ...merged.complaints].join(' ');
  return {
    runs: merged.runs,
    next: writePosition(merged.places),
    ...(merged.positions === undefined ? {} : { positions: merged.positions }),
    ...(asked.length === active.length ? { total: totalOf(lists, places) } : {}),
    ...(partial === '' ? {} : { partial }),
  };
}

/** The request as the server gets it, for `explain`. */
export function describeSearch(search: RunSearch): string {
  const scope = search.projects === null ? 'all projects of the entity' : `projects ${search.projects.join(', ')}`;
  const filters = JSON.stringify(toNativeFilter(search.filter));
  return `runs in ${scope}, in one request; filters: ${filters}; order: ${directionOf(search)}`;
}

async function projectsOf(context: CallContext, asked: readonly string[] | null): Promise<readonly string[]> {
  const all = asked ?? (await context.projects()).map(({ nativeId }) => nativeId);
  return all.filter((id) => parseProjectId(id) !== undefined);
}

function keyOf(id: string): ProjectKey {
  return parseProjectId(id) ?? { entity: '', project: '' };
}

/** Where nobody asks for an order it is that which does not change while runs come in. */
function directionOf({ order }: RunSearch): '+created_at' | '-created_at' {
  if (order === null) return '+created_at';
  return order[0]?.descending === false ? '+created_at' : '-created_at';
}

/** Many projects are read in smaller parts: a page then ends where the first of them has to be asked again. */
function rowsOfEach(projects: number, limit: number): number {
  if (projects <= fewProjects) return limit;
  return Math.min(limit, Math.max(10, Math.ceil((3 * limit) / projects)));
}

async function readPages(
  { client, context }: RunAccess,
  search: RunSearch,
  pages: readonly (Omit<ProjectPage, 'project'> & { readonly key: ProjectKey })[],
): Promise<readonly RunsOfProject[]> {
  if (pages.length === 0) return [];
  const query = {
    filters: JSON.stringify(toNativeFilter(search.filter)),
    order: directionOf(search),
    fields: fieldsFor(context.projection),
  };
  const parts = await Promise.all(
    chunkEvenly(pages, projectsPerCall).map((chunk) => {
      return client.searchRuns(context, {
        ...query,
        pages: chunk.map(({ key, first, after }) => ({ project: key, first, after })),
      });
    }),
  );
  return parts.flat();
}

function toRows(
  project: string,
  answer: RunsOfProject | undefined,
  places: Places,
  toRun: (wire: NonNullable<NonNullable<NonNullable<RunsOfProject>['runs']>['edges'][number]['node']>) => Run,
): ProjectRows {
  const edges = answer?.runs?.edges ?? [];
  const rows = edges.flatMap(({ node, cursor }) => {
    return node === null || node === undefined ? [] : [{ run: toRun(node), cursor: cursor ?? null }];
  });
  const { hasNextPage = false, endCursor = null } = answer?.runs?.pageInfo ?? {};
  const known = places.get(project);
  return {
    project,
    rows,
    goesOn: hasNextPage && edges.length > 0,
    endCursor: endCursor ?? null,
    total: answer?.runCount === null || answer?.runCount === undefined ? null : Number(answer.runCount),
    known: known ?? start,
  };
}

/** Projects that are read to their end count by what they gave. */
function totalOf(lists: readonly ProjectRows[], places: Places): number {
  const done = [...places.values()].filter((place) => place.done).reduce((sum, { seen }) => sum + seen, 0);
  return lists.reduce((sum, { total, rows }) => sum + (total ?? rows.length), done);
}
