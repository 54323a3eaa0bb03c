import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import type { Filter } from '../../contract/filter.ts';
import type { SourceCall } from '../sources/open-call.ts';
import { markOf } from './ended-branches.ts';
import type { Plan } from './plan.ts';

/** One search of a tracker: one branch of the filter, in as many projects as a search takes. */
export interface BranchSearch {
  /** Names the search on every page of a list: the same filter in the same project has the same key. */
  readonly key: string;
  readonly filter: Filter;
  /** Native ids; null for every project. */
  readonly projects: readonly string[] | null;
}

export interface BranchSearches {
  readonly searches: readonly BranchSearch[];
  /** When the list of projects was read, in epoch milliseconds; undefined where none was needed. */
  readonly asOf: number | undefined;
}

/** The searches that a plan sends: one for each of its branches, or one for each branch and project. */
export async function branchSearches(
  plan: Pick<Plan, 'branches'>,
  projects: readonly string[] | null,
  { limits }: Capabilities,
  call: SourceCall,
): Promise<BranchSearches> {
  const named = plan.branches.map((filter) => ({ filter, key: markOf(canonicalJson(filter)) }));
  if (limits.searchProjects === undefined || named.length === 0) {
    return { searches: named.map((branch) => ({ ...branch, projects })), asOf: undefined };
  }
  const known = projects === null ? await call.run('listProjects', () => call.directory.list(call.meter)) : undefined;
  const ids = projects ?? known?.projects.map(({ nativeId }) => nativeId) ?? [];
  const searches = named.flatMap(({ filter, key }) =>
    ids.map((id) => ({ filter, key: `${key}/${id}`, projects: [id] })),
  );
  return { searches, asOf: known?.asOf };
}
