import { MlflowFault, invalid } from '../fault.ts';
import type { Generation } from '../generation.ts';
import { storedId } from '../store/experiments.ts';
import type { StoredRun, World } from '../store/state.ts';
import { runGrammar } from './grammar.ts';
import { runTest } from './match-run.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import { parseFilter, type Clause } from './parse-filter.ts';
import { parseOrder, type OrderKey } from './parse-order.ts';
import { runOrder } from './sort-runs.ts';

export interface RunSearch {
  readonly experimentIds: readonly string[];
  readonly filter: string;
  readonly view: View;
  readonly limit: number;
  readonly order: readonly string[];
  readonly pageToken: string;
}

export type View = 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL';

export interface FoundRuns {
  readonly runs: readonly StoredRun[];
  readonly nextToken: string;
}

/** What is wrong is told in the server's order: limit, filter, order, comparators, token, ids. */
export function searchRuns(world: World, search: RunSearch): FoundRuns {
  checkLimit(search.limit);
  const { generation } = world;
  const grammar = runGrammar(generation);
  const clauses = parseFilter(search.filter, grammar, generation);
  const keys = search.order.map((item) => parseOrder(item, grammar));
  const order = runOrder(keys, search.order);
  const tests = clauses.map((clause) => runTest(clause, generation));
  const offset = readPageToken(search.pageToken);
  const experiments = new Set(search.experimentIds.map((id) => storedId(world, id)));
  checkSql(clauses, keys, generation);
  const found = [...world.runs.values()]
    .filter(
      (run) => experiments.has(run.experimentId) && isInView(run, search.view) && tests.every((test) => test(run)),
    )
    .sort(order);
  const end = offset + search.limit;
  const isFull = generation.exactTokens ? found.length > end : found.length >= end;
  return { runs: found.slice(offset, end), nextToken: isFull ? writePageToken(end) : '' };
}

export function checkLimit(limit: number): void {
  if (limit >= 1 && limit <= 50_000) return;
  const bound = limit < 1 ? 'a positive integer' : 'at most 50000';
  throw invalid(`Invalid value ${limit} for parameter 'max_results' supplied. It must be ${bound}`);
}

export function isInView({ deleted }: { readonly deleted: boolean }, view: View): boolean {
  return view === 'ALL' || deleted === (view === 'DELETED_ONLY');
}

/** SQLite's limits: a join of more than 64 tables, and a condition nested deeper than 1000. */
function checkSql(clauses: readonly Clause[], keys: readonly OrderKey[], generation: Generation): void {
  const joined = clauses.filter(
    (clause) => clause.value !== null && (clause.entity !== 'attribute' || isRunName(clause)),
  );
  const datasets = joined.filter(({ entity }) => entity === 'dataset');
  const sorted = keys.filter(({ entity }) => entity !== 'attribute').length;
  if (generation.datasetsStandAlone && datasets.length > 0) {
    if (joined.length > datasets.length) throw unavailable('no such column: anon_1.destination_id');
    if (sorted > 0) throw new MlflowFault('BAD_REQUEST', "Can't determine which FROM clause to join from");
  }
  const more = datasets.reduce((sum, { key }) => sum + (key === 'context' ? 2 : 1), 0);
  if (1 + joined.length + more + sorted > 64) throw unavailable('at most 64 tables in a join');
  if (clauses.length - joined.length > 996) throw unavailable('Expression tree is too large (maximum depth 1000)');
}

function isRunName({ key }: Clause): boolean {
  return /^run[_ ]name$/i.test(key);
}

function unavailable(what: string): MlflowFault {
  return new MlflowFault('TEMPORARILY_UNAVAILABLE', `(sqlite3.OperationalError) ${what}`);
}
