import { chunkEvenly } from '../../../src/kit/chunk.ts';
import type { EntryType } from '../client.ts';
import type { WireEntry } from '../wire.ts';
import { anyOf, field, quoted } from './nql.ts';
import { splitRunId, type RunAccess } from './run-access.ts';

/** Ids that one query names. */
export const mostIds = 100;

/** Runs of one project by their own ids: the custom ones of 3.x, or the short ones that runs without have. */
export function findEntries(
  { client, context, line }: RunAccess,
  project: string,
  runs: readonly string[],
  attributes: readonly string[] | null,
  types: readonly EntryType[] = ['run'],
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
    types,
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
