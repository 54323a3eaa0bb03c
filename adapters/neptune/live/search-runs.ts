import { z } from 'zod';
import type { RunPage, RunSearch } from '../../../src/contract/adapter.ts';
import type { ArchivedScope } from '../../../src/contract/filter.ts';
import type { Run } from '../../../src/contract/run.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { ProductLine } from '../archive/product-line.ts';
import { toNativeFilter } from '../to-native-filter.ts';
import { allOf, field } from './nql.ts';
import { behind, behindTest, place, type Place } from './place.ts';
import { mostEntries, searchedPaths, unknownPosition, type RunAccess } from './run-access.ts';
import { toRuns } from './to-runs.ts';

/** Null: the project has no more runs. */
const position = z.record(z.string(), place.nullable());
type Position = z.infer<typeof position>;

/** One page of the runs of some projects by creation: a call for each project that may have the next run. */
export async function searchRuns(access: RunAccess, search: RunSearch): Promise<RunPage> {
  const places = search.after === null ? {} : readPosition(search.after);
  const projects = (search.projects ?? (await activeProjects(access))).filter((id) => places[id] !== null);
  if (search.order === null) return searchOne(access, search, projects, places);
  const descending = isDescending(search);
  const pages = await Promise.all(
    projects.map(async (project) => ({ project, ...(await readProject(access, search, project, places[project])) })),
  );
  const found = pages.flatMap(({ project, runs }) => runs.map((run) => ({ project, run })));
  found.sort((a, b) => ((a.run.startedAt ?? 0) - (b.run.startedAt ?? 0)) * (descending ? -1 : 1));
  const page = found.slice(0, search.limit);
  const next: Position = { ...places };
  for (const { project, runs, last, ended } of pages) {
    const taken = page.filter((one) => one.project === project).length;
    const whole = taken === runs.length;
    if (whole) next[project] = ended ? null : last;
    else
      for (const run of runs.slice(0, taken))
        next[project] = behind(run.startedAt, run.nativeId, next[project] ?? undefined);
  }
  return { runs: page.map(({ run }) => run), next: nextOf(next, projects) };
}

/** In any order: one project after the other. */
async function searchOne(
  access: RunAccess,
  search: RunSearch,
  projects: readonly string[],
  places: Position,
): Promise<RunPage> {
  const [project] = projects;
  if (project === undefined) return { runs: [], next: null };
  const { runs, last, ended } = await readProject(access, search, project, places[project]);
  return { runs, next: nextOf({ ...places, [project]: ended ? null : last }, projects) };
}

interface ProjectPage {
  readonly runs: readonly Run[];
  readonly last: Place;
  readonly ended: boolean;
}

async function readProject(
  access: RunAccess,
  search: RunSearch,
  project: string,
  from: Place | null | undefined,
): Promise<ProjectPage> {
  const { client, context, line } = access;
  const seen = new Set(from?.ids);
  const limit = Math.min(mostEntries, search.limit + seen.size);
  if (seen.size >= mostEntries) {
    throw new RungraphError('UNSUPPORTED', `More than ${mostEntries} runs of ${project} were created at one time.`);
  }
  const descending = isDescending(search);
  const entries = await client.searchEntries(context, {
    project,
    query: toQuery(search, line, from ?? undefined, descending),
    descending,
    limit,
    attributes: searchedPaths(access),
  });
  const fresh = (await toRuns(access, project, entries)).filter(({ nativeId }) => !seen.has(nativeId));
  const last = fresh.reduce<Place | undefined>(
    (before, run) => behind(run.startedAt, run.nativeId, before),
    from ?? undefined,
  );
  return {
    runs: fresh.filter(({ archived }) => isAsked(archived, search.archived)),
    last: last ?? { time: 0, ids: [] },
    ended: entries.length < limit,
  };
}

function isAsked(archived: boolean, scope: ArchivedScope): boolean {
  return scope === 'INCLUDE' || archived === (scope === 'ONLY');
}

/** Creation is the one order, newest first unless asked otherwise. */
function isDescending({ order }: RunSearch): boolean {
  return order?.[0]?.descending ?? true;
}

function toQuery(
  { filter, archived }: RunSearch,
  line: ProductLine,
  from: Place | undefined,
  descending: boolean,
): string {
  const edge = behindTest(from, descending);
  return allOf([toNativeFilter(filter), archivedTest(archived, line), edge].filter((test) => test !== ''));
}

/** The client of 2.x asks for trashed runs by it. Of 3.x nobody knows whether every run has the attributes. */
export function archivedTest(scope: ArchivedScope, line: ProductLine): string {
  if (scope === 'INCLUDE' || line === '3.x') return '';
  return `${field('sys/trashed', 'bool')} = ${String(scope === 'ONLY')}`;
}

function nextOf(places: Position, projects: readonly string[]): string | null {
  return projects.every((id) => places[id] === null) ? null : JSON.stringify(places);
}

function readPosition(text: string): Position {
  try {
    return position.parse(JSON.parse(text));
  } catch {
    throw unknownPosition();
  }
}

async function activeProjects({ context }: RunAccess): Promise<readonly string[]> {
  return (await context.projects()).map(({ nativeId }) => nativeId);
}

/** The request as a server gets it, for `explain`; as one of 3.x does, before anybody knows which line answers. */
export function describeSearch(search: RunSearch, line: ProductLine = '3.x'): string {
  const scope = search.projects === null ? 'all projects' : search.projects.join(', ');
  const query = toQuery(search, line, undefined, true);
  const order = isDescending(search) ? 'newest first' : 'oldest first';
  return `Neptune ${line}: entries/search in ${scope}; query: ${query || 'none'}; ${order}, ${search.limit} a page`;
}
