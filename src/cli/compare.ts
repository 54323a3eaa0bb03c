import type { Answer } from '../graphql/gateway.ts';
import { isFields, type Fields } from './answer-rows.ts';
import { reports } from './choose-runs.ts';
import type { ExitCode } from './exit-codes.ts';
import { executeDocument, printCsv, type QueryOptions } from './query.ts';
import { renderAnswer } from './render-answer.ts';
import { openScreen } from './terminal.ts';

export interface CompareOptions extends Omit<QueryOptions, 'variables'> {
  readonly onlyDifferent?: boolean | undefined;
}

const document = `query ($refs: [ID!]!, $only: Boolean = false) {
  compare(runs: { runs: $refs }) {
    runs { ref }
    params(onlyDifferent: $only) { key values }
    tags(onlyDifferent: $only) { key values }
    metrics(onlyDifferent: $only) { key context values best direction }
    provenance(onlyDifferent: $only) { name values }
    ${reports}
  }
}`;

/** `rungraph compare`: runs side by side, one column a run; the best of a metric bears a star. */
export function compare(refs: readonly string[], options: CompareOptions): Promise<ExitCode> {
  const variables = JSON.stringify({ refs, only: options.onlyDifferent ?? false });
  const render = (answer: Answer): string =>
    options.csv === true ? printCsv(toRows(answer, false)) : renderAnswer(toRows(answer, true), openScreen());
  return executeDocument(document, { ...options, variables }, render);
}

const parts = { params: 'param', tags: 'tag', metrics: 'metric', provenance: 'made' } as const;

/** One row a key, one column a run. */
function toRows(answer: Answer, stars: boolean): Answer {
  const told = answer.data?.['compare'];
  if (!isFields(told)) return answer;
  const refs = listOf(told['runs']).map(({ ref }) => String(ref));
  const shown = refs.length === 0 ? [] : Object.entries(parts);
  const rows = shown.flatMap(([part, kind]) =>
    listOf(told[part]).map((row): Fields => {
      const values = Array.isArray(row['values']) ? row['values'] : [];
      const best: readonly unknown[] = stars && Array.isArray(row['best']) ? row['best'] : [];
      const context = isFields(row['context']) ? JSON.stringify(row['context']) : '';
      const cells = refs.map((ref, at): [string, unknown] => [
        ref,
        best.includes(at) ? `${spell(values[at])} *` : values[at],
      ]);
      return { what: kind, key: `${String(row['key'] ?? row['name'])}${context}`, ...Object.fromEntries(cells) };
    }),
  );
  return { ...answer, data: { compare: { nodes: rows, reports: told['reports'] } } };
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function spell(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
