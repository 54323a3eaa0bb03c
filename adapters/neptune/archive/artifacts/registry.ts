import type { Page } from '../../../../src/contract/page.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { Model, ModelSearch, ModelVersion, VersionsRequest } from '../../../../src/contract/models.ts';
import { byNumber, toModel, toModelVersion } from '../../to-registry.ts';
import type { Catalog } from '../catalog.ts';
import { ownedArtifacts } from './owned-artifacts.ts';

/** Models by id, and their versions, the newest of each first. */
export interface Registry {
  readonly models: readonly Model[];
  readonly versions: readonly ModelVersion[];
}

const made = new WeakMap<Catalog, Registry>();

/**
 * The model registry of 2.x, of an export of its own. Ids are KEY-MODEL and KEY-MODEL-n.
 * @throws UNSUPPORTED where the archive holds no registry, which is not an empty one.
 */
export function exportedRegistry(catalog: Catalog): Registry {
  const { models, modelVersions } = catalog;
  if (models.length + modelVersions.length === 0) {
    throw new RungraphError(
      'UNSUPPORTED',
      'The archive holds no model registry: name the folder of its export by modelPath of the source.',
    );
  }
  const known = made.get(catalog) ?? {
    models: models.map(toModel),
    versions: modelVersions.map((entry) => toModelVersion(entry, ownedArtifacts(entry))).sort(byNumber),
  };
  made.set(catalog, known);
  return known;
}

export function searchModels({ models }: Registry, { search, limit, after }: ModelSearch): Page<Model> {
  const asked = models.filter(({ name }) => search === null || name.toLowerCase().includes(search.toLowerCase()));
  const behind = after === null ? asked : asked.filter(({ nativeId }) => nativeId > after);
  const items = behind.slice(0, limit);
  return { items, next: behind.length > items.length ? (items.at(-1)?.nativeId ?? null) : null };
}

export function getModels({ models }: Registry, ids: readonly string[]): readonly (Model | null)[] {
  const byId = new Map(models.map((model) => [model.nativeId, model]));
  return ids.map((id) => byId.get(id) ?? null);
}

export function listVersions({ versions }: Registry, requests: readonly VersionsRequest[]) {
  return requests.map(({ modelId, limit, after }): Page<ModelVersion> => {
    const all = versions.filter((version) => version.modelId === modelId);
    const start = after === null ? 0 : all.findIndex(({ nativeId }) => nativeId === after) + 1;
    const items = all.slice(start, start + limit);
    return { items, next: start + limit < all.length ? (items.at(-1)?.nativeId ?? null) : null };
  });
}

export function getVersions({ versions }: Registry, ids: readonly string[]): readonly (ModelVersion | null)[] {
  const byId = new Map(versions.map((version) => [version.nativeId, version]));
  return ids.map((id) => byId.get(id) ?? null);
}
