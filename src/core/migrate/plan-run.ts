import type { Run } from '../../contract/run.ts';
import type { WriteTable } from '../../contract/write-table.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fitRun, type FittedRun } from './fit/fit-run.ts';
import { openTally } from './fit/losses.ts';
import { isGoingOn } from './going-on.ts';
import type { PlannedRun } from './plan-file.ts';
import { readFitted } from './read-series.ts';
import type { Side } from './side.ts';
import { listSourceFiles, type FilePolicy, type Produced } from './source-files.ts';

/** What planning any run needs. */
export interface Planning {
  readonly from: Side;
  readonly table: WriteTable;
  readonly exact: boolean;
  readonly policy: FilePolicy;
}

/** What a run has, and what moving it would lose. */
export async function planRun(planning: Planning, run: Run, produced: Produced | undefined): Promise<PlannedRun> {
  const { from, table, exact, policy } = planning;
  const tally = openTally();
  const fitted = fitRun(run, table, tally);
  const points = exact ? await countPoints({ from, table, run, tally }, fitted) : pointsTold(fitted);
  const files = await listSourceFiles(from, produced ?? { artifacts: [], partial: null }, table, policy, tally);
  if (run.parentId !== null && !table.has.parent) tally.note({ code: 'PARENT_LOST', item: 'parent', becomes: '' });
  if (run.archived && !table.has.archived) tally.note({ code: 'ARCHIVED_LOST', item: 'archived', becomes: '' });
  return {
    id: run.nativeId,
    project: run.projectId,
    name: run.name,
    parent: run.parentId,
    archived: run.archived,
    running: isGoingOn(run),
    fingerprint: fingerprintOf(run),
    params: fitted.params.length,
    tags: fitted.tags.length,
    series: fitted.series.length,
    points,
    files: files.length,
    bytes: files.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
    losses: tally.counts(),
  };
}

async function countPoints(reading: Parameters<typeof readFitted>[0], { series }: FittedRun): Promise<number> {
  let count = 0;
  for await (const [, points] of readFitted(reading, series)) count += points.values.length;
  return count;
}

/** As many as the source says; null where it does not count some. */
function pointsTold({ series }: FittedRun): number | null {
  let told: number | null = 0;
  for (const { source } of series) told = told === null || source.count == null ? null : told + Number(source.count);
  return told;
}
