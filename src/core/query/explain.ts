import type { RungraphError } from '../../contract/error.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Scope } from '../scope.ts';
import { openCall } from '../sources/open-call.ts';
import { firstPageSize } from './page-sizes.ts';
import type { Plan } from './plan.ts';
import { planFor } from './plan-for.ts';
import type { RunQuestion, SourceScope } from './question.ts';

/** How one source would be asked; the error where it cannot even be planned for. */
export interface SourcePlan {
  readonly source: string;
  /** The searches in the tracker's own words, one a line; null where none is needed. */
  readonly native: string | null;
  readonly plan: Pick<Plan, 'pushed' | 'residuals' | 'sort' | 'reasons'>;
  readonly error?: RungraphError;
}

/** The plans of a question. Asks trackers what they can do and which projects they have, but for no run. */
export async function explainRuns(scope: Scope, question: RunQuestion): Promise<readonly SourcePlan[]> {
  return Promise.all(question.scopes.map((where) => explainSource(scope, question, where)));
}

async function explainSource(scope: Scope, question: RunQuestion, where: SourceScope): Promise<SourcePlan> {
  const { source } = where;
  const call = openCall(source, scope);
  try {
    const { plan, projects } = await planFor(question, where, call);
    const searches = plan.branches.map((filter) =>
      source.adapter.describeSearch({
        projects,
        filter,
        order: plan.order,
        archived: question.archived,
        limit: firstPageSize(plan, question.first),
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
