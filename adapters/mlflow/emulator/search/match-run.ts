import type { Generation } from '../generation.ts';
import type { StoredInput, StoredRun } from '../store/state.ts';
import {
  checkComparator,
  checkTimeComparator,
  listComparators,
  numberTest,
  numericComparators,
  textComparators,
  textTest,
} from './compare-value.ts';
import { translateAlias } from './grammar.ts';
import type { Clause } from './parse-filter.ts';

export type RunTest = (run: StoredRun) => boolean;

/** The test of one clause: a run without the thing asked for does not match, whatever the comparator. */
export function runTest(clause: Clause, generation: Generation): RunTest {
  const comparator = clause.comparator.toUpperCase();
  switch (clause.entity) {
    case 'attribute':
      return attributeTest(translateAlias(clause.key), comparator, clause.value);
    case 'metric':
      checkComparator(comparator, numericComparators, '');
      return metricTest(clause.key, comparator, Number(clause.value), generation);
    case 'parameter':
      return textsTest((run) => run.params, clause, comparator, generation, "'");
    case 'tag':
      return textsTest((run) => run.tags, clause, comparator, generation, '');
    case 'dataset': {
      checkComparator(comparator, [...textComparators, ...listComparators], '');
      const test = textTest(comparator, clause.value);
      const read = readDataset(clause.key);
      return (run) => [...run.inputs.values()].some((input) => matchesText(test, read(input)));
    }
  }
}

function attributeTest(key: string, comparator: string, value: Clause['value']): RunTest {
  if (key === 'start_time' || key === 'end_time') {
    checkTimeComparator(comparator);
    const test = numberTest(comparator, typeof value === 'bigint' ? value : Number(value));
    return ({ startTime, endTime }) => {
      const time = key === 'start_time' ? startTime : endTime;
      return time !== null && test(time);
    };
  }
  checkComparator(comparator, [...textComparators, ...listComparators]);
  const test = textTest(comparator, value);
  // The name is looked up where old versions kept it: in a tag.
  if (key === 'run_name') return (run) => matchesText(test, run.tags.get('mlflow.runName'));
  return (run) => test(attributeText(run, key));
}

export function attributeText(run: StoredRun, key: string): string {
  switch (key) {
    case 'run_id':
      return run.id;
    case 'run_name':
      return run.name;
    case 'user_id':
      return run.userId;
    case 'status':
      return run.status;
    default:
      return run.artifactUri;
  }
}

/** NaN matches nothing but `!=`; to older servers it is 0. */
function metricTest(key: string, comparator: string, value: number, { nanAware }: Generation): RunTest {
  const test = numberTest(comparator, value);
  return (run) => {
    const latest = run.metrics.get(key)?.latest;
    if (latest === undefined) return false;
    return nanAware && latest.isNan ? comparator === '!=' : test(latest.value);
  };
}

function textsTest(
  read: (run: StoredRun) => ReadonlyMap<string, string>,
  { key, value }: Clause,
  comparator: string,
  { isNull }: Generation,
  ending: string,
): RunTest {
  checkComparator(comparator, isNull ? [...textComparators, 'IS NULL', 'IS NOT NULL'] : textComparators, ending);
  if (value === null) return (run) => read(run).has(key) === (comparator === 'IS NOT NULL');
  const test = textTest(comparator, value);
  return (run) => matchesText(test, read(run).get(key));
}

function readDataset(key: string): (input: StoredInput) => string | undefined {
  if (key === 'context') return ({ tags }) => tags.get('mlflow.data.context');
  return ({ dataset }) => (key === 'name' ? dataset.name : dataset.digest);
}

function matchesText(test: (text: string) => boolean, text: string | undefined): boolean {
  return text !== undefined && test(text);
}
