import type { Capabilities } from '../../contract/capabilities.ts';
import type { SourceCall } from '../sources/open-call.ts';
import { planSource, type Plan } from './plan.ts';
import { namesProjects, narrowProjects } from './project-scope.ts';
import type { RunSelection, SourceScope } from './question.ts';
import { settleSource } from './settle-source.ts';
import { never } from './simplify.ts';

export interface SettledPlan {
  readonly plan: Plan;
  /** Native ids; null for every project. */
  readonly projects: readonly string[] | null;
  readonly capabilities: Capabilities;
  /** When the oldest fact that decided the plan was read, in epoch milliseconds; undefined where none was needed. */
  readonly asOf: number | undefined;
}

/** The plan of one source, with what it can do and which of its projects are meant already found out. */
export async function planFor(
  question: Pick<RunSelection, 'filter' | 'order'>,
  { source, projects }: SourceScope,
  call: SourceCall,
): Promise<SettledPlan> {
  const { capabilities } = await call.ready();
  const asked = settleSource(question.filter, source.id);
  if (!namesProjects(asked)) {
    return { plan: planSource(asked, question.order, capabilities), projects, capabilities, asOf: undefined };
  }
  const known = await call.directory.list(call.meter);
  const narrowed = narrowProjects(asked, known.projects, projects);
  const filter = narrowed.projects?.length === 0 ? never : narrowed.filter;
  return {
    plan: planSource(filter, question.order, capabilities),
    projects: narrowed.projects,
    capabilities,
    asOf: known.asOf,
  };
}
