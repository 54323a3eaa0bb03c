import { RungraphError } from '../../contract/error.ts';
import type { Projection } from '../../contract/projection.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Scope } from '../scope.ts';
import { openCall } from '../sources/open-call.ts';
import { branchSearches } from './branch-searches.ts';
import { openBudget } from './budget.ts';
import type { SourcePosition } from './positions.ts';
import type { Plan } from './plan.ts';
import { planFor } from './plan-for.ts';
import type { RunSelection, SourceProjects } from './run-selection.ts';
import type { ReadBudget } from './budget.ts';
import { closeReport, withCost } from '../sources/close-report.ts';
import { openReport, stateOfFailure, type SourceReport } from '../sources/report.ts';
import { openSourceRows } from './source-rows.ts';
import type { SourceRows } from './source-task.ts';
import type { SortTuple } from './sort-values.ts';
import type { RowStream } from './stream.ts';
import { counted } from '../words/counted.ts';

/** One source's part of a list: a stream of rows that never throws, and its report. */
export interface SourcePart {
  readonly source: string;
  readonly stream: RowStream;
  /** Where the next page of this source starts. `last` is the last row of this source that was given out. */
  position(last: SortTuple | undefined): SourcePosition | undefined;
  /** Whether a next page may hold more of it. */
  hasMore(): boolean;
  total(): number | null;
  /** Why runs may be missing from the list for good; undefined where the cursor can still reach them all. */
  lost(): RungraphError | undefined;
  report(rowsReturned: number): SourceReport;
  /** The report as it stands. The watcher of the whole answer is not told. */
  soFar(rowsReturned: number): SourceReport;
  close(): void;
}

/** What is wanted of a source. */
export interface PartOptions {
  readonly projection: Projection;
  /** How many rows are wanted of all sources together; null for all of them. */
  readonly take: number | null;
  readonly budget?: ReadBudget;
  /** Where an earlier page left off. */
  readonly position?: SourcePosition | undefined;
  /** Whether a next page can go on where a budget ended this one. */
  readonly paged?: boolean;
}

export function openSourcePart(
  scope: Scope,
  selection: RunSelection,
  { source, projects }: SourceProjects,
  options: PartOptions,
): SourcePart {
  const { projection, take, position, paged = false } = options;
  const { mostRows, deadlineMs = source.deadlineMs, firstSize: expected = 0 } = options.budget ?? {};
  const startedAt = scope.now();
  const call = openCall({ ...source, deadlineMs }, scope, projection);
  const budget = openBudget(mostRows);
  let plan: Plan | undefined;
  let rows: SourceRows | undefined;
  let failure: RungraphError | undefined;
  let asOf = startedAt;
  let doneAt = startedAt;

  async function open(): Promise<SourceRows> {
    const ready = await planFor(selection, { source, projects }, call);
    plan = ready.plan;
    const { searches, asOf: listedAt } = await branchSearches(plan, ready.projects, ready.capabilities, call);
    asOf = Math.min(asOf, ready.asOf ?? asOf, listedAt ?? asOf);
    return openSourceRows({
      ...ready,
      searches,
      source,
      call,
      selection,
      take,
      expected,
      position,
      budget,
      now: scope.now,
      deriving: scope.deriving,
    });
  }

  /** A gateway sort cannot go on: its next page would read the same rows. */
  function goesOn(): boolean {
    return paged && plan?.sort !== 'GATEWAY';
  }

  const stream: RowStream = {
    peek: () => (failure === undefined ? rows?.stream.peek() : undefined),
    take: () => rows?.stream.take(),
    async fill() {
      try {
        rows ??= await open();
        await rows.stream.fill();
      } catch (error) {
        failure = toRungraphError(error);
      }
      doneAt = scope.now();
      scope.onProgress?.({ source: source.id, rowsScanned: budget.rowsScanned, done: this.ended() });
    },
    ended() {
      return failure !== undefined || (rows?.stream.ended() ?? false);
    },
  };

  function cutMessage(): string | null {
    if (failure !== undefined) return failure.message;
    if (budget.exhausted === undefined) return rows?.partial() ?? null;
    const why =
      budget.exhausted === 'time' ? `the deadline of ${deadlineMs} ms` : `the budget of ${budget.mostRows} runs`;
    const sorted =
      plan?.sort === 'GATEWAY' ? 'narrow the filter for a complete sort' : 'narrow the filter for the rest';
    const next = goesOn() ? 'pass endCursor as after to go on' : sorted;
    return `Read ${counted(budget.rowsScanned, 'run')} before ${why} was over; ${next}.`;
  }

  function reportOf(rowsReturned: number): SourceReport {
    const cut = budget.exhausted !== undefined || rows?.partial() !== undefined;
    const partial = cut || (failure !== undefined && rowsReturned > 0);
    const state = partial ? 'PARTIAL' : failure === undefined ? 'OK' : stateOfFailure(failure);
    return {
      ...openReport(source.id, state, asOf, failure),
      message: cutMessage(),
      latencyMs: doneAt - startedAt,
      rowsScanned: budget.rowsScanned,
      rowsReturned,
      pushed: plan?.pushed ?? [],
      residual: plan?.residuals ?? [],
    };
  }

  return {
    source: source.id,
    stream,
    close: call.close,
    lost() {
      if (failure !== undefined) return failure;
      const partial = rows?.partial();
      if (partial !== undefined) return new RungraphError('PROTOCOL', partial, { source: source.id });
      if (budget.exhausted === undefined || goesOn()) return undefined;
      const code = budget.exhausted === 'time' ? 'TIMEOUT' : 'UNSUPPORTED';
      return new RungraphError(code, cutMessage() ?? '', { source: source.id });
    },
    // Of runs that may be missing nobody knows how many there are.
    total: () => (failure === undefined && rows?.partial() === undefined ? (rows?.total() ?? null) : null),
    hasMore: () => failure === undefined && rows !== undefined && rows.hasMore(),
    position(last) {
      if (rows === undefined || (failure !== undefined && last === undefined)) return position;
      return rows.position(last);
    },
    report: (rowsReturned) => closeReport(scope, reportOf(rowsReturned), call.meter),
    soFar: (rowsReturned) => withCost(reportOf(rowsReturned), call.meter),
  };
}
