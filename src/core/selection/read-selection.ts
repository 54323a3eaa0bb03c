import type { Projection } from '../../contract/projection.ts';
import { readRuns } from '../query/read-runs.ts';
import type { Row } from '../rows/row.ts';
import type { Scope } from '../scope.ts';
import { readNamed } from './read-named.ts';
import type { AskedRuns, MatchingRuns, SelectedRuns } from './selection.ts';

/** Reads the runs of a selection, each once. What a source could not give is in its report. */
export function readSelection(scope: Scope, asked: AskedRuns, projection: Projection): Promise<SelectedRuns> {
  return asked.kind === 'named' ? readNamed(scope, asked, projection) : readMatching(scope, asked, projection);
}

async function readMatching(
  scope: Scope,
  { selection, first }: MatchingRuns,
  projection: Projection,
): Promise<SelectedRuns> {
  const reading = readRuns(scope, { ...selection, projection, strict: false }, { take: first, firstSize: first });
  const rows: Row[] = [];
  for await (const batch of reading.batches) rows.push(...batch);
  const { reports, totalCount } = reading.end();
  const whole = rows.length < first && reports.every(({ state }) => state === 'OK');
  return { rows, matched: totalCount ?? (whole ? rows.length : null), reports, errors: [] };
}
