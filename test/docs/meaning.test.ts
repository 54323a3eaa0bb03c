import { answer } from '../conformance/oracle/answer.ts';
import { InvalidQuestion } from '../conformance/oracle/invalid-question.ts';
import type { Question } from '../conformance/oracle/question.ts';
import { toLiteral } from '../conformance/checks/to-literal.ts';
import { at, listAt } from '../support/json-at.ts';
import { caseGateway, type CaseGateway, type Worker } from './case-gateway.ts';
import { oracleRunsOf } from './oracle-runs.ts';
import { blocksOf, readPage } from './page.ts';
import { readCase, readOperands, refOf, type CaseDocument, type CaseQuestion } from './read-case.ts';

// Each case of docs/meaning.md, read out of the page: by the oracle, and by gateways that do all the work and none.

const cases = blocksOf(readPage('docs/meaning.md'))
  .filter(({ info }) => info === 'yaml case')
  .map(({ heading, line, text }) => ({ name: `${heading} (line ${line})`, text }));

/** Another test reads its table. */
const told = ['Which field of a tracker is which'];

test('every section of rules has its cases', () => {
  const sections = new Set(blocksOf(readPage('docs/meaning.md')).map(({ heading }) => heading));
  const headings = [...readPage('docs/meaning.md').matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  expect(headings.filter((heading) => !sections.has(heading))).toEqual(told);
  expect(cases.length).toBeGreaterThan(20);
});

describe.each(cases)('$name', ({ text }) => {
  const one = readCase(text);
  const questions = one.asked.filter((asked) => 'gives' in asked);
  const refusals = one.asked.filter((asked) => 'refused' in asked);
  const documents = one.asked.filter((asked) => 'query' in asked);

  test('says the same as the oracle', () => {
    const runs = oracleRunsOf(one);
    for (const asked of questions) {
      const found = answer(runs, toQuestion(asked)).map(({ source, nativeId }) => `${source}/${nativeId}`);
      expect({ asked, found }).toEqual({ asked, found: asked.gives.map(refOf) });
    }
    for (const { refused } of refusals)
      expect(() => answer(runs, toQuestion({ filter: refused }))).toThrow(InvalidQuestion);
  });

  test.each<Worker>(['gateway', 'tracker'])('is what a gateway answers where the %s does the work', async (worker) => {
    const opened = await caseGateway(one, worker);
    try {
      for (const asked of questions) {
        const first = worker === 'gateway' ? 1000 : 2;
        const found = await walk(opened, toQuestion(asked), first);
        expect({ asked, found }).toEqual({ asked, found: asked.gives.map(refOf) });
      }
      for (const { refused } of refusals) {
        const { errors = [] } = await opened.gateway.execute(listOf(toQuestion({ filter: refused })), { first: 1 });
        const codes = errors.map(({ extensions }) => extensions?.['code']);
        expect({ refused, codes }).toEqual({ refused, codes: ['INVALID_QUERY'] });
      }
      for (const asked of documents) await checkDocument(opened, asked);
    } finally {
      await opened.gateway.close();
    }
  });
});

function toQuestion({ filter, orderBy, archived }: Partial<CaseQuestion>): Question {
  const written = { filter, orderBy, archived };
  const given = Object.entries(written).filter(([, part]) => part !== undefined);
  const question: Question = Object(readOperands(Object.fromEntries(given)));
  return question;
}

/** The question as a document: the one form in which every operand can be written. */
function listOf(question: Question): string {
  const args = Object.entries(question).map(([name, part]) => `${name}: ${toLiteral(part, name === 'archived')}`);
  return `query ($first: Int, $after: String) {
    runs(${args.join(' ')} first: $first after: $after) { nodes { ref } pageInfo { hasNextPage endCursor } }
  }`;
}

async function walk({ gateway }: CaseGateway, question: Question, first: number): Promise<readonly string[]> {
  const refs: string[] = [];
  let after: unknown = null;
  do {
    const { data, errors } = await gateway.execute(listOf(question), { first, after });
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    refs.push(...listAt(data, 'runs', 'nodes').map((node) => String(at(node, 'ref'))));
    after = at(data, 'runs', 'pageInfo', 'hasNextPage') === true ? at(data, 'runs', 'pageInfo', 'endCursor') : null;
  } while (after !== null);
  return refs;
}

async function checkDocument(opened: CaseGateway, asked: CaseDocument): Promise<void> {
  const { query, data, errors, incomplete, sources, laterMs } = asked;
  opened.clock.now += laterMs;
  if (sources !== undefined) opened.change(sources);
  const found = await opened.gateway.execute(query);
  expect({ query, data: plain(found.data) }).toEqual({ query, data });
  expect({ query, errors: (found.errors ?? []).map(toShort) }).toEqual({ query, errors });
  const lacking = listAt(found.extensions, 'incomplete').map((one) => ({
    source: at(one, 'source'),
    state: at(one, 'state'),
  }));
  expect({ query, incomplete: lacking }).toEqual({ query, incomplete });
}

/** As it goes out; null where the document was refused before it was read. */
function plain(data: unknown): unknown {
  const sent: unknown = JSON.parse(JSON.stringify(data ?? null));
  return sent;
}

function toShort({ path, extensions }: { path?: readonly unknown[]; extensions?: Record<string, unknown> }) {
  return { code: extensions?.['code'], ...(path === undefined ? {} : { path: path.join('.') }) };
}
