import { RungraphError } from '../../contract/error.ts';
import type { Archived } from '../../contract/filter.ts';
import type { Run } from '../../contract/run.ts';
import { parseWhere } from '../language/parse-where.ts';
import { pushNegation } from '../query/push-negation.ts';
import { readRuns } from '../query/read-runs.ts';
import { wholeRuns, type Side } from './side.ts';

/** A whole reading takes as long as it takes: a day. */
const readingMs = 24 * 3600 * 1000;

/** Which runs of a source are read: the text of a `where`, and whether archived ones are among them. */
export interface RunChoice {
  readonly where: string | null;
  readonly archived: Archived;
}

/** Runs of some projects with all that they have. @throws UNAVAILABLE for a list that was cut off. */
export async function* readAllRuns(side: Side, options: RunChoice, projects: readonly string[]): AsyncGenerator<Run> {
  if (projects.length === 0) return;
  const asked = parseWhere(options.where ?? '', side.scope.now()).filter;
  const selection = {
    within: [{ source: side.source, projects }],
    filter: pushNegation(asked),
    order: null,
    archived: options.archived,
    strict: true,
    projection: wholeRuns,
  };
  const reading = readRuns(side.scope, selection, { mostRows: Infinity, deadlineMs: readingMs });
  for await (const rows of reading.batches) for (const { run } of rows) yield run;
  // Told after the last row: a list that was cut off is no list to move by.
  for (const { state, message } of reading.end().reports) {
    if (state !== 'OK') throw new RungraphError('UNAVAILABLE', message ?? `${side.source.id} could not be read whole.`);
  }
}
