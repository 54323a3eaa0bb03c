import type { Page, PageRequest } from '../../contract/page.ts';
import type { Projection } from '../../contract/projection.ts';
import { defaultMostRows } from '../query/budget.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Scope } from '../scope.ts';
import { closeReport } from '../sources/close-report.ts';
import { openReport, stateOfFailure, type SourceReport } from '../sources/report.ts';
import type { Source } from '../sources/source.ts';
import { openCall, type SourceCall } from '../sources/open-call.ts';

/** Where a source's part of a list goes on: the token of a page, and how many items of that page were given out. */
export interface PagePosition {
  readonly token: string | null;
  readonly skip: number;
}

/** One page as a source hands it out. */
export interface SourcePage<T> extends Page<T> {
  readonly partial?: string;
  /** How many there are in all, where the tracker tells. */
  readonly total?: number;
}

/** How a list is read from any source. */
export interface PagesReader<T> {
  readonly read: (source: Source, call: SourceCall, page: PageRequest) => Promise<SourcePage<T>>;
  /** Whether an item belongs to the list. A tracker may send too many. */
  readonly accepts: (item: T) => boolean;
}

/** What was read of one source's part of a list. */
export interface ReadPages<T> {
  readonly items: readonly { readonly item: T; readonly behind: PagePosition }[];
  /** Where reading would go on; null at the end. */
  readonly end: PagePosition | null;
  /** Reading ended by an error; `end` is then where it can resume. */
  readonly failed: boolean;
  /** How many there are in all; null where the tracker does not tell. */
  readonly total: number | null;
  readonly report: SourceReport;
}

export interface PagesTask<T> extends PagesReader<T> {
  readonly position: PagePosition;
  /** How many items to find, at most. */
  readonly count: number;
  readonly projection: Projection;
}

const mostPage = 1000;

/** Reads pages until enough items are found, the list ends, or the budget is spent. Never throws. */
export async function readPages<T>(scope: Scope, source: Source, task: PagesTask<T>): Promise<ReadPages<T>> {
  const call = openCall(source, scope, task.projection);
  const startedAt = scope.now();
  const items: { item: T; behind: PagePosition }[] = [];
  const notes = new Set<string>();
  let [scanned, limit] = [0, Math.min(mostPage, task.count + task.position.skip)];
  let position: PagePosition | null = task.position;
  let total: number | null = null;
  const finish = (report: SourceReport, failed: boolean): ReadPages<T> => ({
    items: items.slice(0, task.count),
    end: position,
    failed,
    total,
    report: closeReport(scope, { ...report, latencyMs: scope.now() - startedAt, rowsScanned: scanned }, call.meter),
  });
  try {
    await call.ready();
    while (position !== null && items.length < task.count && scanned < defaultMostRows) {
      const at: PagePosition = position;
      const page: SourcePage<T> = await task.read(source, call, { limit, after: at.token });
      for (const [index, item] of page.items.entries()) {
        if (index < at.skip || !task.accepts(item)) continue;
        const last = index === page.items.length - 1 && page.next !== null;
        items.push({ item, behind: last ? { token: page.next, skip: 0 } : { token: at.token, skip: index + 1 } });
      }
      if (page.partial !== undefined) notes.add(page.partial);
      scanned += page.items.length;
      total = page.total ?? total;
      position = page.next === null || page.next === at.token ? null : { token: page.next, skip: 0 };
      limit = Math.min(mostPage, limit * 2);
    }
    const kept = items[task.count - 1];
    if (items.length > task.count && kept !== undefined) position = kept.behind;
    else if (items.length < task.count && position !== null) {
      notes.add(`Read ${scanned} rows and found no more; pass endCursor as after to go on.`);
    }
    const message = [...notes].join(' ');
    const report = openReport(source.id, message === '' ? 'OK' : 'PARTIAL', startedAt);
    return finish({ ...report, message: message || null }, false);
  } catch (thrown) {
    const error = toRungraphError(thrown);
    const state = items.length > 0 ? 'PARTIAL' : stateOfFailure(error);
    return finish(openReport(source.id, state, startedAt, error), true);
  } finally {
    call.close();
  }
}
