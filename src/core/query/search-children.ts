import type { Clause } from '../../contract/filter.ts';
import type { Projection } from '../../contract/projection.ts';
import type { Row } from '../rows/row.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../sources/source.ts';
import { toListPage } from '../lists/list-page.ts';
import { beginning, writePositions } from './positions.ts';
import type { RunQuestion } from './question.ts';
import { readRuns } from './read-runs.ts';
import { bindingOfRuns, type RunList } from './search-runs.ts';
import { tupleOf } from './sort-values.ts';

/** Runs nested in one run, newest first: the question that a page of `Run.children` asks. */
export function childrenQuestion(
  source: Source,
  parents: readonly string[],
  page: { readonly first: number; readonly after: string | null },
  projection: Projection,
): RunQuestion {
  const [operator, operands] = parents.length === 1 ? (['eq', parents] as const) : (['in', parents] as const);
  const filter: Clause = { kind: 'clause', field: { kind: 'parent' }, operator, operands, ignoreCase: false };
  return {
    scopes: [{ source, projects: null }],
    filter,
    order: [],
    archived: 'EXCLUDE',
    strict: false,
    projection,
    ...page,
  };
}

/** How many children are expected of all the runs whose children are gathered. */
const gatherSize = 1000;

/** The first children of many runs of one source, read in one go and handed out by parent, in the order asked. */
export async function searchChildren(
  scope: Scope,
  source: Source,
  parents: readonly string[],
  first: number,
  projection: Projection,
): Promise<readonly RunList[]> {
  const byParent = new Map<string, Row[]>(parents.map((parent) => [parent, []]));
  const all = childrenQuestion(source, [...byParent.keys()], { first, after: null }, projection);
  const reading = readRuns(scope, all, { firstSize: gatherSize });
  for await (const batch of reading.batches) {
    for (const row of batch) byParent.get(row.run.parentId ?? '')?.push(row);
  }
  const { reports } = reading.end();
  return parents.map((parent) => {
    const question = childrenQuestion(source, [parent], { first, after: null }, projection);
    return cutList(question, byParent.get(parent) ?? [], reports);
  });
}

/** A page of a list that is at hand as a whole, with cursors that the same question goes on from. */
function cutList(question: RunQuestion, rows: readonly Row[], reports: RunList['reports']): RunList {
  const page = rows.slice(0, question.first);
  const positionOf = (row: Row): unknown => {
    const last = tupleOf(row, question.order);
    return writePositions(new Map([[row.source, { ...beginning, last }]]));
  };
  return toListPage({
    items: page,
    binding: bindingOfRuns(question),
    after: null,
    behind: () => page.map(positionOf),
    hasNextPage: rows.length > page.length,
    totalCount: reports.every((report) => report.state === 'OK') ? rows.length : null,
    reports: reports.map((report) => ({ ...report, rowsReturned: page.length })),
  });
}
