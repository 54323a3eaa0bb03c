import { splitList } from '../core/language/split-list.ts';
import type { Answer } from '../graphql/gateway.ts';
import { isFields, type Fields } from './answer-rows.ts';
import { chosenRuns, reports, type ChosenOptions } from './choose-runs.ts';
import type { ExitCode } from './exit-codes.ts';
import { executeDocument, printCsv } from './query.ts';
import { renderAnswer } from './render-answer.ts';
import { toRunValue } from './run-values.ts';
import { openScreen } from './terminal.ts';

export interface GroupsOptions extends ChosenOptions {
  readonly by: string;
  readonly measure?: string | undefined;
}

const document = `query ($runs: RunSelection!, $by: [RunValue!]!, $measures: [Measure!]) {
  groups(runs: $runs, by: $by, measures: $measures, interval: {}) {
    groups { key size measures { name count mean std low high min max note } }
    ${reports}
  }
}`;

/** `rungraph groups`: runs in groups, with the mean of each measure and its interval of 95 %. */
export function groups(where: string | undefined, options: GroupsOptions): Promise<ExitCode> {
  const by = splitList(options.by);
  const measures = splitList(options.measure ?? '').map((text) => ({ value: toRunValue(text), as: text }));
  const runs = chosenRuns(where, options);
  const variables = JSON.stringify({ runs, by: by.map(toRunValue), measures });
  const render = (answer: Answer): string =>
    options.csv === true ? printCsv(toRows(answer, by)) : renderAnswer(toRows(answer, by), openScreen());
  return executeDocument(document, { ...options, variables }, render);
}

/** One row a group: its key, its size, and for each measure what is told of it. */
function toRows(answer: Answer, by: readonly string[]): Answer {
  const told = answer.data?.['groups'];
  if (!isFields(told)) return answer;
  const rows = listOf(told['groups']).map(({ key, size, measures }) => ({
    ...Object.fromEntries(by.map((name, at) => [name, Array.isArray(key) ? (key[at] ?? null) : null])),
    runs: size,
    ...Object.fromEntries(
      listOf(measures).flatMap(({ name, count, mean, std, low, high }) => [
        [`${String(name)} n`, count],
        [`${String(name)} mean`, round(mean)],
        [`${String(name)} std`, round(std)],
        [`${String(name)} low`, round(low)],
        [`${String(name)} high`, round(high)],
      ]),
    ),
  }));
  return { ...answer, data: { groups: { nodes: rows, reports: told['reports'] } } };
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** Six digits are enough for people; --json has them all. */
function round(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}
