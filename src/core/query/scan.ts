import type { RunPage, RunSearch } from '../../contract/adapter.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import { RungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import type { Run } from '../../contract/run.ts';
import type { SeriesRequest } from '../../contract/series.ts';
import { deriveRow, needsProject, type DeriveSettings } from '../compute/derive-row.ts';
import { lacksSummary, summaryOf } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';
import { completeSummaries } from '../series/complete-summaries.ts';
import type { Source } from '../sources/source.ts';
import type { SourceCall } from '../sources/open-call.ts';
import type { BranchSearch } from './branch-searches.ts';
import type { Budget } from './budget.ts';
import { compileFilter } from './evaluate.ts';
import { nameProjects } from './name-projects.ts';
import { fieldsOf, fieldsOfOrder, metricFields } from './fields-of.ts';
import type { Plan } from './plan.ts';
import type { RunSelection } from './run-selection.ts';
import { compareTuples, tupleOf, type SortTuple } from './sort-values.ts';
import type { Token } from './stream.ts';

/** A matching row of a page. `index` is its index among all rows that the tracker sent. */
export interface ScannedRow {
  readonly row: Row;
  readonly tuple: SortTuple;
  readonly index: number;
}

export interface ScannedPage {
  readonly rows: readonly ScannedRow[];
  /** Undefined at the end. */
  readonly next: Token | undefined;
  readonly positions: readonly string[] | undefined;
}

/** What all pages of one source have in common. */
export interface ScanTask {
  readonly source: Source;
  readonly call: SourceCall;
  readonly selection: Pick<RunSelection, 'filter' | 'order' | 'archived'>;
  readonly plan: Plan;
  readonly capabilities: Capabilities;
  readonly budget: Budget;
  /** The last row that an earlier page of the list gave out. Rows up to it are left out. */
  readonly last: SortTuple | undefined;
  /** Undefined where the config says nothing. */
  readonly deriving: DeriveSettings | undefined;
}

/** Asks one source for pages of runs, filters them, and counts. */
export interface Scan {
  /** A function that reads pages of one branch. */
  open(search: BranchSearch): (after: Token, limit: number) => Promise<ScannedPage>;
  /** How many runs matched so far. Runs of earlier pages of the list count too. */
  matched(): number;
  /** How many runs match in a branch in all; undefined where the tracker does not tell. */
  totalOf(key: string): number | undefined;
  /** Why runs may be missing for good, as the tracker tells; undefined where nothing was said. */
  partial(): string | undefined;
}

export function openScan(task: ScanTask): Scan {
  const { call, selection, plan, budget, last } = task;
  const matching = compileMatching(task);
  const totals = new Map<string, number>();
  const partial = new Set<string>();
  const keys = selection.order ?? [];
  // Where rows are sorted, the same run of two branches is found side by side by the merge.
  const given = new Set<string>();
  /** A run may match in several branches. */
  const matched = new Set<string>();

  async function ask(search: RunSearch, key: string): Promise<RunPage> {
    const page = await call.run('searchRuns', (adapter, context) => adapter.searchRuns(context, search));
    budget.rowsScanned += page.runs.length;
    if (page.total !== undefined) totals.set(key, page.total);
    if (page.partial !== undefined) partial.add(page.partial);
    if (page.next === null || page.next !== search.after) return page;
    throw new RungraphError(
      'PROTOCOL',
      'The tracker answered the same page position twice; its list cannot be read on.',
    );
  }

  return {
    matched: () => matched.size,
    totalOf: (key) => totals.get(key),
    partial: () => [...partial].join(' ') || undefined,

    open({ key, filter, projects }) {
      const seen = selection.order === null ? given : new Set<string>();
      const common = { projects, filter, order: plan.order, archived: selection.archived };
      return async (after, limit) => {
        const page = await ask({ ...common, limit, after }, key);
        const indexOf = new Map<Run, number>();
        page.runs.forEach((run, index) => {
          if (!seen.has(run.nativeId)) indexOf.set(run, index);
          seen.add(run.nativeId);
        });
        const found = await matching([...indexOf.keys()]);
        for (const { row } of found) matched.add(row.run.nativeId);
        const rows: ScannedRow[] = [];
        for (const { row, origin } of found) {
          const tuple = tupleOf(row, keys);
          if (last !== undefined && compareTuples(tuple, last, keys) <= 0) continue;
          rows.push({ row, tuple, index: indexOf.get(origin) ?? 0 });
        }
        return { rows, next: page.next ?? undefined, positions: page.positions };
      };
    },
  };
}

type Matching = (runs: readonly Run[]) => Promise<readonly { readonly row: Row; readonly origin: Run }[]>;

/**
 * The residual of a plan, as a function of the runs of a page. What a row does not tell yet may hold. The runs that pass
 * so are worth a further call, for summaries that the tracker does not keep.
 */
function compileMatching({ source, call, selection, plan, capabilities, deriving }: ScanTask): Matching {
  const computed = metricFields([...fieldsOf(plan.residual), ...fieldsOfOrder(selection.order)]).filter(
    (field) => !capabilities.summaries.includes(summaryOf[field.aggregate]),
  );
  const isUnknown = (row: Row, field: Field): boolean =>
    field.kind === 'metric' && computed.includes(field) && lacksSummary(row, field);
  const passes = compileFilter(plan.residual, isUnknown);
  const passesAll = compileFilter(plan.residual);
  const getSeries = (requests: readonly SeriesRequest[]) =>
    call.run('getSeries', (adapter, context) => adapter.getSeries(context, requests));
  const looked = [...fieldsOf(selection.filter), ...fieldsOfOrder(selection.order)];
  const looksAtProjects = looked.some(needsProject);
  const toRows = (runs: readonly Run[]): Promise<readonly Row[]> | readonly Row[] =>
    looksAtProjects
      ? nameProjects(source, call, runs)
      : runs.map((run) => ({ source: source.id, run, projectName: null }));

  return async (runs) => {
    const rows = await toRows(runs);
    const derived = deriving === undefined ? rows : rows.map((row) => deriveRow(row, looked, deriving));
    const passed = derived.filter(passes);
    if (computed.length === 0) return passed.map((row) => ({ row, origin: row.run }));
    const completed = await completeSummaries(passed, computed, getSeries);
    const pairs = completed.map((row, index) => ({ row, origin: passed[index]?.run ?? row.run }));
    return pairs.filter(({ row }) => passesAll(row));
  };
}
