/** An interface's fields are spelled again in every type that has them. */
const collectionFields = /* GraphQL */ `
    id: ID!
    name: String!
    description: String
    state: String
    createdAt: DateTime
    updatedAt: DateTime
    project: Project
    defaultArtifactType: ArtifactType
    tags: TagConnection
    aliases(first: Int, after: String): ArtifactAliasConnection
    artifacts(first: Int, after: String, order: String, filters: JSONString): VersionedArtifactConnection
    artifactMembership(aliasName: String!): ArtifactCollectionMembership
    artifactMemberships(first: Int, after: String): ArtifactCollectionMembershipConnection`;

/** Files, artifacts and the registry, as far as clients ask for them. */
export const artifactsSdl = /* GraphQL */ `
  type File {
    id: ID!
    name: String!
    displayName: String
    url(upload: Boolean): String
    directUrl: String
    uploadUrl: String
    uploadHeaders: [String!]
    uploadMultipartUrls: UploadMultipartUrls
    sizeBytes: Int64
    storagePath: String
    mimetype: String
    updatedAt: DateTime
    md5: String
    digest: String
    artifact: Artifact
  }

  type UploadMultipartUrls {
    uploadID: String
    uploadUrlParts: [UploadUrlPart!]!
  }

  type UploadUrlPart {
    partNumber: Int
    uploadUrl: String
  }

  type FileConnection {
    totalCount: Int
    edges: [FileEdge!]!
    pageInfo: PageInfo!
  }

  type FileEdge {
    cursor: String
    node: File
  }

  type Tag {
    id: ID!
    name: String!
  }

  type TagConnection {
    edges: [TagEdge!]!
  }

  type TagEdge {
    node: Tag
  }

  type ArtifactAlias {
    id: ID!
    alias: String!
    artifactCollectionName: String
    artifactCollection: ArtifactCollection
  }

  type ArtifactAliasConnection {
    edges: [ArtifactAliasEdge!]!
    pageInfo: PageInfo!
  }

  type ArtifactAliasEdge {
    node: ArtifactAlias
  }

  type ArtifactType {
    id: ID!
    name: String!
    description: String
    createdAt: DateTime
    artifactCollections(first: Int, after: String, filters: JSONString, order: String): ArtifactCollectionConnection
    artifactCollection(name: String!): ArtifactCollection
  }

  type ArtifactTypeConnection {
    edges: [ArtifactTypeEdge!]!
    pageInfo: PageInfo!
  }

  type ArtifactTypeEdge {
    cursor: String
    node: ArtifactType
  }

  interface ArtifactCollection {
    ${collectionFields}
  }

  type ArtifactSequence implements ArtifactCollection {
    ${collectionFields}
    latestArtifact: Artifact
    digestAlgorithm: String
  }

  type ArtifactPortfolio implements ArtifactCollection {
    ${collectionFields}
  }

  type ArtifactCollectionConnection {
    totalCount: Int
    edges: [ArtifactCollectionEdge!]!
    pageInfo: PageInfo!
  }

  type ArtifactCollectionEdge {
    cursor: String
    node: ArtifactCollection
  }

  type ArtifactCollectionMembership {
    id: ID!
    versionIndex: Int
    createdAt: DateTime
    aliases: [ArtifactAlias!]!
    artifact: Artifact
    artifactCollection: ArtifactCollection
    files(names: [String], first: Int, after: String): FileConnection
  }

  type ArtifactCollectionMembershipConnection {
    edges: [ArtifactCollectionMembershipEdge!]!
    pageInfo: PageInfo!
  }

  type ArtifactCollectionMembershipEdge {
    cursor: String
    node: ArtifactCollectionMembership
  }

  union ArtifactCreator = Run | User

  type ArtifactManifest {
    id: ID!
    file: File
  }

  type Artifact {
    id: ID!
    state: String
    digest: String!
    digestAlgorithm: String
    commitHash: String
    description: String
    metadata: JSONString
    versionIndex: Int
    size: Int64
    fileCount: Int64
    storageBytes: Int64
    createdAt: DateTime!
    updatedAt: DateTime
    ttlDurationSeconds: Int64
    ttlIsInherited: Boolean
    historyStep: Int64
    tags: [Tag!]
    aliases: [ArtifactAlias!]!
    artifactType: ArtifactType
    artifactSequence: ArtifactSequence
    artifactMemberships: ArtifactCollectionMembershipConnection
    currentManifest: ArtifactManifest
    files(names: [String], first: Int, after: String): FileConnection
    filesByManifestEntries(
      storageLayout: String!
      manifestVersion: String!
      entries: [ArtifactManifestEntryInput!]
      storageRegion: String
    ): FileConnection
    createdBy: ArtifactCreator
    usedBy(first: Int, after: String): RunConnection
    usedCount: Int
  }

  input ArtifactManifestEntryInput {
    name: String!
    digest: String!
    birthArtifactID: String
    size: Int64
  }

  type VersionedArtifactConnection {
    totalCount: Int
    edges: [VersionedArtifactEdge!]!
    pageInfo: PageInfo!
  }

  type VersionedArtifactEdge {
    cursor: String
    version: String!
    node: Artifact
  }

  type RunArtifactConnection {
    totalCount: Int
    edges: [RunArtifactEdge!]!
    pageInfo: PageInfo!
  }

  type RunArtifactEdge {
    cursor: String
    usedAs: String
    node: Artifact
  }
`;
