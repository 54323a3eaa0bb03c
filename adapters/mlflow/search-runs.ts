import type { RunPage, RunSearch } from '../../src/contract/adapter.ts';
import type { CallContext } from '../../src/contract/context.ts';
import type { Archived } from '../../src/contract/filter.ts';
import type { MlflowClient, RunsQuery } from './client.ts';
import { offsetOf, tokenOf } from './page-token.ts';
import { toNativeFilter, toNativeOrder } from './to-native-filter.ts';
import { runReader } from './to-model.ts';

/** What reading runs needs. */
export interface RunAccess {
  readonly client: MlflowClient;
  readonly context: CallContext;
  readonly pagesUrl: string;
}

const viewTypes: Readonly<Record<Archived, RunsQuery['run_view_type']>> = {
  EXCLUDE: 'ACTIVE_ONLY',
  INCLUDE: 'ALL',
  ONLY: 'DELETED_ONLY',
};

/** One page of runs/search. Its pages are offsets, so that any run of a page can be resumed behind. */
export async function searchRuns({ client, context, pagesUrl }: RunAccess, search: RunSearch): Promise<RunPage> {
  const experiments = search.projects ?? (await experimentsIn(context, search.archived));
  if (experiments.length === 0) return { runs: [], next: null };
  const query = toQuery(search, experiments);
  const { items, next } = await client.searchRuns(context, {
    ...query,
    ...(search.after === null ? {} : { page_token: tokenOf(search.after) }),
  });
  const runs = items.map(runReader({ pagesUrl, projection: context.projection }));
  if (next === null) return { runs, next: null };
  const nextOffset = offsetOf(next);
  if (nextOffset === undefined) return { runs, next };
  const start = nextOffset - items.length;
  return { runs, next: String(nextOffset), positions: items.map((_item, index) => String(start + index + 1)) };
}

/** The request as the server gets it, for `explain`. */
export function describeSearch(search: RunSearch): string {
  const { filter, order_by, run_view_type, max_results } = toQuery(search, search.projects ?? []);
  const experiments = search.projects === null ? 'all experiments' : `experiments ${search.projects.join(', ')}`;
  return [
    `runs/search in ${experiments}`,
    filter === '' ? 'no filter' : `filter: ${filter}`,
    order_by.length === 0 ? 'in any order' : `order by ${order_by.join(', ')}`,
    `${run_view_type}, ${max_results} a page`,
  ].join('; ');
}

function toQuery(search: RunSearch, experiments: readonly string[]): RunsQuery {
  return {
    experiment_ids: experiments,
    filter: toNativeFilter(search.filter),
    run_view_type: viewTypes[search.archived],
    max_results: search.limit,
    order_by: search.order === null ? [] : toNativeOrder(search.order),
  };
}

/** Without experiments the server finds nothing. Runs of a deleted experiment are deleted themselves. */
async function experimentsIn(context: CallContext, archived: Archived): Promise<readonly string[]> {
  const projects = await context.projects();
  return projects.filter((project) => archived !== 'EXCLUDE' || !project.archived).map((project) => project.nativeId);
}
