import type { Artifact } from '../../src/contract/artifacts.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { activeExperiments, type ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';
import { findDatasets } from './find-datasets.ts';
import { getWireRuns, isMany, isSearchable } from './get-runs.ts';
import { toFilesArtifact, toModelArtifact } from './to-artifact.ts';
import { quoted } from './to-native-filter.ts';
import type { WireLoggedModel } from './wire-artifacts.ts';

type Slot = Artifact | RungraphError | null;

/** Artifacts by id, in order: one search for each kind of them. */
export async function getArtifacts(access: ArtifactAccess, ids: readonly string[]): Promise<readonly Slot[]> {
  const keys = ids.map(parseArtifactId);
  const datasets = keys.flatMap((key) => (key?.kind === 'dataset' ? [key] : []));
  const runIds = keys.flatMap((key) => (key?.kind === 'files' ? [key.runId] : []));
  const modelIds = keys.flatMap((key) => (key?.kind === 'model' ? [key.modelId] : []));
  const [described, runs, models] = await Promise.all([
    findDatasets(access, datasets),
    getWireRuns(access, runIds),
    getLoggedModels(access, modelIds),
  ]);
  const files = new Map(runIds.map((id, index) => [id, runs[index] ?? null]));
  return ids.map((id, index): Slot => {
    const key = keys[index];
    if (key === undefined) return null;
    if (key.kind === 'dataset') return described.get(id) ?? null;
    if (key.kind === 'files') {
      const run = files.get(key.runId) ?? null;
      return run === null || isRungraphError(run) ? run : toFilesArtifact(access.baseUrl, run);
    }
    const model = models.get(key.modelId);
    return model === undefined ? null : toModelArtifact(access.baseUrl, model);
  });
}

/** Logged models by id: a search for many, one by one for a few. */
export async function getLoggedModels(
  { files, context, dialect }: ArtifactAccess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WireLoggedModel>> {
  if (!dialect.loggedModels || ids.length === 0) return new Map();
  const unique = [...new Set(ids)];
  const searchable = isMany(unique) ? unique.filter(isSearchable) : [];
  const experiments = searchable.length === 0 ? [] : await activeExperiments(context);
  const lists = await Promise.all(
    (searchable.length === 0 ? [] : chunkEvenly(searchable, 200)).map((chunk) =>
      files.searchLoggedModels(context, {
        experiment_ids: experiments,
        filter: `attributes.model_id IN (${chunk.map(quoted).join(', ')})`,
        max_results: chunk.length,
      }),
    ),
  );
  const found = new Map(lists.flatMap(({ items }) => items).map((model) => [model.info.model_id, model]));
  const rest = await Promise.all(unique.filter((id) => !found.has(id)).map((id) => files.getLoggedModel(context, id)));
  for (const model of rest) if (model !== null) found.set(model.info.model_id, model);
  return found;
}
