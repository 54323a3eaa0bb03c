import type { Capabilities } from '../../contract/capabilities.ts';
import type { SourceCall } from '../sources/open-call.ts';
import { planSource, type Plan } from './plan.ts';
import { filterAtSource } from './filter-at-source.ts';
import { namesProjects, narrowProjects } from './narrow-projects.ts';
import type { RunSelection, SourceProjects } from './run-selection.ts';
import { never } from './simplify.ts';

export interface ReadyPlan {
  readonly plan: Plan;
  /** Native ids; null for every project. */
  readonly projects: readonly string[] | null;
  readonly capabilities: Capabilities;
  /** When the oldest fact that decided the plan was read, in epoch milliseconds; undefined where none was needed. */
  readonly asOf: number | undefined;
}

/** The plan of one source. Finds out what the source can do, and which of its projects are meant. */
export async function planFor(
  { filter: asked, order }: Pick<RunSelection, 'filter' | 'order'>,
  { source, projects }: SourceProjects,
  call: SourceCall,
): Promise<ReadyPlan> {
  const { capabilities } = await call.ready();
  const filter = filterAtSource(asked, source.id);
  if (!namesProjects(filter)) {
    return { plan: planSource(filter, order, capabilities, source.aliases), projects, capabilities, asOf: undefined };
  }
  const known = await call.directory.list(call.meter);
  const narrowed = narrowProjects(filter, known.projects, projects);
  const rest = narrowed.projects?.length === 0 ? never : narrowed.filter;
  return {
    plan: planSource(rest, order, capabilities, source.aliases),
    projects: narrowed.projects,
    capabilities,
    asOf: known.asOf,
  };
}
