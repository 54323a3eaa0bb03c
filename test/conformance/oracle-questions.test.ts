import { RE2JS } from 're2js';
import { canonicalData } from './canonical/canonical-data.ts';
import { answer } from './oracle/answer.ts';
import { oracleRuns } from './oracle/from-sample.ts';
import type { RunFilter } from './oracle/question.ts';
import { greatestDepth } from './random/random-filter.ts';
import type { RandomQuestion } from './random/random-questions.ts';
import { randomQuestions } from './random/random-questions.ts';
import { runFields } from './random/random-order.ts';

const nativeIds = new Map(canonicalData.runs.map((run, index) => [run.key, `id-${(index * 37) % 101}`]));
const runs = oracleRuns(canonicalData, { source: 'lab', nativeIds });
const textRuns = oracleRuns(canonicalData, { source: 'lab', nativeIds, paramsAreText: true });
const questions = randomQuestions(runs, { seed: 1, count: 1000 });
const withBigints = randomQuestions(runs, { seed: 1, count: 1000, bigints: true });
const filters = questions.flatMap(({ filter }) => (filter === undefined ? [] : withParts(filter)));

describe('answers', () => {
  test.each([
    ['values of every kind', runs, questions],
    ['values of every kind and bigints', runs, withBigints],
    ['a tracker that keeps only text', textRuns, randomQuestions(textRuns, { seed: 2, count: 1000 })],
  ] as const)('are neither nothing nor everything in over 40 %% of questions: %s', (_name, asked, list) => {
    const between = list.filter((question) => {
      const { filter: _filter, ...unfiltered } = question;
      const count = answer(asked, question).length;
      return count > 0 && count < answer(asked, unfiltered).length;
    });
    expect(between.length / list.length).toBeGreaterThan(0.4);
  });
  test('turn pages in over a third of questions', () => {
    const paged = questions.filter((question) => answer(runs, question).length > question.first);
    expect(paged.length / questions.length).toBeGreaterThan(1 / 3);
  });
});

describe('questions', () => {
  test('are the same for the same seed, others for another one', () => {
    expect(randomQuestions(runs, { seed: 1, count: 50 })).toEqual(questions.slice(0, 50));
    expect(randomQuestions(runs, { seed: 2, count: 50 })).not.toEqual(questions.slice(0, 50));
  });
  test('are JSON without bigints', () => expect(JSON.parse(JSON.stringify(questions))).toEqual(questions));
  test('have bigints when asked', () => {
    expect(withBigints.some(({ filter }) => filter !== undefined && params(filter).some(hasBigint))).toBe(true);
  });
  test('have numbers that are written with exponents, and words for the infinities', () => {
    const text = JSON.stringify(questions);
    for (const written of ['1e+21', '-1e+300', '2.5e-7', '"-Infinity"']) expect(text).toContain(written);
  });
  test('have pages of 1 to 30 runs', () => {
    const sizes = questions.map(({ first }) => first);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([1, 30]);
  });
  test('ask for archived runs in every way', () => {
    const ways = new Set(questions.map(({ archived }) => archived));
    expect(ways).toEqual(new Set([undefined, 'EXCLUDE', 'INCLUDE', 'ONLY']));
  });
});

describe('filters', () => {
  test('nest to the greatest depth and no deeper', () => {
    const depths = questions.flatMap(({ filter }) => (filter === undefined ? [] : [depthOf(filter)]));
    expect(Math.max(...depths)).toBe(greatestDepth);
  });
  test('have every field', () => {
    const fields = new Set(filters.flatMap((filter) => Object.keys(filter)));
    expect([...fields].sort()).toEqual(
      [
        'and',
        'durationMs',
        'endedAt',
        'group',
        'jobType',
        'metric',
        'name',
        'not',
        'notes',
        'or',
        'param',
        'projectName',
      ]
        .concat(['startedAt', 'status', 'tag', 'user'])
        .sort(),
    );
  });
  test('have every operator on fields of every kind', () => {
    const equality = ['eq', 'in', 'ne'];
    const order = ['gt', 'gte', 'lt', 'lte'];
    const text = ['contains', 'endsWith', 'ignoreCase', 'matches', 'startsWith'];
    expect(operatorsOf('status')).toEqual(equality);
    expect(operatorsOf('name')).toEqual([...equality, ...text, 'exists'].sort());
    expect(operatorsOf('startedAt')).toEqual([...equality, ...order, 'exists'].sort());
    expect(operatorsOf('durationMs')).toEqual([...equality, ...order, 'exists', 'isNaN'].sort());
    expect(operatorsOf('tag')).toEqual([...equality, ...text, 'exists', 'key'].sort());
    expect(operatorsOf('param')).toEqual([...equality, ...order, ...text, 'exists', 'key'].sort());
    expect(operatorsOf('metric')).toEqual(
      [...equality, ...order, 'aggregate', 'context', 'exists', 'isNaN', 'key'].sort(),
    );
  });
  test('compare params with operands of every kind', () => {
    const operands = filters.flatMap(({ param }) => [param?.eq, param?.ne, ...(param?.in ?? [])]);
    const kinds = new Set(operands.map((operand) => (Array.isArray(operand) ? 'list' : typeof operand)));
    expect(kinds).toEqual(new Set(['undefined', 'number', 'string', 'boolean', 'list']));
  });
  test('have empty lists at times', () => {
    expect(filters.some(({ or }) => or?.length === 0)).toBe(true);
    expect(filters.some(({ and }) => and?.length === 0)).toBe(true);
    expect(
      filters.some(({ param, metric, name }) => [param, metric, name].some((clause) => clause?.in?.length === 0)),
    ).toBe(true);
  });
  test('have patterns of RE2', () => {
    const patterns = filters.flatMap(({ name, param, tag }) => [name?.matches, param?.matches, tag?.matches]);
    for (const pattern of patterns) if (typeof pattern === 'string') RE2JS.compile(pattern);
    expect(new Set(patterns).size).toBeGreaterThan(50);
  });
});

describe('sorts', () => {
  const orders = questions.flatMap(({ orderBy }: RandomQuestion) => orderBy ?? []);

  test('have no key to three keys', () => {
    const lengths = new Set(questions.map(({ orderBy }) => orderBy?.length));
    expect(lengths).toEqual(new Set([undefined, 0, 1, 2, 3]));
  });
  test('go by everything in both directions', () => {
    expect(new Set(orders.flatMap(({ by }) => (by.field === undefined ? [] : [by.field])))).toEqual(new Set(runFields));
    expect(new Set(orders.flatMap(({ by }) => Object.keys(by)))).toEqual(new Set(['field', 'param', 'tag', 'metric']));
    expect(new Set(orders.map(({ direction }) => direction))).toEqual(new Set([undefined, 'ASC', 'DESC']));
  });
});

function partsOf(filter: RunFilter): readonly RunFilter[] {
  return [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not === undefined ? [] : [filter.not])];
}

function withParts(filter: RunFilter): readonly RunFilter[] {
  return [filter, ...partsOf(filter).flatMap(withParts)];
}

function depthOf(filter: RunFilter): number {
  return 1 + Math.max(0, ...partsOf(filter).map(depthOf));
}

function operatorsOf(field: keyof RunFilter): readonly string[] {
  return [...new Set(filters.flatMap((filter) => Object.keys(filter[field] ?? {})))].sort();
}

function params(filter: RunFilter): readonly unknown[] {
  return withParts(filter).flatMap(({ param }): unknown[] => Object.values(param ?? {}));
}

function hasBigint(operand: unknown): boolean {
  return Array.isArray(operand) ? operand.some(hasBigint) : typeof operand === 'bigint';
}
