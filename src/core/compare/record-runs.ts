import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Row } from '../rows/row.ts';
import type { RunReader } from '../selection/run-reader.ts';
import type { RecordedRun } from './recorded.ts';

export interface RecordedRuns {
  readonly runs: readonly RecordedRun[];
  /** Why something is not known, each once. */
  readonly errors: readonly RungraphError[];
}

/** Runs with what is known of how they were made. Files are read only where a run does not tell all that they tell. */
export async function recordRuns(
  rows: readonly Row[],
  { environment }: Pick<RunReader, 'environment'>,
): Promise<RecordedRuns> {
  const errors = new Set<RungraphError>();
  const runs = await Promise.all(
    rows.map(async (row): Promise<RecordedRun> => {
      const { run } = row;
      const { provenance } = run;
      const told = provenance !== undefined && provenance.packages !== null && provenance.pythonVersion !== null;
      try {
        return { run, provenance, environment: told ? null : await environment(row) };
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        errors.add(error);
        return { run, provenance, environment: null };
      }
    }),
  );
  return { runs, errors: [...errors] };
}
