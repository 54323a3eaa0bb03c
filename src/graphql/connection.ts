import type { ListedPages } from '../core/lists/list-pages.ts';
import type { KeyedPage } from '../core/lists/page-by-key.ts';
import type { SourceReport } from '../core/sources/report.ts';
import type { Source } from '../core/sources/source.ts';

/** A Relay connection over a list that is at hand as a whole. */
export function toConnection<T, N>(
  page: KeyedPage<T>,
  toNode: (item: T) => N,
  count: number,
  after: string | null | undefined,
  reports: readonly SourceReport[],
) {
  const nodes = page.items.map(toNode);
  const whole = reports.every((report) => report.state === 'OK');
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: page.cursors[index] ?? '' })),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: typeof after === 'string',
      startCursor: page.cursors[0] ?? null,
      endCursor: page.cursors.at(-1) ?? null,
    },
    totalCount: whole ? count : null,
    reports,
  };
}

/** A Relay connection over a list that sources hand out page by page. */
export function toPagedConnection<T, N>(
  list: ListedPages<T>,
  toNode: (source: Source, item: T) => N,
  after: string | null | undefined,
) {
  const { items, cursors, endCursor, hasNextPage, totalCount, reports } = list;
  const nodes = items.map(({ source, item }) => toNode(source, item));
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursors[index] ?? '' })),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: typeof after === 'string',
      startCursor: cursors[0] ?? null,
      endCursor,
    },
    totalCount,
    reports,
  };
}
