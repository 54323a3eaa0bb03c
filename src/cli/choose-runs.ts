import { splitList } from '../core/language/split-list.ts';
import type { QueryOptions } from './query.ts';
import { checkWhere, toRunOrder } from './run-values.ts';

/** Which runs a command is about. */
export interface ChosenOptions extends Omit<QueryOptions, 'variables'> {
  readonly source?: readonly string[] | undefined;
  readonly project?: readonly string[] | undefined;
  readonly sort?: string | undefined;
  readonly first?: number | undefined;
}

/** The variables that say so. @throws CommandError for an expression or a sort that is wrong. */
export function chosenRuns(where: string | undefined, { source, project, sort, first }: ChosenOptions) {
  checkWhere(where ?? '');
  return {
    where: where ?? null,
    sources: source ?? null,
    projects: project ?? null,
    orderBy: sort === undefined ? null : splitList(sort).map(toRunOrder),
    first: first ?? null,
  };
}

export const reports = 'reports { state code message hints source { name } }';
