import type { Clause } from '../../contract/filter.ts';
import type { Projection } from '../../contract/projection.ts';
import type { Row } from '../rows/row.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../sources/source.ts';
import { toListPage } from '../lists/list-page.ts';
import { beginning, writePositions } from './positions.ts';
import type { RunListRequest } from './run-selection.ts';
import { readRuns } from './read-runs.ts';
import { bindingOfRuns, type RunList } from './search-runs.ts';
import { tupleOf } from './sort-values.ts';

/** The request behind a page of `Run.children`: runs nested in one run, newest first. */
export function childrenRequest(
  source: Source,
  parents: readonly string[],
  page: { readonly first: number; readonly after: string | null },
  projection: Projection,
): RunListRequest {
  const [operator, operands] = parents.length === 1 ? (['eq', parents] as const) : (['in', parents] as const);
  const filter: Clause = { kind: 'clause', field: { kind: 'parent' }, operator, operands, ignoreCase: false };
  return {
    within: [{ source, projects: null }],
    filter,
    order: [],
    archived: 'EXCLUDE',
    strict: false,
    projection,
    ...page,
  };
}

/** How many children are expected in all. */
const gatherSize = 1000;

/**
 * The first children of many runs of one source: a list for each parent, in the order of the parents. Reads all at
 * once.
 */
export async function searchChildren(
  scope: Scope,
  source: Source,
  parents: readonly string[],
  first: number,
  projection: Projection,
): Promise<readonly RunList[]> {
  const byParent = new Map<string, Row[]>(parents.map((parent) => [parent, []]));
  const all = childrenRequest(source, [...byParent.keys()], { first, after: null }, projection);
  const reading = readRuns(scope, all, { firstSize: gatherSize });
  for await (const batch of reading.batches) {
    for (const row of batch) byParent.get(row.run.parentId ?? '')?.push(row);
  }
  const { reports } = reading.end();
  return parents.map((parent) => {
    const request = childrenRequest(source, [parent], { first, after: null }, projection);
    return cutList(request, byParent.get(parent) ?? [], reports);
  });
}

/** The first page of a list whose rows are all here. The same request goes on from its cursors. */
function cutList(request: RunListRequest, rows: readonly Row[], reports: RunList['reports']): RunList {
  const page = rows.slice(0, request.first);
  const positionOf = (row: Row): unknown => {
    const last = tupleOf(row, request.order);
    return writePositions(new Map([[row.source, { ...beginning, last }]]));
  };
  return toListPage({
    items: page,
    binding: bindingOfRuns(request),
    after: null,
    behind: () => page.map(positionOf),
    hasNextPage: rows.length > page.length,
    totalCount: reports.every((report) => report.state === 'OK') ? rows.length : null,
    reports: reports.map((report) => ({ ...report, rowsReturned: page.length })),
  });
}
