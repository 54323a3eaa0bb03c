import { RungraphError, isRungraphError } from '../contract/error.ts';
import { emptyProjection, type Projection } from '../contract/projection.ts';
import type { PageArguments } from '../core/lists/list-page.ts';
import { chooseProjects, type NamedProject } from '../core/projects/choose-projects.ts';
import { suggestProjects } from '../core/projects/suggest-projects.ts';
import { combineFilters } from '../core/language/combine-filters.ts';
import { settledAtOf } from '../core/lists/cursor.ts';
import type { RunListRequest, SourceProjects } from '../core/query/run-selection.ts';
import type { Source } from '../core/sources/source.ts';
import { requireSource } from '../core/sources/sources.ts';
import type { Archived, InputMaybe, RunFilter, RunOrder } from '../generated/resolvers.ts';
import type { RequestContext } from './context.ts';
import { toAskedFilter } from './filter-input.ts';
import { decodeId, parseReference } from './ids.ts';
import { toOrder } from './field-input.ts';

/** The arguments that every list of runs takes. */
export interface RunArguments {
  readonly where?: InputMaybe<string>;
  readonly filter?: InputMaybe<RunFilter>;
  readonly orderBy?: InputMaybe<readonly RunOrder[]>;
  readonly sources?: InputMaybe<readonly string[]>;
  readonly projects?: InputMaybe<readonly string[]>;
  readonly archived?: InputMaybe<Archived>;
  readonly first?: InputMaybe<number>;
  readonly after?: InputMaybe<string>;
  readonly strict?: InputMaybe<boolean>;
}

/** A question for runs, with everything in it checked. @throws INVALID_QUERY, NOT_FOUND. */
export async function toRunListRequest(
  args: RunArguments,
  context: RequestContext,
  projection: Projection = emptyProjection,
): Promise<RunListRequest> {
  return {
    within: await toSourceProjects(args, context),
    ...toFilter(args, context),
    order: toOrder(args.orderBy),
    archived: args.archived ?? 'EXCLUDE',
    ...toPage(args),
    strict: args.strict ?? false,
    projection,
  };
}

/** What `where` and `filter` say together, and which presence they ask for. @throws INVALID_QUERY. */
export function toFilter(
  { where, filter, after }: Pick<RunArguments, 'where' | 'filter' | 'after'>,
  { askedAt, scope }: RequestContext,
): Pick<RunListRequest, 'filter' | 'settledAt'> {
  const now = settledAtOf(after) ?? askedAt;
  const combined = combineFilters(toAskedFilter(filter ?? {}), where ?? '', now);
  if (combined.changesAt === null) return { filter: combined.filter };
  scope.parts?.until(combined.changesAt);
  return { filter: combined.filter, settledAt: now };
}

/** Which page of a list is asked for. @throws INVALID_QUERY. */
export function toPage(
  { first, after }: { readonly first?: InputMaybe<number>; readonly after?: InputMaybe<string> },
  otherwise = 50,
): PageArguments {
  return { first: checkFirst(first, otherwise), after: after ?? null };
}

/** @throws INVALID_QUERY for a page size that no list gives. */
function checkFirst(first: InputMaybe<number>, otherwise: number): number {
  const size = first ?? otherwise;
  if (size >= 1 && size <= 1000) return size;
  throw new RungraphError('INVALID_QUERY', `first: must be from 1 to 1000, not ${size}.`);
}

/** The sources named, or all of them. @throws NOT_FOUND. */
export function toSources(ids: InputMaybe<readonly string[]>, { sources }: RequestContext): readonly Source[] {
  if (ids === undefined || ids === null) return [...sources.values()];
  return [...new Set(ids.map((id) => findSource(id, sources)))];
}

/** A source by the config's id, which wins, or by its global id. @throws NOT_FOUND. */
export function findSource(id: string, sources: RequestContext['sources']): Source {
  const named = sources.get(id);
  if (named !== undefined) return named;
  return requireSource(sources, sourceOfId(id) ?? id);
}

function sourceOfId(id: string): string | undefined {
  try {
    const decoded = decodeId(id);
    return decoded.type === 'Source' ? decoded.source : undefined;
  } catch {
    return undefined;
  }
}

/** Where to look: the sources named, cut down to the projects named. @throws NOT_FOUND for what is not there. */
export async function toSourceProjects(
  { sources, projects }: Pick<RunArguments, 'sources' | 'projects'>,
  context: RequestContext,
): Promise<readonly SourceProjects[]> {
  const asked = toSources(sources, context);
  const named = projects ? await Promise.all(projects.map((id) => toProject(id, context))) : null;
  return chooseProjects(context.scope, asked, named);
}

/** The project of a reference or global id. @throws NOT_FOUND, with what to write for a name. */
export async function toProject(id: string, { sources, scope }: RequestContext): Promise<NamedProject> {
  try {
    const { source, nativeId } = parseReference('Project', id);
    return { source: requireSource(sources, source), nativeId };
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    const refs = await suggestProjects(scope, [...sources.values()], id);
    if (refs.length === 0) throw error;
    const written = refs.map((ref) => `"${ref}"`).join(' or ');
    const message = `"${id}" is the name of a project. Write its reference: ${written}. By name: filter: { projectName: { eq: "${id}" } }.`;
    throw new RungraphError('NOT_FOUND', message);
  }
}
