import type { Artifact } from '../../src/contract/artifacts.ts';
import { activeExperiments, type ArtifactAccess } from './artifact-access.ts';
import { artifactId } from './artifact-ids.ts';
import { isSearchable } from './get-runs.ts';
import { toDataset } from './to-model.ts';
import { quoted } from './to-native-filter.ts';
import type { WireRun } from './wire.ts';

export interface DatasetKey {
  readonly name: string;
  readonly digest: string;
}

/** Runs of one page: many of them may read the same dataset. */
const pageRuns = 200;
/** A page tells at least one dataset that was not known yet, usually most of them. */
const mostPages = 10;

/**
 * Datasets as the runs that read them describe them, by id: there is no other way to ask. A dataset that no run reads
 * any more is not found.
 */
export async function findDatasets(
  access: ArtifactAccess,
  keys: readonly DatasetKey[],
): Promise<ReadonlyMap<string, Artifact>> {
  const found = new Map<string, Artifact>();
  const isMissing = (key: DatasetKey): boolean => !found.has(artifactId({ kind: 'dataset', ...key }));
  const listed = keys.filter(({ digest }) => isSearchable(digest));
  for (let page = 0; page < mostPages; page += 1) {
    const missing = [...new Set(listed.filter(isMissing).map(({ digest }) => digest))];
    if (missing.length === 0) break;
    const known = found.size;
    noteDatasets(found, await searchUsers(access, digestsIn(missing), pageRuns, null));
    if (found.size === known) break;
  }
  await Promise.all(
    keys.filter(isMissing).map(async (key) => {
      // The runs found may read the name and the digest as two datasets: it goes on until one reads both as one.
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof searchUsers>> = await searchUsers(access, isDataset(key), 20, after);
        noteDatasets(found, page);
        after = page.next === after ? null : page.next;
      } while (after !== null && isMissing(key));
    }),
  );
  return found;
}

export function noteDatasets(found: Map<string, Artifact>, { items }: { readonly items: readonly WireRun[] }): void {
  for (const input of items.flatMap(({ inputs }) => inputs?.dataset_inputs ?? [])) {
    const artifact = toDataset(input);
    found.set(artifact.nativeId, artifact);
  }
}

/** Runs that are not deleted and read a dataset, newest first. */
export async function searchUsers(
  { client, context }: ArtifactAccess,
  filter: string,
  limit: number,
  after: string | null,
) {
  const experiments = await activeExperiments(context);
  if (experiments.length === 0) return { items: [], next: null };
  return client.searchRuns(context, {
    experiment_ids: experiments,
    filter,
    run_view_type: 'ACTIVE_ONLY',
    max_results: Math.min(limit, 1000),
    order_by: [],
    ...(after === null ? {} : { page_token: after }),
  });
}

export function digestsIn(digests: readonly string[]): string {
  return `datasets.digest IN (${digests.map(quoted).join(', ')})`;
}

/**
 * Two clauses may be met by two datasets of one run, and text with both kinds of quotes cannot be written: the caller
 * looks at the answer again.
 */
export function isDataset({ name, digest }: DatasetKey): string {
  const clauses = [
    ['name', quoted(name)],
    ['digest', quoted(digest)],
  ].flatMap(([key, text]) => (text === undefined ? [] : [`datasets.${key ?? ''} = ${text}`]));
  return clauses.join(' AND ');
}
