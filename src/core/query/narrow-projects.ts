import type { Clause, Filter } from '../../contract/filter.ts';
import type { Project } from '../../contract/project.ts';
import { compileTest } from './evaluate.ts';
import { allOf, conjunctsOf } from './simplify.ts';

export interface NarrowedFilter {
  /** Native ids; null for every project. Empty: nothing can match. */
  readonly projects: readonly string[] | null;
  /** What is left of the filter. */
  readonly filter: Filter;
}

/** Whether the filter narrows the projects by name. The list of projects is then needed before any search. */
export function namesProjects(filter: Filter): boolean {
  return conjunctsOf(filter).some(isAboutProject);
}

/** Answers clauses about the project's name from the list of projects. These clauses decide where to search. */
export function narrowProjects(
  filter: Filter,
  known: readonly Project[],
  asked: readonly string[] | null,
): NarrowedFilter {
  const conjuncts = conjunctsOf(filter);
  const tests = conjuncts.filter(isAboutProject).map(compileTest);
  const projects = known
    .filter((project) => asked === null || asked.includes(project.nativeId))
    .filter((project) => tests.every((test) => test({ value: project.name, text: null })))
    .map((project) => project.nativeId);
  return { projects, filter: allOf(conjuncts.filter((part) => !isAboutProject(part))) };
}

function isAboutProject(filter: Filter): filter is Clause {
  return filter.kind === 'clause' && filter.field.kind === 'projectName';
}
