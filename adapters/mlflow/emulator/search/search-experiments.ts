import { internal, invalid } from '../fault.ts';
import type { Generation } from '../generation.ts';
import { pythonInt } from '../python-text.ts';
import type { StoredExperiment, World } from '../store/state.ts';
import { compareText } from './compare-text.ts';
import {
  checkComparator,
  checkTimeComparator,
  listComparators,
  numberTest,
  textComparators,
  textTest,
} from './compare-value.ts';
import { experimentGrammar } from './grammar.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import { parseFilter, type Clause } from './parse-filter.ts';
import { parseOrder, type OrderKey } from './parse-order.ts';
import { checkLimit, type View } from './search-runs.ts';

export interface ExperimentSearch {
  readonly filter: string;
  readonly view: View;
  readonly limit: number;
  readonly order: readonly string[];
  readonly pageToken: string;
}

export interface FoundExperiments {
  readonly experiments: readonly StoredExperiment[];
  readonly nextToken: string;
}

/** Experiments cannot be deleted here, so that all of them are active. */
export function searchExperiments(world: World, search: ExperimentSearch): FoundExperiments {
  checkLimit(search.limit);
  const { generation } = world;
  const grammar = experimentGrammar(generation);
  const clauses = parseFilter(search.filter, grammar, generation);
  const tests = clauses.map((clause) => experimentTest(clause, generation));
  const asked = search.order.length > 0 ? search.order : ['creation_time DESC', 'experiment_id ASC'];
  const order = experimentOrder(asked.map((item) => parseOrder(item, grammar)));
  const offset = readPageToken(search.pageToken);
  const visible = search.view === 'DELETED_ONLY' ? [] : [...world.experiments.values()];
  const found = visible.filter((experiment) => tests.every((test) => test(experiment))).sort(order);
  const end = offset + search.limit;
  return { experiments: found.slice(offset, end), nextToken: found.length > end ? writePageToken(end) : '' };
}

type ExperimentTest = (experiment: StoredExperiment) => boolean;

/** Comparators must be in upper case here, unlike in runs/search. */
function experimentTest({ entity, key, comparator, value }: Clause, generation: Generation): ExperimentTest {
  if (entity === 'tag') {
    if (value === null) return ({ tags }) => tags.has(key) === (comparator === 'IS NOT NULL');
    if (!textComparators.includes(comparator)) throw invalid(`Invalid comparator for tag: ${comparator}`);
    const test = textTest(comparator, value);
    return ({ tags }) => {
      const text = tags.get(key);
      return text !== undefined && test(text);
    };
  }
  if (key === 'experiment_id') return idTest(comparator, value);
  if (key === 'name') {
    checkComparator(comparator, [...textComparators, ...listComparators]);
    const test = textTest(comparator, value);
    return ({ name }) => test(name);
  }
  checkTimeComparator(comparator);
  if (generation.strictIds && typeof value === 'number') {
    throw invalid(`Invalid value for numeric attribute '${key}': '${value}'`);
  }
  const test = numberTest(comparator, typeof value === 'bigint' ? value : Number(value));
  return ({ createdAt }) => test(createdAt);
}

function idTest(comparator: string, value: Clause['value']): ExperimentTest {
  if (comparator !== '=' && comparator !== '!=' && !listComparators.includes(comparator)) {
    throw invalid(`Invalid comparator for experiment_id: ${comparator}`);
  }
  const ids = (typeof value === 'object' && value !== null ? value : [String(value)]).map((text) => {
    const id = pythonInt(text);
    if (id === undefined) throw invalid(`Invalid experiment ID '${text}'. Experiment ID must be a valid integer.`);
    if (BigInt.asIntN(64, id) !== id) throw internal('Python int too large to convert to SQLite INTEGER');
    return String(id);
  });
  return ({ id }) => ids.includes(id) === (comparator === '=' || comparator === 'IN');
}

type ExperimentOrder = (a: StoredExperiment, b: StoredExperiment) => number;

/** A tie goes to the younger experiment, unless the id is asked for. */
function experimentOrder(keys: readonly OrderKey[]): ExperimentOrder {
  const orders = keys.map(({ entity, key, descending }): ExperimentOrder => {
    if (entity !== 'attribute') throw invalid(`Invalid order_by entity: ${entity}`);
    const sign = descending ? -1 : 1;
    if (key === 'name') return (a, b) => sign * compareText(a.name, b.name);
    if (key === 'experiment_id') return (a, b) => sign * (Number(a.id) - Number(b.id));
    return (a, b) => sign * Number(a.createdAt - b.createdAt);
  });
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return Number(b.id) - Number(a.id);
  };
}
