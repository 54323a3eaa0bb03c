import { WandbFault } from '../fault.ts';

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface Connection<T> {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** The server's page where nobody says how much. */
const defaultPage = 50;
const mostPage = 10_000;

/** A page of a list. Cursors are places in it, so that they shift when something comes or goes before them. */
export function connect<S, T>(
  items: readonly S[],
  { first, after }: PageArguments,
  show: (item: S) => T,
): Connection<T> {
  const start = after === null || after === undefined || after === '' ? 0 : placeOf(after);
  const page = items.slice(start, start + Math.min(first ?? defaultPage, mostPage));
  const edges = page.map((item, index) => ({ cursor: cursorOf(start + index + 1), node: show(item) }));
  const hasNextPage = start + page.length < items.length;
  return { totalCount: items.length, edges, pageInfo: { endCursor: edges.at(-1)?.cursor ?? null, hasNextPage } };
}

function cursorOf(place: number): string {
  return Buffer.from(`offset:${place}`).toString('base64');
}

function placeOf(cursor: string): number {
  const match = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (match === null) throw new WandbFault(400, 'invalid cursor');
  return Number(match[1]);
}
