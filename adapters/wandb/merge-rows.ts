import type { Run } from '../../src/contract/run.ts';
import { writePosition, type Place, type Places } from './page-position.ts';

/** What one project's answer held. */
export interface ProjectRows {
  readonly project: string;
  readonly rows: readonly { readonly run: Run; readonly cursor: string | null }[];
  readonly goesOn: boolean;
  readonly endCursor: string | null;
  /** How many runs match there in all. */
  readonly total: number | null;
  readonly known: Place;
}

export interface MergeOrder {
  readonly descending: boolean;
  /** Whether the order matters; else rows are put one project behind the other. */
  readonly sorted: boolean;
  readonly limit: number;
  /** Whether to say where each row can be resumed behind. */
  readonly positions: boolean;
}

export interface MergedRows {
  readonly runs: readonly Run[];
  readonly places: Places;
  readonly positions: readonly string[] | undefined;
  /** What readers should know of lists that changed while they were read. */
  readonly complaints: readonly string[];
}

/** One list out of many, as far as every project's next row is known. */
export function mergeRows(lists: readonly ProjectRows[], before: Places, order: MergeOrder): MergedRows {
  const places = new Map(before);
  const heads = lists.map((list) => {
    return { list, next: 0, place: { ...list.known, total: list.total ?? list.known.total } };
  });
  const runs: Run[] = [];
  const positions: string[] = [];
  const turn = order.descending ? -1 : 1;

  for (;;) {
    for (const head of heads) skipKnown(head, order);
    const waiting = heads.filter(({ list, next }) => next < list.rows.length);
    const dry = heads.some(({ list, next }) => next >= list.rows.length && list.goesOn);
    if (waiting.length === 0 || runs.length >= order.limit || (order.sorted && dry)) break;
    let first = waiting[0];
    if (order.sorted) {
      for (const head of waiting) if (first !== undefined && turn * (timeAt(head) - timeAt(first)) < 0) first = head;
    }
    const row = first?.list.rows[first.next];
    if (first === undefined || row === undefined) break;
    take(first, row);
    places.set(first.list.project, first.place);
    runs.push(row.run);
    if (order.positions) positions.push(writePosition(places) ?? '');
  }

  const complaints: string[] = [];
  for (const { list, next, place } of heads) {
    const done = next >= list.rows.length && !list.goesOn;
    // Behind rows that were all known already, the list goes on where the server says.
    const cursor = next >= list.rows.length ? (list.endCursor ?? place.cursor) : place.cursor;
    places.set(list.project, { ...place, cursor, done });
    if (list.total !== null && list.known.total !== null && list.total < list.known.total) {
      // Pages are places in a list: what is behind a run that went moves up, and past the page that is next.
      const gone = list.known.total - list.total;
      complaints.push(
        `Of ${list.project}, runs were deleted (${gone}) while its list was read: others may be missing from it.`,
      );
    } else if (done && list.total !== null && list.total !== place.seen) {
      complaints.push(
        `The list of ${list.project} changed while it was read: it gave ${place.seen} runs, and has ${list.total}.`,
      );
    }
  }
  return { runs, places, positions: order.positions ? positions : undefined, complaints };
}

interface Head {
  readonly list: ProjectRows;
  next: number;
  place: Place;
}

/** Rows that an earlier page gave out, which moved when something was put before them. */
function skipKnown(head: Head, { descending }: MergeOrder): void {
  for (;;) {
    const row = head.list.rows[head.next];
    const { time, ids } = head.place;
    if (row === undefined || time === null) return;
    const own = row.run.startedAt ?? 0;
    const isBefore = descending ? own > time : own < time;
    if (!isBefore && !(own === time && ids.includes(row.run.nativeId))) return;
    head.next += 1;
  }
}

function take(head: Head, { run, cursor }: ProjectRows['rows'][number]): void {
  const { place } = head;
  const time = run.startedAt ?? 0;
  const ids = place.time === time ? [...place.ids, run.nativeId] : [run.nativeId];
  head.place = { ...place, cursor: cursor ?? place.cursor, seen: place.seen + 1, done: false, time, ids };
  head.next += 1;
}

function timeAt({ list, next }: Head): number {
  return list.rows[next]?.run.startedAt ?? 0;
}
