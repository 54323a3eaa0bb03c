import { RungraphError } from '../../contract/error.ts';
import type { Project } from '../../contract/project.ts';
import type { Fitting, WriteTable } from '../../contract/write-table.ts';
import { fitKeys } from './fit/fit-keys.ts';
import { openTally } from './fit/losses.ts';
import { cut } from './fit/value-text.ts';

/** A project that is moved, and its name at the target. */
export interface Chosen {
  readonly project: Project;
  readonly to: string;
}

/** Projects that a plan is about, all or those that are wanted. @throws INVALID_QUERY for one that is not there. */
export function chooseProjects(
  all: readonly Project[],
  wanted: ReadonlyMap<string, string>,
  table: WriteTable,
): readonly Chosen[] {
  const nameOf = (project: Project): string | undefined => wanted.get(project.nativeId) ?? wanted.get(project.name);
  for (const key of wanted.keys()) {
    if (all.some(({ nativeId, name }) => nativeId === key || name === key)) continue;
    const known = all
      .slice(0, 5)
      .map(({ nativeId }) => nativeId)
      .join(', ');
    throw new RungraphError(
      'INVALID_QUERY',
      `The source has no project "${key}" (--project); it has: ${known || 'none'}.`,
    );
  }
  const chosen = all.filter((project) => wanted.size === 0 || nameOf(project) !== undefined);
  // Two that somebody names alike become one; two that only the target would name alike do not.
  const unnamed = chosen.filter((project) => nameOf(project) === undefined).map(({ name }) => name);
  const projects: Fitting = {
    ...table.projects,
    fit: (name) => cut(table.projects.fit(name), table.lengths.project),
  };
  const names = fitKeys('project', unnamed, projects, openTally());
  return chosen.map((project) => {
    const named = nameOf(project);
    return { project, to: named === undefined ? (names.get(project.name) ?? '') : projects.fit(named) };
  });
}
