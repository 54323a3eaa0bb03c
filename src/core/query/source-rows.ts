import type { Capabilities } from '../../contract/capabilities.ts';
import type { Clause, SortKey } from '../../contract/filter.ts';
import type { Run } from '../../contract/run.ts';
import { readField, summaryOf } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';
import { completeSummaries } from '../series/complete-summaries.ts';
import type { Source } from '../sources/source.ts';
import type { SourceCall } from '../sources/open-call.ts';
import { openBranch } from './branch-stream.ts';
import type { Budget } from './budget.ts';
import type { SourcePosition } from './cursor.ts';
import { drainSorted } from './drain.ts';
import { compileFilter } from './evaluate.ts';
import { mergeStreams } from './merge.ts';
import { fieldsOf, fieldsOfOrder, metricFields } from './needs.ts';
import type { Plan } from './plan.ts';
import type { RunQuestion } from './question.ts';
import { openScan, type ScanPlan } from './scan.ts';
import { settleMissing } from './settle-missing.ts';
import { settleTies } from './settle-ties.ts';
import { always, isAlways, rewrite } from './simplify.ts';
import { compareSortValues, compareTuples, type SortValue } from './sort-values.ts';
import type { BranchStream, RowStream, StreamRow, Token } from './stream.ts';

/** Everything that is settled about one source before its first run is read. */
export interface SourceTask {
  readonly source: Source;
  readonly call: SourceCall;
  readonly question: RunQuestion;
  readonly plan: Plan;
  readonly projects: readonly string[] | null;
  readonly capabilities: Capabilities;
  readonly position: SourcePosition | undefined;
  readonly budget: Budget;
  readonly now: () => number;
}

export interface SourceRows {
  readonly stream: RowStream;
  readonly branches: readonly BranchStream[];
  /** How many runs of this source match in all; null where nobody knows. Asked after reading. */
  total(): number | null;
  /** Why runs may be missing for good, as the tracker's list tells. Asked after reading. */
  partial(): string | undefined;
}

/** The matching rows of one source in the order of the question, whoever filters and sorts them. */
export function openSourceRows(task: SourceTask): SourceRows {
  const { plan, question } = task;
  const compare = (a: StreamRow, b: StreamRow): number => compareTuples(a.tuple, b.tuple, question.order);
  const counts: Counts = { matched: 0, told: undefined, partial: undefined };
  const scanPlan = planScan(task, counts);
  const readsAll = plan.sort === 'GATEWAY';
  const drops = dropsRows(plan);
  const leaves = plan.branches.map((filter, branch) => {
    return openBranch({
      branch,
      start: startOf(task, branch),
      budget: task.budget,
      scan: openScan(scanPlan, filter),
      firstSize: firstPageSize(plan, question.first),
      grows: drops,
      mostSize: task.capabilities.limits.pageRuns,
      now: task.now,
    });
  });
  const branches = readsAll
    ? [drainSorted(leaves, question.first + 1, compare)]
    : leaves.map((leaf) => settle(leaf, plan, question.order, compare));
  const stream = branches.length === 1 && branches[0] !== undefined ? branches[0] : mergeStreams(branches, compare);
  const fromStart = task.position === undefined || (readsAll && startOf(task, 0) === null);

  return {
    stream,
    branches,
    partial: () => counts.partial,
    total() {
      if (counts.partial !== undefined) return null;
      if (plan.branches.length === 0) return 0;
      if (plan.branches.length > 1) return null;
      if (counts.told !== undefined && isAlways(plan.residual)) return counts.told;
      const readWhole = fromStart && task.budget.exhausted === undefined && leaves.every((leaf) => leaf.ended());
      return readWhole ? counts.matched : null;
    },
  };
}

/** Rows read beyond a page whose last one may tie with the next: they cost less than a further call. */
const tieRows = 16;

/** One run more than the page shows, which tells whether there is a next one; more where the gateway drops some. */
export function firstPageSize(plan: Plan, first: number): number {
  if (dropsRows(plan)) return Math.max(first + 1, 200);
  return plan.settle === 'ties' ? first + 1 + tieRows : first + 1;
}

