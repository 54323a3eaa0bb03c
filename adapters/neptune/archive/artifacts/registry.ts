import type { Page } from '../../../../src/contract/page.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { Model, ModelSearch, ModelVersion, VersionsRequest } from '../../../../src/contract/models.ts';
import { byNumber, toModel, toModelVersion } from '../../to-registry.ts';
import type { ArchivedRun, Catalog } from '../catalog.ts';

import { ownedArtifacts } from './owned-artifacts.ts';

// The model registry of 2.x, of an export of its own. Ids are KEY-MODEL and KEY-MODEL-n.

/** @throws UNSUPPORTED where the archive holds no registry, which is not an empty one. */
function requireRegistry({ models, modelVersions }: Catalog): void {
  if (models.length + modelVersions.length > 0) return;
  throw new RungraphError(
    'UNSUPPORTED',
    'The archive holds no model registry: name the folder of its export by modelPath of the source.',
  );
}

export function searchModels(catalog: Catalog, { search, limit, after }: ModelSearch): Page<Model> {
  requireRegistry(catalog);
  const models = catalog.models.map(toModel);
  const asked = models.filter(({ name }) => search === null || name.toLowerCase().includes(search.toLowerCase()));
  return pageBehind(asked, limit, after);
}

export function getModels(catalog: Catalog, ids: readonly string[]): readonly (Model | null)[] {
  requireRegistry(catalog);
  return ids.map((id) => {
    const entry = catalog.entries.models.get(id);
    return entry === undefined ? null : toModel(entry);
  });
}

/** Newest first, which is by number. */
export function listVersions(catalog: Catalog, requests: readonly VersionsRequest[]): readonly Page<ModelVersion>[] {
  requireRegistry(catalog);
  return requests.map(({ modelId, limit, after }) => {
    const all = catalog.modelVersions.map(toVersion).filter((version) => version.modelId === modelId);
    all.sort(byNumber);
    const start = after === null ? 0 : all.findIndex(({ nativeId }) => nativeId === after) + 1;
    const items = all.slice(start, start + limit);
    return { items, next: start + limit < all.length ? (items.at(-1)?.nativeId ?? null) : null };
  });
}

export function getVersions(catalog: Catalog, ids: readonly string[]): readonly (ModelVersion | null)[] {
  requireRegistry(catalog);
  return ids.map((id) => {
    const entry = catalog.entries.model_versions.get(id);
    return entry === undefined ? null : toVersion(entry);
  });
}

function toVersion(entry: ArchivedRun): ModelVersion {
  return toModelVersion(entry, ownedArtifacts(entry));
}

function pageBehind<T extends { readonly nativeId: string }>(
  all: readonly T[],
  limit: number,
  after: string | null,
): Page<T> {
  const behind = after === null ? all : all.filter(({ nativeId }) => nativeId > after);
  const items = behind.slice(0, limit);
  return { items, next: behind.length > items.length ? (items.at(-1)?.nativeId ?? null) : null };
}
