import type { RungraphError } from '../../contract/error.ts';
import { cutProjects, viewOf } from '../access/view.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Scope } from '../scope.ts';
import { openCall } from '../sources/open-call.ts';
import { firstPageSize } from './page-sizes.ts';
import type { Plan } from './plan.ts';
import { planFor } from './plan-for.ts';
import type { RunListRequest, SourceProjects } from './run-selection.ts';

/** How one source would be asked. Where no plan can be made, the error says why. */
export interface SourcePlan {
  readonly source: string;
  /** The searches in the tracker's own words, one a line; null where none is needed. */
  readonly native: string | null;
  readonly plan: Pick<Plan, 'pushed' | 'residuals' | 'sort' | 'reasons'>;
  readonly error?: RungraphError;
}

/**
 * The plans of a request. Trackers are asked what they can do and which projects they have. They are asked for no run.
 */
export async function explainRuns(scope: Scope, request: RunListRequest): Promise<readonly SourcePlan[]> {
  return Promise.all(request.within.map((where) => explainSource(scope, request, where)));
}

async function explainSource(scope: Scope, request: RunListRequest, where: SourceProjects): Promise<SourcePlan> {
  const { source } = where;
  const call = openCall(source, scope);
  try {
    const { plan, projects } = await planFor(request, where, call);
    const view = await viewOf(call.context);
    // The caller's searches are cut down to what it may read, so that its tracker gets these.
    const cut = view === null ? projects : cutProjects(projects, view);
    const searches = (cut?.length === 0 ? [] : plan.branches).map((filter) =>
      source.adapter.describeSearch({
        projects: cut,
        filter,
        order: plan.order,
        archived: request.archived,
        limit: firstPageSize(plan, request.first),
        after: null,
      }),
    );
    return { source: source.id, native: searches.length === 0 ? null : searches.join('\n'), plan };
  } catch (thrown) {
    const error = toRungraphError(thrown);
    const plan = { pushed: [], residuals: [], sort: 'GATEWAY' as const, reasons: [`${error.code}: ${error.message}`] };
    return { source: source.id, native: null, plan, error };
  } finally {
    call.close();
  }
}
