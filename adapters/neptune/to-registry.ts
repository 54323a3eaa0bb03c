import type { Artifact } from '../../src/contract/artifacts.ts';
import type { Model, ModelVersion } from '../../src/contract/models.ts';
import { tagsOf, textAt, timeAt, valueAt, type Attributes } from './to-model.ts';

// The model registry of 2.x. Ids are KEY-MODEL and KEY-MODEL-n.

/** An entry of the registry, wherever it was read. */
export interface RegistryEntry extends Attributes {
  readonly nativeId: string;
  readonly project: string;
  /** Its short id. */
  readonly run: string;
}

/** Its name is what the user called it; without one, its id. */
export function toModel(entry: RegistryEntry): Model {
  return {
    nativeId: entry.nativeId,
    name: textAt(entry, 'sys/name') || entry.run,
    description: textAt(entry, 'sys/description'),
    tags: tagsOf(entry),
    createdAt: timeAt(entry, 'sys/creation_time'),
    url: null,
  };
}

/** `owned`: what the version holds. */
export function toModelVersion(entry: RegistryEntry, owned: readonly Artifact[]): ModelVersion {
  const model = textAt(entry, 'sys/model_id') ?? entry.run.replace(/-\d+$/, '');
  return {
    nativeId: entry.nativeId,
    modelId: `${entry.project}/${model}`,
    version: entry.run.startsWith(`${model}-`) ? entry.run.slice(model.length + 1) : entry.run,
    aliases: [],
    stage: textAt(entry, 'sys/stage'),
    status: valueAt(entry, 'sys/trashed') === true ? 'trashed' : null,
    tags: tagsOf(entry),
    description: textAt(entry, 'sys/description'),
    createdAt: timeAt(entry, 'sys/creation_time'),
    // Neptune keeps no link from a version to the run that made it.
    runId: null,
    artifactId: owned.find(({ type }) => type === 'FILES')?.nativeId ?? null,
    path: '',
    uri: null,
  };
}

/** Newest first, which is by number. */
export function byNumber(a: ModelVersion, b: ModelVersion): number {
  return Number(b.version) - Number(a.version) || (a.nativeId < b.nativeId ? 1 : -1);
}