/** Whether runs come that the page does not show: those that the residual refuses, or that are sorted further down. */
function dropsRows({ sort, residual }: Plan): boolean {
  return sort === 'GATEWAY' || !isAlways(residual);
}

/** Where a branch goes on; undefined where an earlier page saw its end. A gateway sort reads everything again. */
function startOf({ plan, position }: SourceTask, branch: number): Token | undefined {
  if (position === undefined) return null;
  if (plan.sort === 'GATEWAY') return position.branches[0] === undefined ? undefined : null;
  return position.branches.length === plan.branches.length ? position.branches[branch] : null;
}

/** What reading finds out beside rows. */
interface Counts {
  matched: number;
  told: number | undefined;
  partial: string | undefined;
}

function planScan(task: SourceTask, counts: Counts): ScanPlan {
  const { call, plan, question, source } = task;
  const computed = metricFields([...fieldsOf(plan.residual), ...fieldsOfOrder(question.order)]).filter(
    (field) => !task.capabilities.summaries.includes(summaryOf[field.aggregate]),
  );
  const needsComputed = (clause: Clause): boolean => computed.some((field) => field === clause.field);
  const cheap = rewrite(plan.residual, (clause) => (needsComputed(clause) ? always : clause));
  const getSeries = (requests: Parameters<typeof source.adapter.getSeries>[1]) =>
    call.run('getSeries', (adapter, context) => adapter.getSeries(context, requests));
  return {
    source: source.id,
    search: { projects: task.projects, order: plan.order, archived: question.archived },
    order: question.order,
    budget: task.budget,
    async ask(search) {
      const page = await call.run('searchRuns', (adapter, context) => adapter.searchRuns(context, search));
      counts.told = page.total;
      counts.partial ??= page.partial;
      return page;
    },
    toRows: (runs) => toRows(task, runs),
    matches: compileFilter(cheap),
    complete: computed.length === 0 ? undefined : (rows) => completeSummaries(rows, computed, getSeries),
    matchesComplete: compileFilter(plan.residual),
    last: task.position?.last,
    onMatches(count) {
      counts.matched += count;
    },
  };
}

/** Rows carry their project's name only where the question looks at it. */
async function toRows({ source, call, question }: SourceTask, runs: readonly Run[]): Promise<readonly Row[]> {
  const looked = [...fieldsOf(question.filter), ...fieldsOfOrder(question.order)].some(
    ({ kind }) => kind === 'projectName',
  );
  if (!looked) return runs.map((run) => ({ source: source.id, run, projectName: null }));
  let known = await call.directory.list(call.meter);
  if (runs.some((run) => !known.byId.has(run.projectId))) known = await call.directory.reload(call.meter);
  return runs.map((run) => ({
    source: source.id,
    run,
    projectName: known.byId.get(run.projectId)?.name ?? run.projectId,
  }));
}

function settle(
  leaf: BranchStream,
  plan: Plan,
  order: readonly SortKey[],
  compare: (a: StreamRow, b: StreamRow) => number,
): BranchStream {
  if (plan.settle === 'nothing') return leaf;
  const keys = plan.order ?? [];
  // Without a key the tracker sorts by start time.
  const values = ({ tuple }: StreamRow): readonly SortValue[] =>
    keys.length === 0 ? [tuple.startedAt] : keys.map((key) => tuple.values[order.indexOf(key)] ?? null);
  const equalUpTo = (a: StreamRow, b: StreamRow, last: number): boolean => {
    const [left, right] = [values(a), values(b)];
    return left.slice(0, last + 1).every((value, at) => compareSortValues(value, right[at] ?? null, false) === 0);
  };
  const missingAlike = (a: StreamRow, b: StreamRow): boolean =>
    plan.splits.some((at) => values(a)[at] === null && equalUpTo(a, b, at));
  if (plan.settle === 'ties') {
    return settleTies(leaf, (a, b) => missingAlike(a, b) || equalUpTo(a, b, keys.length), compare);
  }
  const key = keys[plan.splits[0] ?? 0];
  const isNaNRow = ({ row }: StreamRow): boolean => key !== undefined && Number.isNaN(readField(row, key.field).value);
  return settleMissing(leaf, isNaNRow, missingAlike, compare);
}
