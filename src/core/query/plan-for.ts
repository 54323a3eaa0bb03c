import type { Capabilities } from '../../contract/capabilities.ts';
import type { SourceCall } from '../sources/open-call.ts';
import { planSource, type Plan } from './plan.ts';
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
  selection: Pick<RunSelection, 'filter' | 'order'>,
  { projects }: Pick<SourceProjects, 'projects'>,
  call: SourceCall,
): Promise<ReadyPlan> {
  const { capabilities } = await call.ready();
  if (!namesProjects(selection.filter)) {
    return {
      plan: planSource(selection.filter, selection.order, capabilities),
      projects,
      capabilities,
      asOf: undefined,
    };
  }
  const known = await call.directory.list(call.meter);
  const narrowed = narrowProjects(selection.filter, known.projects, projects);
  const filter = narrowed.projects?.length === 0 ? never : narrowed.filter;
  return {
    plan: planSource(filter, selection.order, capabilities),
    projects: narrowed.projects,
    capabilities,
    asOf: known.asOf,
  };
}
