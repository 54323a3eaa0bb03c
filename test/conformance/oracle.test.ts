import { comparing } from './golden/comparing.ts';
import { fields } from './golden/fields.ts';
import type { GoldenCase } from './golden/golden-case.ts';
import { metrics } from './golden/metrics.ts';
import { missing } from './golden/missing.ts';
import { negation } from './golden/negation.ts';
import { refused } from './golden/refused.ts';
import { bareRun } from './golden/golden-run.ts';
import { sortingByParams } from './golden/sorting-params.ts';
import { sorting } from './golden/sorting.ts';
import { textOperators } from './golden/text-operators.ts';
import { answer } from './oracle/answer.ts';
import { compareRuns } from './oracle/compare-runs.ts';
import { InvalidQuestion } from './oracle/invalid-question.ts';
import { matches } from './oracle/matches.ts';

const topics: readonly (readonly [string, readonly GoldenCase[]])[] = [
  ['comparing', comparing],
  ['missing, NaN and other kinds', missing],
  ['negation', negation],
  ['text operators', textOperators],
  ['metrics', metrics],
  ['fields', fields],
];

describe.each(topics)('%s', (_topic, cases) => {
  test.each(cases)('$rule', ({ filter, yes, no }) => {
    expect((yes ?? []).filter((run) => !matches(run, filter))).toEqual([]);
    expect((no ?? []).filter((run) => matches(run, filter))).toEqual([]);
  });
});

describe('refused', () => {
  test.each(refused)('$rule', ({ filter }) => {
    expect(() => matches(bareRun, filter)).toThrow(InvalidQuestion);
    expect(() => answer([], { filter })).toThrow(InvalidQuestion);
  });

  test.each([{}, { field: 'NAME', param: 'p' } as const])('a sort key that is not exactly one thing: %j', (by) => {
    expect(() => answer([], { orderBy: [{ by }] })).toThrow(InvalidQuestion);
  });
});

describe('sorting', () => {
  const cases = [...sorting, ...sortingByParams];

  test.each(cases)('$rule', ({ orderBy, inOrder }) => {
    expect([...inOrder].reverse().sort(compareRuns(orderBy))).toEqual(inOrder);
  });

  test.each(cases)('is a strict order: $rule', ({ orderBy, inOrder }) => {
    const compare = compareRuns(orderBy);
    inOrder.forEach((left, i) =>
      inOrder.forEach((right, j) => expect(Math.sign(compare(left, right))).toBe(Math.sign(i - j))),
    );
  });
});
