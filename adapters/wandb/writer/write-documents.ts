import type { Lacks } from '../send.ts';

// The mutations that the SDK 0.31.0 sends (core/api/graphql), with the variables that are used here.

export const bucketFields = 'id config tags historyLineCount';

export const upsertBucket = `mutation UpsertBucket($id: String, $name: String, $project: String, $entity: String,
  $groupName: String, $displayName: String, $notes: String, $config: JSONString, $jobType: String, $tags: [String!]) {
  upsertBucket(input: {id: $id, name: $name, modelName: $project, entityName: $entity, groupName: $groupName,
    displayName: $displayName, notes: $notes, config: $config, jobType: $jobType, tags: $tags}) {
    bucket { ${bucketFields} } inserted } }`;

export const createProject = `mutation CreateProject($input: UpsertModelInput!) {
  result: upsertModel(input: $input) { project { id name } inserted } }`;

export const createRunFiles = `mutation CreateRunFiles($entity: String!, $project: String!, $run: String!, $files: [String!]!) {
  createRunFiles(input: {entityName: $entity, projectName: $project, runName: $run, files: $files}) {
    uploadHeaders files { name uploadUrl } } }`;

export const createArtifact = `mutation CreateArtifact($input: CreateArtifactInput!) {
  createArtifact(input: $input) { artifact { id state artifactSequence { latestArtifact { id } } } } }`;

export const createArtifactManifest = `mutation CreateArtifactManifest($artifactID: ID!, $baseArtifactID: ID, $name: String!,
  $digest: String!, $entityName: String!, $projectName: String!, $runName: String!, $manifestType: ArtifactManifestType!,
  $includeUpload: Boolean!) {
  createArtifactManifest(input: {artifactID: $artifactID, baseArtifactID: $baseArtifactID, name: $name, digest: $digest,
    entityName: $entityName, projectName: $projectName, runName: $runName, type: $manifestType}) {
    artifactManifest { id file { uploadUrl @include(if: $includeUpload) uploadHeaders @include(if: $includeUpload) } } } }`;

export const createArtifactFiles = `mutation CreateArtifactFiles($input: CreateArtifactFilesInput!) {
  createArtifactFiles(input: $input) { files { edges { node { uploadUrl uploadHeaders } } } } }`;

export const commitArtifact = `mutation CommitArtifact($artifactID: ID!) {
  commitArtifact(input: {artifactID: $artifactID}) { artifact { id } } }`;

export const useArtifact = `mutation UseArtifact($input: UseArtifactInput!) {
  useArtifact(input: $input) { artifact { id } } }`;

/** What copies say of themselves, without the rest of their configs where the server can leave it out. */
export function copiesSelection(lacks: Lacks): string {
  const config = lacks('Run.config(keys)') ? 'config' : 'config(keys: $ck)';
  return `runs(first: $n, after: $c, order: $o) { edges { node { name ${config} } } pageInfo { endCursor hasNextPage } }`;
}
