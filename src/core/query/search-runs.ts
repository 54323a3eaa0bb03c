import type { Row } from '../rows/row.ts';
import type { Scope } from '../scope.ts';
import { beginning, readPositions, writePositions, type Positions } from './positions.ts';
import { bindingOf } from '../lists/cursor.ts';
import { toListPage, type ListPage } from '../lists/list-page.ts';
import { keyHints } from './key-hints.ts';
import { mergeStreams } from './merge.ts';
import { fieldsOf, fieldsOfOrder, withFields } from './fields-of.ts';
import type { RunListRequest } from './run-selection.ts';
import { keysKnownTo } from '../keys/keys-known-to.ts';
import type { SourceReport } from '../sources/report.ts';
import { compareTuples, type SortTuple } from './sort-values.ts';
import { openSourcePart, type SourcePart } from './source-part.ts';
import type { StreamRow } from './stream.ts';

/** One page of runs over several sources. */
export type RunList = ListPage<Row>;

/** Asks all sources at once, merges what they answer in the promised order, and stops when the page is full. */
export async function searchRuns(scope: Scope, request: RunListRequest): Promise<RunList> {
  const from = readPositions(request.after, bindingOfRuns(request));
  const fields = [...fieldsOf(request.filter), ...fieldsOfOrder(request.order)];
  const projection = withFields(request.projection, fields);
  const lists = request.within.map((where) =>
    openSourcePart(scope, request, where, {
      projection,
      take: request.first,
      position: from.get(where.source.id),
      paged: true,
    }),
  );
  try {
    const taken = await takePage(lists, request);
    const lost = lists.map((list) => list.lost()).find((error) => error !== undefined);
    if (request.strict && lost !== undefined) throw lost;
    return await toRunList(scope, lists, taken, request, from);
  } finally {
    for (const list of lists) list.close();
  }
}

async function takePage(lists: readonly SourcePart[], request: RunListRequest): Promise<readonly StreamRow[]> {
  const compare = (a: StreamRow, b: StreamRow): number => compareTuples(a.tuple, b.tuple, request.order);
  const merged = mergeStreams(
    lists.map((list) => list.stream),
    compare,
  );
  const taken: StreamRow[] = [];
  while (taken.length < request.first) {
    if (merged.peek() === undefined) await merged.fill();
    const row = merged.peek();
    if (row === undefined) break;
    taken.push(row);
    merged.take();
  }
  await lookAhead(lists);
  return taken;
}

/** Reads on until it is certain whether the next page has a row. */
async function lookAhead(lists: readonly SourcePart[]): Promise<void> {
  const streams = lists.map((list) => list.stream);
  while (streams.every((stream) => stream.peek() === undefined) && streams.some((stream) => !stream.ended())) {
    await Promise.all(streams.filter((stream) => !stream.ended()).map((stream) => stream.fill()));
  }
}

async function toRunList(
  scope: Scope,
  lists: readonly SourcePart[],
  taken: readonly StreamRow[],
  request: RunListRequest,
  from: Positions,
): Promise<RunList> {
  const lastOf = new Map<string, SortTuple>();
  const rows = new Map<string, Row[]>();
  for (const { tuple, row } of taken) {
    lastOf.set(tuple.source, tuple);
    const own = rows.get(tuple.source);
    if (own === undefined) rows.set(tuple.source, [row]);
    else own.push(row);
  }
  const end = new Map(from);
  for (const list of lists) {
    const position = list.position(lastOf.get(list.source));
    if (position !== undefined) end.set(list.source, position);
  }
  const known = await Promise.all(request.within.map(({ source }) => keysKnownTo(scope, source)));
  const reports = lists.map((list, index) => {
    const own = rows.get(list.source) ?? [];
    const keys = known[index];
    return { ...list.report(own.length), hints: keys === undefined ? [] : keyHints(request, own, keys) };
  });
  const hasNextPage = lists.some((list) => list.hasMore());
  return toListPage({
    items: taken.map(({ row }) => row),
    binding: bindingOfRuns(request),
    settledAt: request.settledAt,
    after: request.after,
    behind: () => positionsBehind(taken, from, end),
    end: writePositions(end),
    hasNextPage,
    totalCount: countAll(lists, taken, reports, request.after === null && !hasNextPage),
    reports,
  });
}

/**
 * A cursor within a page carries new resume points of so many branches. The other branches resume where the page began.
 */
const mostPoints = 8;

/** The positions behind each row. */
function* positionsBehind(taken: readonly StreamRow[], from: Positions, end: Positions): Generator {
  const positions = new Map(from);
  for (const { tuple, branch, resume: point } of taken) {
    const { resume, ended } = positions.get(tuple.source) ?? beginning;
    const isNoted = point !== null && (resume.has(branch) || resume.size < mostPoints);
    const reading = end.get(tuple.source)?.reading;
    const noted = isNoted ? new Map(resume).set(branch, point) : resume;
    positions.set(tuple.source, { resume: noted, ended, reading, last: tuple });
    yield writePositions(positions);
  }
}

function countAll(
  lists: readonly SourcePart[],
  taken: readonly StreamRow[],
  reports: readonly SourceReport[],
  whole: boolean,
): number | null {
  const totals = lists.map((list) => list.total());
  if (totals.every((total) => total !== null)) return totals.reduce((sum, total) => sum + total, 0);
  return whole && reports.every((report) => report.state === 'OK') ? taken.length : null;
}

/** Binds cursors to everything that decides which runs are in the list, and in which order. */
export function bindingOfRuns({ filter, order, archived, within }: RunListRequest): string {
  return bindingOf({ filter, order, archived, within: within.map(({ source, projects }) => [source.id, projects]) });
}
