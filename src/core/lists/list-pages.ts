import { z } from 'zod';
import { emptyProjection } from '../../contract/projection.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../sources/source.ts';
import { decodeCursor } from './cursor.ts';
import { toListPage, type ListPage, type PageArguments } from './list-page.ts';
import { readPages, type PagePosition, type PagesReader, type ReadPages } from './read-pages.ts';

/** A list that sources hand out page by page, each in an order of its own. One source comes after the other. */
export interface PagesRequest<T> extends PagesReader<T>, PageArguments {
  readonly sources: readonly Source[];
  readonly binding: string;
}

/** An item of such a list. */
export interface Listed<T> {
  readonly source: Source;
  readonly item: T;
}

/** By source id; null where the source is at its end. A source that is not in here starts at its beginning. */
type PagePositions = ReadonlyMap<string, PagePosition | null>;

const wirePosition = z.tuple([z.string().nullable(), z.number().int().min(0)]);
const wirePositions = z.record(z.string(), z.union([wirePosition, z.literal(0)]));

function readPositions(after: string | null, binding: string): PagePositions {
  if (after === null) return new Map();
  const wire = decodeCursor(after, binding, wirePositions);
  return new Map(Object.entries(wire).map(([id, at]) => [id, at === 0 ? null : { token: at[0], skip: at[1] }]));
}

function writePositions(positions: PagePositions): z.infer<typeof wirePositions> {
  return Object.fromEntries([...positions].map(([id, at]) => [id, at === null ? 0 : [at.token, at.skip]] as const));
}

/**
 * One page of such a list. The first page asks every source at the same time, so that failures are told at once. A
 * later page asks one source after the other, until it is full.
 */
export async function listPages<T>(scope: Scope, request: PagesRequest<T>): Promise<ListPage<Listed<T>>> {
  const { sources, binding, first, after } = request;
  const from = readPositions(after, binding);
  const open = sources.filter(({ id }) => from.get(id) !== null);
  const readOne = (source: Source, count: number): Promise<ReadPages<T>> =>
    readPages(scope, source, {
      ...request,
      position: from.get(source.id) ?? start,
      count,
      projection: emptyProjection,
    });
  const found = new Map<Source, ReadPages<T>>();
  if (after === null) {
    // One item more than asked for tells whether there is a next page.
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
  return cut(request, from, found);
}

const start: PagePosition = { token: null, skip: 0 };

function cut<T>(
  { sources, binding, first, after }: PagesRequest<T>,
  from: PagePositions,
  found: ReadonlyMap<Source, ReadPages<T>>,
): ListPage<Listed<T>> {
  const positions = new Map(from);
  const items: Listed<T>[] = [];
  const behind: z.infer<typeof wirePositions>[] = [];
  const returned = new Map<Source, number>();
  let more = false;
  for (const source of sources) {
    const part = found.get(source);
    if (part === undefined) {
      more ||= from.get(source.id) !== null;
      continue;
    }
    const taken = part.items.slice(0, first - items.length);
    for (const { item, behind: position } of taken) {
      positions.set(source.id, position);
      items.push({ source, item });
      behind.push(writePositions(positions));
    }
    returned.set(source, taken.length);
    const left = part.items.length > taken.length;
    if (!left && (taken.length > 0 || !part.failed)) positions.set(source.id, part.end);
    more ||= left || (part.end !== null && !part.failed);
  }
  return toListPage({
    items,
    binding,
    after,
    behind: () => behind,
    end: writePositions(positions),
    hasNextPage: more,
    totalCount: countAll(found, items.length, after === null && !more),
    reports: [...found].map(([source, { report }]) => ({ ...report, rowsReturned: returned.get(source) ?? 0 })),
  });
}

function countAll<T>(found: ReadonlyMap<Source, ReadPages<T>>, returned: number, whole: boolean): number | null {
  const parts = [...found.values()];
  if (parts.some(({ report }) => report.state !== 'OK')) return null;
  if (whole) return returned;
  const totals = parts.map(({ total }) => total);
  return totals.length === 1 ? (totals[0] ?? null) : null;
}
