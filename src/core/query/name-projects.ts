import type { Run } from '../../contract/run.ts';
import type { Row } from '../rows/row.ts';
import type { Source } from '../sources/source.ts';
import type { SourceCall } from '../sources/open-call.ts';

/** Rows that carry the name of their project; its id where the tracker does not list it. */
export async function nameProjects(source: Source, call: SourceCall, runs: readonly Run[]): Promise<readonly Row[]> {
  let known = await call.directory.list(call.meter);
  if (runs.some((run) => !known.byId.has(run.projectId))) known = await call.directory.reload(call.meter);
  return runs.map((run) => ({
    source: source.id,
    run,
    projectName: known.byId.get(run.projectId)?.name ?? run.projectId,
  }));
}
