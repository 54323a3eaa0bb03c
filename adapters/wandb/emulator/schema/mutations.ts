/** What the SDK writes runs, files and artifacts with. */
export const mutationsSdl = /* GraphQL */ `
  type Mutation {
    upsertModel(input: UpsertModelInput!): UpsertModelPayload
    upsertBucket(input: UpsertBucketInput!): UpsertBucketPayload
    upsertSweep(input: UpsertSweepInput!): UpsertSweepPayload
    deleteRun(input: DeleteRunInput!): Success
    createRunFiles(input: RunFilesInput!): CreateRunFilesPayload
    markRunFilesUploaded(input: RunFilesInput!): Success
    createArtifact(input: CreateArtifactInput!): CreateArtifactPayload
    createArtifactManifest(input: CreateArtifactManifestInput!): ArtifactManifestPayload
    updateArtifactManifest(input: UpdateArtifactManifestInput!): ArtifactManifestPayload
    createArtifactFiles(input: CreateArtifactFilesInput!): CreateArtifactFilesPayload
    commitArtifact(input: CommitArtifactInput!): CommitArtifactPayload
    useArtifact(input: UseArtifactInput!): UseArtifactPayload
    linkArtifact(input: LinkArtifactInput!): LinkArtifactPayload
  }

  type Success {
    success: Boolean
  }

  input UpsertModelInput {
    id: String
    name: String
    entityName: String
    description: String
  }

  type UpsertModelPayload {
    project: Project
    model: Project
    inserted: Boolean
  }

  input UpsertBucketInput {
    id: String
    name: String
    groupName: String
    modelName: String
    entityName: String
    description: String
    displayName: String
    notes: String
    config: JSONString
    commit: String
    host: String
    debug: Boolean
    jobProgram: String
    jobRepo: String
    jobType: String
    state: String
    sweep: String
    tags: [String!]
    summaryMetrics: JSONString
  }

  type UpsertBucketPayload {
    bucket: Run
    inserted: Boolean
  }

  input UpsertSweepInput {
    id: ID
    config: String
    description: String
    entityName: String
    projectName: String
    controller: JSONString
    scheduler: JSONString
    state: String
    priorRunsFilters: JSONString
    displayName: String
  }

  type UpsertSweepPayload {
    sweep: SweepWithProject
    configValidationWarnings: [String!]
  }

  type SweepWithProject {
    id: ID!
    name: String!
    state: String
    project: Project
  }

  input DeleteRunInput {
    id: ID!
    deleteArtifacts: Boolean
  }

  input RunFilesInput {
    entityName: String!
    projectName: String!
    runName: String!
    files: [String!]!
  }

  type CreateRunFilesPayload {
    runID: ID!
    uploadHeaders: [String!]!
    files: [File!]!
  }

  input ArtifactAliasInput {
    artifactCollectionName: String
    alias: String!
  }

  input ArtifactTagInput {
    tagName: String!
    tagCategoryName: String
  }

  input CreateArtifactInput {
    entityName: String!
    projectName: String!
    runName: String
    artifactTypeName: String!
    artifactCollectionName: String
    artifactCollectionNames: [String!]
    digest: String!
    digestAlgorithm: String
    description: String
    labels: JSONString
    aliases: [ArtifactAliasInput!]
    tags: [ArtifactTagInput!]
    metadata: JSONString
    historyStep: Int64
    ttlDurationSeconds: Int64
    enableDigestDeduplication: Boolean
    distributedID: String
    clientID: ID
    sequenceClientID: ID
    storageRegion: String
    clientMutationId: String
  }

  type CreateArtifactPayload {
    artifact: Artifact
  }

  enum ArtifactManifestType {
    FULL
    PATCH
    INCREMENTAL
  }

  input CreateArtifactManifestInput {
    artifactID: ID!
    baseArtifactID: ID
    name: String!
    digest: String!
    entityName: String!
    projectName: String!
    runName: String!
    type: ArtifactManifestType
  }

  input UpdateArtifactManifestInput {
    artifactManifestID: ID!
    digest: String
    baseArtifactID: ID
  }

  type ArtifactManifestPayload {
    artifactManifest: ArtifactManifest
  }

  input UploadPartsInput {
    partNumber: Int64!
    hexMD5: String!
  }

  input CreateArtifactFileSpecInput {
    artifactID: ID!
    name: String!
    md5: String!
    mimetype: String
    artifactManifestID: ID
    uploadPartsInput: [UploadPartsInput!]
  }

  enum ArtifactStorageLayout {
    V1
    V2
  }

  input CreateArtifactFilesInput {
    artifactFiles: [CreateArtifactFileSpecInput!]!
    storageLayout: ArtifactStorageLayout
    storageRegion: String
    cloudRegionID: String
    clientMutationId: String
  }

  type CreateArtifactFilesPayload {
    files: FileConnection!
  }

  input CommitArtifactInput {
    artifactID: ID!
  }

  type CommitArtifactPayload {
    artifact: Artifact
  }

  input UseArtifactInput {
    artifactID: ID!
    entityName: String!
    projectName: String!
    runName: String!
    usedAs: String
    artifactEntityName: String
    artifactProjectName: String
    clientMutationId: String
  }

  type UseArtifactPayload {
    artifact: Artifact
  }

  input LinkArtifactInput {
    artifactID: ID
    clientID: ID
    artifactPortfolioName: String!
    entityName: String!
    projectName: String!
    aliases: [ArtifactAliasInput!]
  }

  type LinkArtifactPayload {
    versionIndex: Int
  }
`;
