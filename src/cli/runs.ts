import { splitList } from '../core/language/split-list.ts';
import { chosenRuns, reports, type ChosenOptions } from './choose-runs.ts';
import type { ExitCode } from './exit-codes.ts';
import { executeDocument, printCsv } from './query.ts';
import { toRunValue } from './run-values.ts';

export interface RunsOptions extends ChosenOptions {
  readonly columns: string;
}

const document = `query ($where: String, $sources: [ID!], $projects: [ID!], $orderBy: [RunOrder!], $first: Int = 50, $columns: [RunColumn!]!) {
  runs(where: $where, sources: $sources, projects: $projects, orderBy: $orderBy, first: $first) {
    table(columns: $columns) { refs columns { name values } }
    totalCount
    pageInfo { hasNextPage }
    ${reports}
  }
}`;

/** `rungraph runs`: the runs that an expression holds for, as a table. */
export function runs(where: string | undefined, options: RunsOptions): Promise<ExitCode> {
  const columns = splitList(options.columns).map((text) => ({ value: toRunValue(text), as: text }));
  const { first, ...chosen } = chosenRuns(where, options);
  const variables = JSON.stringify({ ...chosen, ...(first === null ? {} : { first }), columns });
  return executeDocument(document, { ...options, variables }, options.csv === true ? printCsv : undefined);
}
