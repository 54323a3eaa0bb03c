import type { Page, PageRequest } from '../../contract/page.ts';
import { emptyProjection } from '../../contract/projection.ts';
import type { Scope } from '../scope.ts';
import type { SourceReport } from '../sources/report.ts';
import type { Source } from '../sources/source.ts';
import type { SourceCall } from '../sources/open-call.ts';
import { decodePageCursor, encodePageCursor, type PagePosition, type PagePositions } from './page-cursor.ts';
import { readPages, type ReadPages } from './read-pages.ts';

/** A list that sources hand out page by page, each in an order of its own: one source after the other. */
export interface PagesQuestion<T> {
  readonly sources: readonly Source[];
  /** Everything that decides what is in the list. */
  readonly binding: string;
  /** 1..1000. */
  readonly first: number;
  readonly after: string | null;
  /** `total` is how many there are in all, where the tracker tells. */
  readonly read: (source: Source, call: SourceCall, page: PageRequest) => Promise<SourcePage<T>>;
  /** What a tracker may have sent too much is left out. */
  readonly accepts: (item: T) => boolean;
}

export interface SourcePage<T> extends Page<T> {
  readonly partial?: string;
  readonly total?: number;
}

export interface ListedPages<T> {
  readonly items: readonly { readonly source: Source; readonly item: T }[];
  readonly cursors: readonly string[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly totalCount: number | null;
  readonly reports: readonly SourceReport[];
}

/**
 * One page of such a list. The first page asks every source at once, so that it tells at once which ones fail; later
 * ones ask the sources whose turn it is.
 */
export async function listPages<T>(scope: Scope, question: PagesQuestion<T>): Promise<ListedPages<T>> {
  const { sources, binding, first, after } = question;
  const from: PagePositions = after === null ? new Map() : decodePageCursor(after, binding);
  const open = sources.filter(({ id }) => from.get(id) !== null);
  const readOne = (source: Source, count: number): Promise<ReadPages<T>> =>
    readPages(scope, source, {
      ...question,
      position: from.get(source.id) ?? start,
      count,
      projection: emptyProjection,
    });
  const found = new Map<Source, ReadPages<T>>();
  if (after === null) {
    // One more than asked for says whether there is a next page.
    const parts = await Promise.all(open.map((source) => readOne(source, first + 1)));
    open.forEach((source, index) => {
      const part = parts[index];
      if (part !== undefined) found.set(source, part);
    });
  } else {
    let missing = first + 1;
    for (const source of open) {
      if (missing <= 0) break;
      const part = await readOne(source, missing);
      found.set(source, part);
      missing -= part.items.length;
    }
  }
  return cut(question, from, found);
}

const start: PagePosition = { token: null, skip: 0 };

function cut<T>(
  { sources, binding, first, after }: PagesQuestion<T>,
  from: PagePositions,
  found: ReadonlyMap<Source, ReadPages<T>>,
): ListedPages<T> {
  const positions = new Map(from);
  const items: { source: Source; item: T }[] = [];
  const cursors: string[] = [];
  const returned = new Map<Source, number>();
  let more = false;
  for (const source of sources) {
    const part = found.get(source);
    if (part === undefined) {
      more ||= from.get(source.id) !== null;
      continue;
    }
    const taken = part.items.slice(0, first - items.length);
    for (const { item, behind } of taken) {
      positions.set(source.id, behind);
      items.push({ source, item });
      cursors.push(encodePageCursor(binding, positions));
    }
    returned.set(source, taken.length);
    const left = part.items.length > taken.length;
    if (!left && (taken.length > 0 || !part.failed)) positions.set(source.id, part.end);
    more ||= left || (part.end !== null && !part.failed);
  }
  const reports = [...found].map(([source, { report }]) => ({ ...report, rowsReturned: returned.get(source) ?? 0 }));
  const endCursor = items.length > 0 || more ? encodePageCursor(binding, positions) : null;
  if (cursors.length > 0 && endCursor !== null) cursors[cursors.length - 1] = endCursor;
  return {
    items,
    cursors,
    endCursor,
    hasNextPage: more,
    totalCount: countAll(found, items.length, after === null && !more),
    reports,
  };
}

function countAll<T>(found: ReadonlyMap<Source, ReadPages<T>>, returned: number, whole: boolean): number | null {
  const parts = [...found.values()];
  if (parts.some(({ report }) => report.state !== 'OK')) return null;
  if (whole) return returned;
  const totals = parts.map(({ total }) => total);
  return totals.length === 1 ? (totals[0] ?? null) : null;
}
