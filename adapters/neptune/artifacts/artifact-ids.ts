import type { Scope } from '../archive/part-name.ts';

/** What one entry of an archive holds beside numbers; but for `files`, which are all files in one, by attribute type. */
export const ownedKinds = [
  'files',
  'file_series',
  'file_set',
  'string_series',
  'histogram_series',
  /** Tracked data whose list of files is not there, so that nobody can tell what else tracks it. */
  'artifact',
] as const;
export type OwnedKind = (typeof ownedKinds)[number];

export interface OwnedKey {
  readonly kind: OwnedKind;
  readonly scope: Scope;
  /** Native id of the run, model or model version. */
  readonly ownerId: string;
  /** The attribute; empty for `files`. */
  readonly path: string;
}

/** Tracked data with a hash: runs that tracked the same by the same name share it. */
export interface DatasetKey {
  readonly kind: 'dataset';
  readonly path: string;
  readonly hash: string;
}

export type ArtifactKey = OwnedKey | DatasetKey;

const scopes: readonly Scope[] = ['runs', 'models', 'model_versions'];

export function artifactId(key: ArtifactKey): string {
  if (key.kind === 'dataset') return `datasets/${encodeURIComponent(key.path)}/${key.hash}`;
  const owner = `${key.scope}/${encodeURIComponent(key.ownerId)}/${key.kind}`;
  return key.kind === 'files' ? owner : `${owner}/${encodeURIComponent(key.path)}`;
}

/** Undefined for what is no id of an artifact. */
export function parseArtifactId(id: string): ArtifactKey | undefined {
  const [start, first = '', second = '', path = '', ...more] = decoded(id.split('/'));
  if (more.length > 0) return undefined;
  const scope = scopes.find((word) => word === start);
  const kind = ownedKinds.find((word) => word === second);
  let key: ArtifactKey | undefined;
  if (start === 'datasets') key = { kind: 'dataset', path: first, hash: second };
  else if (scope !== undefined && kind !== undefined) key = { kind, scope, ownerId: first, path };
  // One id for each artifact: what is spelt otherwise is the id of none.
  return key !== undefined && artifactId(key) === id ? key : undefined;
}

function decoded(parts: readonly string[]): readonly string[] {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return [];
  }
}
