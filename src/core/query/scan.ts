import type { RunPage, RunSearch } from '../../contract/adapter.ts';
import { RungraphError } from '../../contract/error.ts';
import type { SortKey } from '../../contract/filter.ts';
import type { Run } from '../../contract/run.ts';
import type { Budget } from './budget.ts';
import type { Predicate } from './evaluate.ts';
import type { Row } from '../rows/row.ts';
import { compareTuples, tupleOf, type SortTuple } from './sort-values.ts';
import type { Token } from './stream.ts';

/** A matching row of a page, with its place among all rows that the tracker sent. */
export interface ScannedRow {
  readonly row: Row;
  readonly tuple: SortTuple;
  readonly index: number;
}

export interface ScannedPage {
  readonly rows: readonly ScannedRow[];
  /** Rows that came back, matching or not. */
  readonly scanned: number;
  readonly next: Token | undefined;
  readonly positions: readonly string[] | undefined;
  readonly total: number | undefined;
}

/** What every page of one source's part of a list has in common. */
export interface ScanPlan {
  readonly source: string;
  readonly search: Omit<RunSearch, 'filter' | 'limit' | 'after'>;
  readonly order: readonly SortKey[];
  readonly budget: Budget;
  readonly ask: (search: RunSearch) => Promise<RunPage>;
  readonly toRows: (runs: readonly Run[]) => Promise<readonly Row[]>;
  /** The filter as far as the row as it came tells; what it does not tell may hold. */
  readonly matches: Predicate;
  /** Adds what the tracker does not keep and the filter or the sort needs; then the whole residual decides. */
  readonly complete: ((rows: readonly Row[]) => Promise<readonly Row[]>) | undefined;
  readonly matchesComplete: Predicate;
  readonly last: SortTuple | undefined;
  /** Counts matches, those of earlier pages too. */
  readonly onMatches: (count: number) => void;
}

/** Reads pages of one branch, and lets through what matches and was not given out before. */
export function openScan(plan: ScanPlan, filter: RunSearch['filter']) {
  const seen = new Set<string>();

  return async function scanPage(after: Token, limit: number): Promise<ScannedPage> {
    const page = await plan.ask({ ...plan.search, filter, limit, after });
    plan.budget.rowsScanned += page.runs.length;
    if (page.next !== null && page.next === after) {
      throw new RungraphError(
        'PROTOCOL',
        'The tracker answered the same page position twice; its list cannot be read on.',
      );
    }
    const indexOf = new Map<Run, number>();
    page.runs.forEach((run, index) => {
      if (!seen.has(run.nativeId)) indexOf.set(run, index);
      seen.add(run.nativeId);
    });
    const rows = await matching(plan, await plan.toRows([...indexOf.keys()]));
    plan.onMatches(rows.length);
    const scanned: ScannedRow[] = [];
    for (const { row, origin } of rows) {
      const tuple = tupleOf(row, plan.order);
      if (plan.last !== undefined && compareTuples(tuple, plan.last, plan.order) <= 0) continue;
      scanned.push({ row, tuple, index: indexOf.get(origin) ?? 0 });
    }
    return {
      rows: scanned,
      scanned: page.runs.length,
      next: page.next ?? undefined,
      positions: page.positions,
      total: page.total,
    };
  };
}

/** Cheap clauses first: only runs that pass them are worth a further question to the tracker. */
async function matching(plan: ScanPlan, rows: readonly Row[]): Promise<{ row: Row; origin: Run }[]> {
  const passed = rows.filter(plan.matches);
  if (plan.complete === undefined) return passed.map((row) => ({ row, origin: row.run }));
  const completed = await plan.complete(passed);
  const pairs = completed.map((row, index) => ({ row, origin: passed[index]?.run ?? row.run }));
  return pairs.filter(({ row }) => plan.matchesComplete(row));
}
