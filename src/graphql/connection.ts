import type { ListPage } from '../core/lists/list-page.ts';

/** A Relay connection over a page of a list. */
export function toConnection<T, N>(page: ListPage<T>, toNode: (item: T) => N) {
  const { items, endCursor, hasNextPage, hasPreviousPage, totalCount, reports } = page;
  const nodes = items.map(toNode);
  const cursors = page.cursors();
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursors[index] ?? '' })),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor: cursors[0] ?? null, endCursor },
    totalCount,
    reports,
  };
}
