import { parseRunId, runIdOf, type ProjectKey, type RunKey } from '../ids.ts';

/** A version of a collection, by its number. W&B writes it so too: `entity/project/collection:v3`. */
export interface VersionKey extends ProjectKey {
  readonly collection: string;
  readonly index: number;
}

/** What an artifact of W&B is told apart by: a version that was logged, or all that a run saved beside. */
export type ArtifactKey =
  { readonly kind: 'version'; readonly version: VersionKey } | { readonly kind: 'files'; readonly run: RunKey };

export function versionIdOf({ entity, project, collection, index }: VersionKey): string {
  return `${entity}/${project}/${collection}:v${index}`;
}

export function filesIdOf(run: RunKey): string {
  return `${runIdOf(run)}/files`;
}

/** Undefined for what is no id of an artifact. A collection's name holds neither slash nor colon. */
export function parseArtifactId(id: string): ArtifactKey | undefined {
  const version = parseVersionId(id);
  if (version !== undefined) return { kind: 'version', version };
  const run = id.endsWith('/files') ? parseRunId(id.slice(0, -'/files'.length)) : undefined;
  return run === undefined ? undefined : { kind: 'files', run };
}

/** Undefined for what no version can be called. */
export function parseVersionId(id: string): VersionKey | undefined {
  const [, entity = '', project = '', collection = '', index] =
    /^([^/]+)\/([^/]+)\/([^/:]+):v(0|[1-9]\d{0,8})$/.exec(id) ?? [];
  return index === undefined ? undefined : { entity, project, collection, index: Number(index) };
}
