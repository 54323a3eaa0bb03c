import type { Artifact, ArtifactPage, ArtifactSearch, WantedArtifacts } from '../../src/contract/artifacts.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { comparePaths } from '../../src/kit/files/order-paths.ts';
import { activeExperiments, type ArtifactAccess } from './artifact-access.ts';
import { datasetExperiments, datasetRows } from './artifact-client.ts';
import { artifactId } from './artifact-ids.ts';
import { digestsIn, findDatasets, noteDatasets, searchUsers, type DatasetKey } from './find-datasets.ts';
import { isSearchable } from './get-runs.ts';
import { toFilesArtifact, toModelArtifact } from './to-artifact.ts';

/** Kinds of artifacts are listed one after the other; a token names the kind and where it goes on. */
const phases = ['datasets', 'models', 'files'] as const;
type Phase = (typeof phases)[number];

const typeOf = { datasets: 'DATASET', models: 'MODEL', files: 'FILES' } as const;

/** One page of artifacts. Nothing in MLflow but datasets has a digest, and nothing but model versions aliases. */
export async function listArtifacts(access: ArtifactAccess, search: ArtifactSearch): Promise<ArtifactPage> {
  const { wanted, limit, after } = search;
  const left = phases.filter((phase) => isWanted(phase, wanted, access));
  const colon = after?.indexOf(':') ?? -1;
  const phase = after === null ? left[0] : left.find((name) => name === after.slice(0, colon));
  if (phase === undefined) return { items: [], next: null };
  const position = after === null ? '' : after.slice(colon + 1);
  const experiments = search.projects ?? (await activeExperiments(access.context));
  if (experiments.length === 0) return { items: [], next: null };
  const page = await readPhase(access, phase, { wanted, experiments, limit, after: position === '' ? null : position });
  const following = left[left.indexOf(phase) + 1];
  const next = page.next === null ? following && `${following}:` : `${phase}:${page.next}`;
  return { ...page, next: next ?? null };
}

function isWanted(phase: Phase, { type, digests, alias }: WantedArtifacts, { dialect }: ArtifactAccess): boolean {
  if (alias !== null || (type !== null && type !== typeOf[phase])) return false;
  if (phase === 'models' && !dialect.loggedModels) return false;
  return digests === null || phase === 'datasets';
}

interface PhaseSearch {
  readonly wanted: WantedArtifacts;
  readonly experiments: readonly string[];
  readonly limit: number;
  readonly after: string | null;
}

async function readPhase(access: ArtifactAccess, phase: Phase, search: PhaseSearch): Promise<ArtifactPage> {
  const { client, files, context, baseUrl } = access;
  const { experiments, limit, after } = search;
  const token = after === null ? {} : { page_token: after };
  switch (phase) {
    case 'datasets':
      return listDatasets(access, search);
    case 'models': {
      const query = { experiment_ids: experiments, filter: '', max_results: limit, ...token };
      const { items, next } = await files.searchLoggedModels(context, query);
      return { items: items.map((model) => toModelArtifact(baseUrl, model)), next };
    }
    case 'files': {
      const query = { experiment_ids: experiments, filter: '', run_view_type: 'ACTIVE_ONLY' as const, order_by: [] };
      const { items, next } = await client.searchRuns(context, { ...query, max_results: limit, ...token });
      return { items: items.map((run) => toFilesArtifact(baseUrl, run)), next };
    }
  }
}

/** By id. Names and digests of all of them are told in few calls; only those of the page are looked up. */
async function listDatasets(access: ArtifactAccess, search: PhaseSearch): Promise<ArtifactPage> {
  const { wanted, experiments, limit, after } = search;
  const digests = wanted.digests
    ?.filter(({ algorithm }) => algorithm === null || algorithm === 'mlflow')
    .map(({ value }) => value);
  const atOnce = digests === undefined || after !== null ? undefined : await findDigests(access, digests, limit);
  if (atOnce !== undefined) return { items: atOnce, next: null };
  const { keys, partial } = await datasetKeys(access, experiments);
  const asked = [...keys].filter(([, { digest }]) => digests === undefined || digests.includes(digest));
  const sorted = asked.sort(([a], [b]) => comparePaths(a, b));
  const rest = after === null ? sorted : sorted.filter(([id]) => comparePaths(id, after) > 0);
  const page = rest.slice(0, Math.min(limit, 200));
  const found = await findDatasets(
    access,
    page.map(([, key]) => key),
  );
  return {
    items: page.flatMap(([id]) => found.get(id) ?? []),
    next: rest.length > page.length ? (page.at(-1)?.[0] ?? null) : null,
    ...(partial === undefined ? {} : { partial }),
  };
}

/** Datasets with these digests in one call; undefined where more runs read them than one answer holds. */
async function findDigests(
  access: ArtifactAccess,
  digests: readonly string[],
  limit: number,
): Promise<readonly Artifact[] | undefined> {
  if (digests.length === 0) return [];
  if (!digests.every(isSearchable)) return undefined;
  const found = new Map<string, Artifact>();
  const runs = await searchUsers(access, digestsIn(digests), 1000, null);
  noteDatasets(found, runs);
  const items = [...found.values()].filter(({ digest }) => digest !== null && digests.includes(digest.value));
  return runs.next === null && items.length <= limit ? items : undefined;
}

async function datasetKeys({ files, context }: ArtifactAccess, experiments: readonly string[]) {
  const keys = new Map<string, DatasetKey>();
  let cut = 0;
  const read = async (ids: readonly string[]): Promise<void> => {
    const rows = await files.searchDatasets(context, ids);
    if (rows.length >= datasetRows && ids.length > 1) {
      await Promise.all(ids.map((id) => read([id])));
      return;
    }
    if (rows.length >= datasetRows) cut += 1;
    for (const { name, digest } of rows) {
      const key = { name, digest: digest ?? '' };
      keys.set(artifactId({ kind: 'dataset', ...key }), key);
    }
  };
  await Promise.all(chunkEvenly(experiments, datasetExperiments).map(read));
  if (cut === 0) return { keys };
  return { keys, partial: `The server lists ${datasetRows} datasets of an experiment and no more; ${cut} have more.` };
}
