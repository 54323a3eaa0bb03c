import { RungraphError, isRungraphError } from '../../contract/error.ts';
import type { SourceProjects } from '../query/run-selection.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../sources/source.ts';
import { openCall } from '../sources/open-call.ts';
import { refsOf } from './suggest-projects.ts';

/** A project that somebody named. */
export interface NamedProject {
  readonly source: Source;
  readonly nativeId: string;
}

/**
 * Where to look: these sources, cut down to the projects that were named; null for all of them.
 * @throws NOT_FOUND for a project that is not there.
 */
export async function chooseProjects(
  scope: Scope,
  sources: readonly Source[],
  named: readonly NamedProject[] | null,
): Promise<readonly SourceProjects[]> {
  if (named === null) return sources.map((source) => ({ source, projects: null }));
  const wanted = new Map<Source, Set<string>>();
  for (const { source, nativeId } of named) {
    wanted.set(source, (wanted.get(source) ?? new Set<string>()).add(nativeId));
  }
  await Promise.all([...wanted].map(([source, ids]) => checkProjects(scope, source, [...ids])));
  return sources.flatMap((source) => {
    const ids = wanted.get(source);
    return ids === undefined ? [] : [{ source, projects: [...ids] }];
  });
}

/**
 * An unknown project is the client's mistake. A source that cannot tell is reported later, when it is asked for runs.
 */
async function checkProjects(scope: Scope, source: Source, ids: readonly string[]): Promise<void> {
  const call = openCall(source, scope);
  try {
    let { byId } = await call.run('listProjects', () => call.directory.list(call.meter));
    if (ids.some((id) => !byId.has(id))) {
      ({ byId } = await call.run('listProjects', () => call.directory.reload(call.meter)));
    }
    const unknown = ids.find((id) => !byId.has(id));
    if (unknown !== undefined) {
      const refs = refsOf(source.id, [...byId.values()], unknown);
      const hint = refs.length === 0 ? '' : ` A project of that name is ${refs.map((ref) => `"${ref}"`).join(', ')}.`;
      throw new RungraphError('NOT_FOUND', `There is no project "${unknown}" in the source "${source.id}".${hint}`);
    }
  } catch (error) {
    if (isRungraphError(error) && error.code !== 'NOT_FOUND') return;
    throw error;
  } finally {
    call.close();
  }
}
