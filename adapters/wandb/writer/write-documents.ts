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

/** What copies say of themselves, without the rest of their configs where the server can leave it out. */
export function copiesSelection(lacks: Lacks): string {
  const config = lacks('Run.config(keys)') ? 'config' : 'config(keys: $ck)';
  return `runs(first: $n, after: $c, order: $o) { edges { node { name ${config} } } pageInfo { endCursor hasNextPage } }`;
}
