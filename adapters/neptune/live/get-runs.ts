import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { WireEntry } from '../wire.ts';
import { chunkEvenly } from '../../../src/kit/chunk.ts';
import { anyOf, field, quoted } from './nql.ts';
import { searchedPaths, splitRunId, toRuns, type RunAccess } from './run-access.ts';

/** Ids that one query names. */
const mostIds = 100;

/** Runs by id, in order: a search for each project, many ids at a time. Archived ones count. */
export async function getRuns(
  access: RunAccess,
  ids: readonly string[],
): Promise<readonly (Run | RungraphError | null)[]> {
  const found = new Map<string, Run | RungraphError>();
  await Promise.all(
    chunksOf(ids).map(async ({ project, runs }) => {
      try {
        const entries = await findEntries(access, project, runs, searchedPaths(access));
        for (const run of await toRuns(access, project, entries)) found.set(run.nativeId, run);
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        if (error.code !== 'NOT_FOUND') for (const run of runs) found.set(`${project}/${run}`, error);
      }
    }),
  );
  return ids.map((id) => found.get(id) ?? null);
}

/** Runs of one project by their own ids: the custom ones of 3.x, or the short ones that runs without have. */
export function findEntries(
  { client, context, line }: RunAccess,
  project: string,
  runs: readonly string[],
  attributes: readonly string[] | null,
): Promise<readonly WireEntry[]> {
  const paths = line === '2.x' ? ['sys/id'] : ['sys/custom_run_id', 'sys/id'];
  const tests = paths.flatMap((path) => runs.map((run) => `${field(path, 'string')} = ${quoted(run)}`));
  const limit = runs.length * paths.length;
  return client.searchEntries(context, {
    project,
    query: anyOf(tests),
    descending: true,
    limit,
    attributes,
  });
}

/** Ids by project, as many as one query takes. What is no id of a run is left out. */
export function chunksOf(
  ids: readonly string[],
): readonly { readonly project: string; readonly runs: readonly string[] }[] {
  const byProject = new Map<string, Set<string>>();
  for (const id of ids) {
    const parts = splitRunId(id);
    if (parts === undefined) continue;
    byProject.set(parts.project, (byProject.get(parts.project) ?? new Set<string>()).add(parts.run));
  }
  return [...byProject].flatMap(([project, runs]) =>
    chunkEvenly([...runs], mostIds).map((chunk) => ({ project, runs: chunk })),
  );
}
