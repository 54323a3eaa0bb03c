/** What is asked of the server itself, and who asks. */
export const serverSdl = /* GraphQL */ `
  scalar JSON
  scalar JSONString
  scalar DateTime
  scalar Duration
  scalar Int64

  type Query {
    viewer(entityName: String): User
    serverInfo: ServerInfo
    entity(name: String): Entity
    organization(name: String): Organization
    project(name: String, entityName: String): Project
    model(name: String, entityName: String): Project
    models(entityName: String, first: Int, after: String): ProjectConnection
    projects(entityName: String, first: Int, after: String): ProjectConnection
    artifact(id: ID!): Artifact
    artifactCollection(id: ID!): ArtifactCollection
    clientIDMapping(clientID: ID!): ClientIDMapping
  }

  type ClientIDMapping {
    serverID: ID!
  }

  type ServerInfo {
    cliVersionInfo: JSONString
    latestLocalVersionInfo: LocalVersionInfo
    features: [Feature!]!
  }

  type LocalVersionInfo {
    outOfDate: Boolean
    latestVersionString: String
    versionOnThisInstanceString: String
  }

  type Feature {
    name: String!
    isEnabled: Boolean!
  }

  type User {
    id: ID!
    name: String
    username: String
    email: String
    admin: Boolean
    flags: JSONString
    entity: String
    deletedAt: DateTime
    photoUrl: String
    apiKeys: ApiKeyConnection
    teams: EntityConnection
    organizations: [Organization!]
  }

  type ApiKeyConnection {
    edges: [ApiKeyEdge!]!
  }

  type ApiKeyEdge {
    node: ApiKey
  }

  type ApiKey {
    id: ID!
    name: String!
    description: String
  }

  type EntityConnection {
    edges: [EntityEdge!]!
  }

  type EntityEdge {
    node: Entity
  }

  type Entity {
    id: ID!
    name: String!
    isTeam: Boolean
    entityType: String
    organization: Organization
    user: User
    xxhashDigestsEnabled: Boolean
    project(name: String): Project
    projects(filters: JSONString, first: Int, after: String, order: String): ProjectConnection
    artifactCollections(
      projectFilters: JSONString
      filters: JSONString
      collectionTypes: [ArtifactCollectionType!]
      first: Int
      after: String
      order: String
    ): ArtifactCollectionConnection
    artifactMemberships(
      projectFilters: JSONString
      collectionFilters: JSONString
      filters: JSONString
      first: Int
      after: String
      order: String
    ): ArtifactCollectionMembershipConnection
  }

  enum ArtifactCollectionType {
    SEQUENCE
    PORTFOLIO
  }

  type Organization {
    id: ID
    name: String!
    orgEntity: Entity
    coreWeaveOrganizationId: String
    featureFlags(rampIDType: RampIDType): [OrganizationFlag!]
  }

  enum RampIDType {
    OrgName
  }

  type OrganizationFlag {
    rampKey: String
    isEnabled: Boolean
  }
`;
