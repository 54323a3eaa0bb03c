import { answer } from '../oracle/answer.ts';
import { randomQuestions, type RandomQuestion } from '../random/random-questions.ts';
import type { Check, Conformance } from './check.ts';
import { inLanes } from './in-lanes.ts';
import { toLiteral } from './to-literal.ts';
import { at } from '../../support/json-at.ts';
import { toWhere } from './to-where.ts';
import { walk, type Walk } from './walk.ts';

/** Who is asked, and what the oracle says is there. */
type Asked = Pick<Conformance, 'gateway' | 'runs'>;

/** What a question should give, as references in order. */
function expectedRefs({ runs }: Asked, question: RandomQuestion): readonly string[] {
  return answer(runs, question).map(({ source, nativeId }) => `${source}/${nativeId}`);
}

/** Every difference carries its question, so that it can be asked again by itself. */
export async function compareQuestion(
  conformance: Asked,
  question: RandomQuestion,
  index: number,
  literal: boolean,
): Promise<void> {
  const { filter, orderBy, archived = 'EXCLUDE', first } = question;
  const ask = (): Promise<Walk> =>
    literal
      ? walk(conformance.gateway, { first }, literalDocument(question))
      : walk(conformance.gateway, { filter, orderBy, archived, first });
  const walked = await ask();
  const expected = expectedRefs(conformance, question);
  const same = walked.refs.length === expected.length && walked.refs.every((ref, at) => ref === expected[at]);
  if (!same) {
    const missing = expected.filter((ref) => !walked.refs.includes(ref));
    const surplus = walked.refs.filter((ref) => !expected.includes(ref));
    const order = missing.length + surplus.length === 0 ? 'the order differs' : '';
    const facts = { question: index, missing, surplus, order, report: walked.reports[0], asked: toLiteral(question) };
    throw new Error(JSON.stringify(facts, null, 1));
  }
  const told = walked.totalCounts.filter((total) => total !== null);
  expect(told.every((total) => total === expected.length)).toBe(true);
  expect(walked.pages.slice(0, -1).every((size) => size === first)).toBe(true);
  expectKept(walked, await ask());
  if (filter !== undefined) await askInText(conformance, question, filter, walked);
}

/** The same filter printed as text finds the same pages. */
async function askInText(
  { gateway }: Asked,
  { orderBy, archived = 'EXCLUDE', first }: RandomQuestion,
  filter: NonNullable<RandomQuestion['filter']>,
  { refs, pages }: Walk,
): Promise<void> {
  const where = toWhere(filter);
  const told = await walk(gateway, { where, orderBy, archived, first });
  expect({ where, refs: told.refs, pages: told.pages }).toEqual({ where, refs, pages });
}

/** Asked again, the same question has the same answer, and no tracker is asked. */
function expectKept(first: Walk, second: Walk): void {
  const { refs, pages, totalCounts } = first;
  expect(second).toMatchObject({ refs, pages, totalCounts });
  const calls = second.reports.map((report) => at(report, 'upstreamCalls'));
  expect(calls).toEqual(calls.map(() => 0));
}

function literalDocument({ filter, orderBy, archived }: RandomQuestion): string {
  const args = Object.entries({ filter, orderBy }).filter(([, value]) => value !== undefined);
  const spelled = args.map(([name, value]) => `${name}: ${toLiteral(value)}`).join(', ');
  return `query ($first: Int, $after: String) {
    runs(${spelled} archived: ${archived ?? 'EXCLUDE'}, first: $first, after: $after, strict: true) {
      nodes { ref } totalCount pageInfo { hasNextPage endCursor } reports { state message pushed residual upstreamCalls }
    }
  }`;
}

export const checkQuestions: readonly Check[] = [
  {
    id: 'random-questions',
    says: 'random filters, sorts and page sizes give what the oracle says, page by page, without gaps or doubles',
    async run(conformance) {
      const { runs, seed, questions } = conformance;
      const asked = randomQuestions(runs, { seed, count: questions });
      await inLanes(asked, (question, index) => compareQuestion(conformance, question, index, false));
    },
  },
  {
    id: 'exact-integers',
    says: 'integers beyond 2^53 in a document are compared digit by digit',
    async run(conformance) {
      const { runs, seed, questions } = conformance;
      const asked = randomQuestions(runs, { seed: seed + 1, count: Math.ceil(questions / 10), bigints: true });
      await inLanes(asked, (question, index) => compareQuestion(conformance, question, index, true));
    },
  },
];
