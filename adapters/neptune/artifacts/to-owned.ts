import type { Artifact, ArtifactType } from '../../../src/contract/artifacts.ts';
import { blankArtifact } from '../../../src/kit/blank-artifact.ts';
import type { Scope } from '../archive/part-name.ts';
import { artifactId, type OwnedKind } from './artifact-ids.ts';

/** Whose an artifact is: a run's, or an entry's of the model registry. */
export interface Owning {
  readonly scope: Scope;
  readonly nativeId: string;
  readonly project: string;
  /** Epoch milliseconds. */
  readonly createdAt: number | null;
}

const typeOf: Readonly<Record<OwnedKind, ArtifactType>> = {
  files: 'FILES',
  file_set: 'FILES',
  file_series: 'FILES',
  string_series: 'TABLE',
  histogram_series: 'TABLE',
  artifact: 'DATASET',
};

/** An artifact that is one run's or one entry's own. `type` says it where the kind alone does not. */
export function toOwned(owner: Owning, kind: OwnedKind, path: string, type = typeOf[kind]): Artifact {
  const { scope, nativeId: ownerId, project, createdAt } = owner;
  return {
    ...blankArtifact,
    nativeId: artifactId({ kind, scope, ownerId, path }),
    projectId: project,
    name: kind === 'files' ? 'files' : path,
    type,
    nativeType: kind === 'files' ? 'file' : kind,
    uri: null,
    url: null,
    createdAt,
    producedById: scope === 'runs' && kind !== 'artifact' ? ownerId : null,
    ...(kind === 'files' && { loose: true }),
  };
}

/** Of the files of a series. */
export function typeOfMime(type: string | null): ArtifactType {
  return /^(image|audio|video)\//.test(type ?? '') ? 'MEDIA' : 'FILES';
}

/** How a link to an artifact is known. */
export function evidenceOf({ type, nativeType, name }: Artifact): string {
  return type === 'DATASET' ? `tracked as ${name}` : `${nativeType ?? 'files'} of the run`;
}
