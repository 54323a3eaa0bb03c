import type { Model, ModelVersion } from '../../../src/contract/models.ts';
import { versionIdOf } from '../artifacts/artifact-ids.ts';
import { aliasesIn, runIdIn, toArtifact } from '../artifacts/to-artifact.ts';
import type { WireVersion } from '../artifacts/wire-artifacts.ts';
import { timeOf } from '../read-fields.ts';
import { modelIdOf, registryName, type ModelKey } from './registry-ids.ts';
import type { WireModel } from './wire-registry.ts';

/** A collection of a registry. */
export function toModel(pagesUrl: string, key: ModelKey, wire: WireModel): Model {
  const organization = wire.project?.entity.organization?.name;
  return {
    nativeId: modelIdOf(key),
    name: key.collection,
    description: wire.description ? wire.description : null,
    tags: (wire.tags?.edges ?? []).flatMap(({ node }) => (node ? [{ key: node.name, value: null }] : [])),
    createdAt: timeOf(wire.createdAt),
    url: organization === undefined ? null : pageOf(pagesUrl, organization, key),
  };
}

/** As the SDK writes it. */
function pageOf(pagesUrl: string, organization: string, key: ModelKey): string {
  const place = `orgs/${encodeURIComponent(organization)}/registry/${encodeURIComponent(registryName(key.project))}`;
  return `${pagesUrl}/${place}?selectionPath=${encodeURIComponent(modelIdOf(key))}&view=membership`;
}

/** A version that was linked to a collection, where it has a number of its own. Undefined for what is deleted. */
export function toVersion(pagesUrl: string, key: ModelKey, index: number, wire: WireVersion): ModelVersion | undefined {
  if (wire.state === 'DELETED') return undefined;
  return {
    nativeId: versionIdOf({ ...key, index }),
    modelId: modelIdOf(key),
    version: `v${index}`,
    aliases: aliasesIn(wire, { ...key, index }),
    stage: null,
    status: null,
    tags: (wire.tags ?? []).map(({ name }) => ({ key: name, value: null })),
    description: wire.description ? wire.description : null,
    createdAt: timeOf(wire.createdAt),
    runId: runIdIn(wire.createdBy),
    artifactId: toArtifact(pagesUrl, wire)?.nativeId ?? null,
    path: '',
    uri: null,
  };
}
