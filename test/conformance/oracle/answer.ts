import { compareRuns } from './compare-runs.ts';
import { fulfils } from './matches.ts';
import type { OracleRun } from './oracle-run.ts';
import type { Archived, Question } from './question.ts';
import { readFilter } from './read-filter.ts';

/** A question with what it is asked of. */
export interface AskedQuestion extends Question {
  /** Ids of sources; every source without it. */
  readonly sources?: readonly string[];
  /** Names of projects, in whichever source; every project without it. */
  readonly projects?: readonly string[];
}

/** The whole ordered list that pages are cut from. Throws InvalidQuestion where the question must be refused. */
export function answer(runs: readonly OracleRun[], question: AskedQuestion): readonly OracleRun[] {
  const condition = readFilter(question.filter ?? {});
  return runs
    .filter((run) => question.sources?.includes(run.source) ?? true)
    .filter((run) => question.projects?.includes(run.projectName) ?? true)
    .filter((run) => isAsked(run, question.archived ?? 'EXCLUDE'))
    .filter((run) => fulfils(run, condition))
    .sort(compareRuns(question.orderBy ?? []));
}

function isAsked(run: OracleRun, archived: Archived): boolean {
  return archived === 'INCLUDE' || run.archived === (archived === 'ONLY');
}
