import { RungraphError } from '../../contract/error.ts';
import type { Projection } from '../../contract/projection.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Scope } from '../scope.ts';
import { openCall } from '../sources/open-call.ts';
import { openBudget } from './budget.ts';
import type { SourcePosition } from './cursor.ts';
import type { Plan } from './plan.ts';
import { planFor } from './plan-for.ts';
import type { RunQuestion, SourceScope } from './question.ts';
import { closeReport, emptyReport, stateOfFailure, type SourceReport } from '../sources/report.ts';
import { openSourceRows, type SourceRows } from './source-rows.ts';
import type { SortTuple } from './sort-values.ts';
import type { RowStream } from './stream.ts';

/** One source's part of a list: a stream that never throws, and what is to be said of it afterwards. */
export interface SourceList {
  readonly source: string;
  readonly stream: RowStream;
  /** Where the next page of this source starts, given the last of its rows that was given out. */
  position(last: SortTuple | undefined): SourcePosition | undefined;
  /** Whether a next page may hold more of it. */
  hasMore(): boolean;
  total(): number | null;
  /** Why runs may be missing from the list for good; undefined where the cursor can still reach them all. */
  lost(): RungraphError | undefined;
  report(rowsReturned: number): SourceReport;
  close(): void;
}

export function openSourceList(
  scope: Scope,
  question: RunQuestion,
  { source, projects }: SourceScope,
  projection: Projection,
  position: SourcePosition | undefined,
): SourceList {
  const startedAt = scope.now();
  const call = openCall(source, scope, projection);
  const budget = openBudget();
  let plan: Plan | undefined;
  let rows: SourceRows | undefined;
  let failure: RungraphError | undefined;
  let asOf = startedAt;
  let doneAt = startedAt;

  async function open(): Promise<SourceRows> {
    const settled = await planFor(question, { projects }, call);
    plan = settled.plan;
    asOf = Math.min(asOf, settled.asOf ?? asOf);
    const task = { ...settled, source, call, question, position, budget, now: scope.now };
    return openSourceRows(task);
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
      budget.exhausted === 'time' ? `the deadline of ${source.deadlineMs} ms` : `the budget of ${budget.mostRows} runs`;
    const next =
      plan?.sort === 'GATEWAY' ? 'narrow the filter for a complete sort' : 'pass endCursor as after to go on';
    return `Read ${budget.rowsScanned} runs before ${why} was over; ${next}.`;
  }

  return {
    source: source.id,
    stream,
    close: call.close,
    lost() {
      if (failure !== undefined) return failure;
      const partial = rows?.partial();
      if (partial !== undefined) return new RungraphError('PROTOCOL', partial, { source: source.id });
      if (budget.exhausted === undefined || plan?.sort !== 'GATEWAY') return undefined;
      const code = budget.exhausted === 'time' ? 'TIMEOUT' : 'UNSUPPORTED';
      return new RungraphError(code, cutMessage() ?? '', { source: source.id });
    },
    total: () => (failure === undefined && rows !== undefined ? rows.total() : null),
    hasMore: () =>
      failure === undefined && rows !== undefined && rows.branches.some((branch) => branch.resume() !== undefined),
    position(last) {
      if (rows === undefined || (failure !== undefined && last === undefined)) return position;
      return { branches: rows.branches.map((branch) => branch.resume()), last: last ?? position?.last };
    },
    report(rowsReturned) {
      const cut = budget.exhausted !== undefined || rows?.partial() !== undefined;
      const partial = cut || (failure !== undefined && rowsReturned > 0);
      const state = partial ? 'PARTIAL' : failure === undefined ? 'OK' : stateOfFailure(failure);
      const report = {
        ...emptyReport(source.id, state, asOf, failure),
        message: cutMessage(),
        latencyMs: doneAt - startedAt,
        rowsScanned: budget.rowsScanned,
        rowsReturned,
        pushed: plan?.pushed ?? [],
        residual: plan?.residuals ?? [],
      };
      return closeReport(scope, report, call.meter);
    },
  };
}
