import type { Model, ModelVersion } from '../../../../src/contract/models.ts';
import { artifactId } from '../../artifacts/artifact-ids.ts';
import type { Registry } from '../artifacts/registry.ts';
import type { MovedModel, MovedVersion } from './model-log.ts';

/** Models that were moved into the archive. Their ids are their names, and those of versions end in the version. */
export function registryOfMoved(models: readonly MovedModel[]): Registry {
  return {
    models: models.map(toModel),
    versions: models.flatMap(({ versions }) => versions.map(toVersion).reverse()),
  };
}

export function versionId(model: string, version: string): string {
  return `${model}/${version}`;
}

function toModel({ name, description, tags, createdAt }: MovedModel): Model {
  return { nativeId: name, name, description, tags: tags.map(toTag), createdAt, url: null };
}

function toVersion(moved: MovedVersion): ModelVersion {
  const { model, version, aliases, stage, tags, description, createdAt, run: runId, path, uri } = moved;
  return {
    nativeId: versionId(model, version),
    modelId: model,
    ...{ version, aliases, stage, description, createdAt, runId, uri },
    status: null,
    tags: tags.map(toTag),
    artifactId: runId === null || path === null ? null : filesOf(runId),
    path: path ?? '',
  };
}

/** What holds the files of a run. */
export function filesOf(runId: string): string {
  return artifactId({ kind: 'files', scope: 'runs', ownerId: runId, path: '' });
}

function toTag([key, value]: readonly [string, string | null]) {
  return { key, value };
}
