import type { RunPage, RunSearch } from '../../src/contract/adapter.ts';
import type { CallContext } from '../../src/contract/context.ts';
import { soleProject } from '../../src/kit/sole-project.ts';
import type { WandbClient } from './client.ts';
import { fieldsFor } from './documents.ts';
import { parseProjectId } from './ids.ts';
import { beginning, readPosition } from './page-position.ts';
import { readList } from './read-list.ts';
import { runReader } from './to-model.ts';
import { toNativeFilter } from './to-native-filter.ts';

/** What reading runs needs. */
export interface RunAccess {
  readonly client: WandbClient;
  readonly context: CallContext;
  readonly pagesUrl: string;
}

/** One page of the runs of one project. W&B archives none. */
export async function searchRuns({ client, context, pagesUrl }: RunAccess, search: RunSearch): Promise<RunPage> {
  const project = soleProject(search);
  const key = parseProjectId(project);
  if (search.archived === 'ONLY' || key === undefined) return { runs: [], next: null, total: 0 };
  const from = search.after === null ? beginning : readPosition(search.after);
  const order = directionOf(search);
  const answer = await client.searchRuns(context, {
    project: key,
    first: search.limit,
    after: from.cursor,
    filters: JSON.stringify(toNativeFilter(search.filter)),
    order,
    fields: fieldsFor(context.projection),
  });
  const toRun = runReader({ pagesUrl, projection: context.projection });
  return readList(answer, {
    project,
    from,
    descending: order === '-created_at',
    toRun: (wire) => toRun(key, wire),
  });
}

/** The request as the server gets it, for `explain`. */
export function describeSearch(search: RunSearch): string {
  const scope = search.projects === null ? 'all projects of the entity' : `projects ${search.projects.join(', ')}`;
  const filters = JSON.stringify(toNativeFilter(search.filter));
  return `runs in ${scope}, many projects in one request; filters: ${filters}; order: ${directionOf(search)}`;
}

/** Where nobody asks for an order: the one that does not change while runs come in. */
function directionOf({ order }: RunSearch): '+created_at' | '-created_at' {
  if (order === null) return '+created_at';
  return order[0]?.descending === false ? '+created_at' : '-created_at';
}
