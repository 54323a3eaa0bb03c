import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import { chunksOf, findEntries } from './find-entries.ts';
import { searchedPaths, type RunAccess } from './run-access.ts';
import { toRuns } from './to-runs.ts';

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
