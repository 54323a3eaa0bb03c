import { coerceInputValue, isInputType } from 'graphql';
import type { Clause } from '../../../src/contract/filter.ts';
import { describeClause } from '../../../src/core/query/describe.ts';
import { fieldsOf, withFields } from '../../../src/core/query/fields-of.ts';
import { emptyProjection } from '../../../src/contract/projection.ts';
import { pushNegation } from '../../../src/core/query/push-negation.ts';
import { supportOf } from '../../../src/core/query/support.ts';
import { toAskedFilter } from '../../../src/graphql/filter-input.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import type { RunFilter as InputFilter } from '../../../src/generated/resolvers.ts';
import { answer } from '../oracle/answer.ts';
import type { RunFilter } from '../oracle/question.ts';
import { randomQuestions } from '../random/random-questions.ts';
import type { Check, Conformance } from './check.ts';
import { inLanes } from './in-lanes.ts';
import { pushedRuns } from './pushed-runs.ts';

/** One clause as an adapter gets it, beside the filter that the oracle reads. */
interface Single {
  readonly clause: Clause;
  readonly filter: RunFilter;
}

const inputType = createSchema().getType('RunFilter');

/** Every single clause of random questions, each once, and its negation. */
function randomSingles({ runs, seed, questions }: Conformance): readonly Single[] {
  const asked = randomQuestions(runs, { seed: seed + 2, count: questions * 2 });
  const found = new Map<string, Single>();
  for (const filter of asked.flatMap((question) => singlesOf(question.filter ?? {}))) {
    if (!isInputType(inputType)) throw new Error('the schema has no RunFilter');
    const coerced: InputFilter = Object(coerceInputValue(filter, inputType));
    const pushed = pushNegation(toAskedFilter(coerced));
    if (pushed.kind === 'clause') found.set(describeClause(pushed), { clause: pushed, filter });
  }
  return [...found.values()];
}

/** The leaves of a filter, and their negations, each as a filter of its own with one operator. */
function singlesOf(filter: RunFilter): readonly RunFilter[] {
  const { and = [], or = [], not, ...fields } = filter;
  const inner = [...and, ...or, ...(not === undefined ? [] : [not])].flatMap(singlesOf);
  const own = Object.entries(fields).flatMap(([name, operators]) => {
    const members = Object.entries(operators);
    const fixed = members.filter(([member]) => ['key', 'context', 'aggregate', 'ignoreCase'].includes(member));
    const rest = members.filter((member) => !fixed.includes(member));
    return rest.map(([operator, operand]): RunFilter => ({
      [name]: Object.fromEntries([...fixed, [operator, operand]]),
    }));
  });
  return [...own, ...own.map((single) => ({ not: single })), ...inner];
}

export const checkExactness: readonly Check[] = [
  {
    id: 'exact-clauses',
    says: 'a clause declared exact is exact, one declared inexact never loses a run, and what is absent is absent',
    async run(conformance) {
      const { capabilities } = await conformance.source.probe.answer();
      const tested = { exact: 0, inexact: 0, absent: 0 };
      await inLanes(randomSingles(conformance), async ({ clause, filter }) => {
        const support = supportOf(clause, capabilities);
        if (support === 'unsupported') return;
        const expected = answer(conformance.runs, { filter, archived: 'INCLUDE' }).map(({ nativeId }) => nativeId);
        const found =
          support === 'absent'
            ? []
            : (await pushedRuns(conformance.source, clause, withFields(emptyProjection, fieldsOf(clause)))).map(
                ({ nativeId }) => nativeId,
              );
        const lost = expected.filter((nativeId) => !found.includes(nativeId));
        const surplus = found.filter((nativeId) => !expected.includes(nativeId));
        tested[support] += 1;
        if (support === 'absent' && clause.operator === 'missing') expect(expected).toHaveLength(allRuns(conformance));
        else if (lost.length > 0 || (support === 'exact' && surplus.length > 0)) {
          throw new Error(
            `${describeClause(clause)} is ${support}, but lost [${lost.join()}] and gave [${surplus.join()}] too much`,
          );
        }
      });
      // A table without such a clause promises nothing; one with them must have been put to the test.
      const promises = capabilities.clauses.some(({ support }) => support === 'exact');
      expect(tested.exact > 0).toBe(promises);
    },
  },
];

function allRuns({ runs }: Conformance): number {
  return runs.length;
}
