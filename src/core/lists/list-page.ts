import type { SourceReport } from '../sources/report.ts';
import { encodeCursor } from './cursor.ts';

/** One page of a list, with its cursors, counts and reports. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** A cursor behind each item; the last equals `endCursor`. Computed when somebody asks. */
  cursors(): readonly string[];
  /** The first cursor. It costs less than all of them. Null where there is no item. */
  startCursor(): string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Exact, or null where nobody tells. */
  readonly totalCount: number | null;
  readonly reports: readonly SourceReport[];
}

/** Which page of a list is asked for. */
export interface PageArguments {
  /** 1..1000. */
  readonly first: number;
  readonly after: string | null;
}

export interface PageParts<T> extends Pick<ListPage<T>, 'items' | 'hasNextPage' | 'totalCount' | 'reports'> {
  readonly binding: string;
  /** The present that the question speaks of, in epoch milliseconds; left out where it speaks of none. */
  readonly settledAt?: number | undefined;
  readonly after: string | null;
  /** The position behind each item, in order. Called when somebody asks for cursors. */
  readonly behind: () => Iterable<unknown>;
  /** The position behind the page. Left out where it is the position behind the last item. */
  readonly end?: unknown;
}

/** Builds the page of any list. */
export function toListPage<T>(parts: PageParts<T>): ListPage<T> {
  const { items, binding, settledAt, after, behind, end, hasNextPage, totalCount, reports } = parts;
  const encode = (position: unknown): string => encodeCursor(binding, position, settledAt);
  const last = end === undefined ? [...behind()].at(-1) : end;
  const isEmpty = items.length === 0;
  const endCursor = last === undefined || (isEmpty && !hasNextPage) ? null : encode(last);

  function cursors(): readonly string[] {
    const own = Array.from(behind(), encode);
    return endCursor === null || isEmpty ? own : [...own.slice(0, -1), endCursor];
  }

  function startCursor(): string | null {
    if (items.length <= 1) return isEmpty ? null : endCursor;
    for (const position of behind()) return encode(position);
    return null;
  }

  return { items, cursors, startCursor, endCursor, hasNextPage, hasPreviousPage: after !== null, totalCount, reports };
}
