import { RungraphError } from '../contract/error.ts';

/** The project of a search, for trackers whose searches take one (`limits.searchProjects`). @throws INTERNAL. */
export function soleProject({ projects }: { readonly projects: readonly string[] | null }): string {
  const [project, ...others] = projects ?? [];
  if (project !== undefined && others.length === 0) return project;
  throw new RungraphError('INTERNAL', 'Rungraph failed to handle this; the log has the details.', {
    detail: `a search that takes one project was asked for ${projects?.length ?? 'all'}`,
  });
}
