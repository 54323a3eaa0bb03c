import type { RungraphError } from '../../contract/error.ts';
import type { Archived } from '../../contract/filter.ts';
import type { RunSelection } from '../query/run-selection.ts';
import type { Row } from '../rows/row.ts';
import type { SourceReport } from '../sources/report.ts';
import type { Source } from '../sources/source.ts';

/** Runs that somebody chose: by name, or by what holds for them. */
export type AskedRuns = NamedRuns | MatchingRuns;

export interface NamedRuns {
  readonly kind: 'named';
  /** In the order asked; an error for a name that can be of no run. */
  readonly runs: readonly (NamedRun | RungraphError)[];
  readonly archived: Archived;
}

export interface NamedRun {
  readonly source: Source;
  readonly nativeId: string;
}

export interface MatchingRuns {
  readonly kind: 'matching';
  readonly selection: Omit<RunSelection, 'projection' | 'strict'>;
  /** At most so many, in the order of the selection. */
  readonly first: number;
}

/** The runs of a selection, each once. */
export interface SelectedRuns {
  readonly rows: readonly Row[];
  /** How many match in all; null where nobody tells. */
  readonly matched: number | null;
  readonly reports: readonly SourceReport[];
  /** Why named runs are missing, each with its index. */
  readonly errors: readonly RungraphError[];
}

export const mostSelected = 10_000;
export const usuallySelected = 200;
