import type { Row } from '../rows/row.ts';
import { checkConvention, conventionFor, type Convention, type ConventionIssue } from './conventions.ts';

export interface RunIssue extends ConventionIssue {
  readonly row: Row;
}

export interface ConventionCheck {
  readonly issues: readonly RunIssue[];
  /** Runs of projects that have a convention. */
  readonly checked: number;
}

/** What runs break of the rules of their projects, run by run. Rows carry the names of their projects. */
export function checkRuns(rows: readonly Row[], conventions: readonly Convention[]): ConventionCheck {
  let checked = 0;
  const issues = rows.flatMap((row): readonly RunIssue[] => {
    const convention = conventionFor(conventions, row.source, row.projectName);
    if (convention === null) return [];
    checked += 1;
    return checkConvention(row.run, convention, row.run.provenance).map((issue) => ({ ...issue, row }));
  });
  return { issues, checked };
}
