import type { Lacks } from '../send.ts';

// Selections below a project. They speak of variables as batchDocument numbers them.

const place = 'name project { name entity { name } }';

export const runName = `__typename ... on Run { ${place} }`;

/** Everything of a version that makes an artifact. */
export function versionFields(lacks: Lacks): string {
  return [
    'state digest description metadata versionIndex size createdAt artifactType { name }',
    lacks('Artifact.digestAlgorithm') ? '' : 'digestAlgorithm',
    `artifactSequence { __typename ${place} } createdBy { ${runName} }`,
    `aliases { alias artifactCollection { __typename ${place} } }`,
  ].join(' ');
}

export const pageInfo = 'pageInfo { endCursor hasNextPage }';

/** `$v` is a version by its name, as `collection:v3`. */
export function ofVersion(selection: string): string {
  return `artifactCollectionMembership(name: $v) { artifact { ${selection} } }`;
}

/** The parts of what a run is linked with; each goes on by a cursor of its own. */
export const runParts = {
  inputs: (lacks: Lacks) =>
    `inputArtifacts(first: $n, after: $ci) { edges { ${usedAs(lacks)} node { ${versionFields(lacks)} } } ${pageInfo} }`,
  outputs: (lacks: Lacks) =>
    `createdAt fileCount outputArtifacts(first: $n, after: $co) { edges { node { ${versionFields(lacks)} } } ${pageInfo} }`,
} as const;

export function usedAs(lacks: Lacks): string {
  return lacks('RunArtifactEdge.usedAs') ? '' : 'usedAs';
}

export const versionParts = {
  maker: `createdBy { ${runName} }`,
  users: `usedBy(first: $n, after: $c) { edges { node { ${place} } } ${pageInfo} }`,
  places: `artifactMemberships { edges { node { versionIndex artifactCollection { __typename ${place} } } } }`,
} as const;

const fileFields = 'sizeBytes md5 mimetype updatedAt directUrl';

/** All files of a run, page by page. */
export const runFiles = `run(name: $r) { files(first: $n, after: $c) { edges { node { name ${fileFields} } } ${pageInfo} } }`;

/** A file of a run by its path. */
export const runFile = `run(name: $r) { files(names: $path, first: 1) { edges { node { name ${fileFields} } } ${pageInfo} } }`;

export const manifestPlace = ofVersion('currentManifest { file { directUrl } }');

/** The manifest, and the place of a file that may not be there. Its path is its display name. */
export const filePlace = ofVersion(
  `currentManifest { file { directUrl } } files(names: $path, first: 1) { edges { node { name: displayName ${fileFields} } } ${pageInfo} }`,
);

export const listParts = {
  collections: (lacks: Lacks) => `artifactCollections(first: $n, after: $c) {
    edges { node { name ... on ArtifactSequence { artifacts(first: $m) { edges { node { ${versionFields(lacks)} } } ${pageInfo} } } } } ${pageInfo} }`,
  versions: (lacks: Lacks) =>
    `artifactCollection(name: $a) { artifacts(first: $n, after: $c) { edges { node { ${versionFields(lacks)} } } ${pageInfo} } }`,
  runs: `runs(first: $rows, after: $cr, order: "+created_at") { edges { cursor node { name createdAt fileCount } } ${pageInfo} }`,
} as const;
