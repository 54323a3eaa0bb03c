/** Projects, runs and their history, as far as clients ask for them. */
export const runsSdl = /* GraphQL */ `
  type PageInfo {
    endCursor: String
    hasNextPage: Boolean!
    hasPreviousPage: Boolean
    startCursor: String
  }

  type Project {
    id: ID!
    internalId: ID!
    name: String!
    entityName: String!
    entity: Entity!
    description: String
    createdAt: DateTime!
    updatedAt: DateTime
    access: String
    views: JSONString
    isBenchmark: Boolean
    readOnly: Boolean
    user: User
    totalSweeps: Int
    allowAllArtifactTypesInRegistry: Boolean
    runCount(filters: JSONString): Int!
    runs(first: Int, after: String, filters: JSONString, order: String): RunConnection
    run(name: String!): Run
    bucket(name: String!, missingOk: Boolean): Run
    sweeps(first: Int, after: String, filters: JSONString): SweepConnection
    sweep(sweepName: String!): Sweep
    allViews(viewType: String, viewName: String, first: Int, after: String): ViewConnection
    artifactTypes(first: Int, after: String, includeAll: Boolean): ArtifactTypeConnection
    artifactType(name: String!): ArtifactType
    artifactCollections(first: Int, after: String, filters: JSONString, order: String): ArtifactCollectionConnection
    artifactCollection(name: String!): ArtifactCollection
    artifactCollectionMembership(name: String!): ArtifactCollectionMembership
    artifact(name: String!): Artifact
  }

  type ProjectConnection {
    edges: [ProjectEdge!]!
    pageInfo: PageInfo!
    totalCount: Int
  }

  type ProjectEdge {
    cursor: String
    node: Project
  }

  type RunConnection {
    totalCount: Int
    edges: [RunEdge!]!
    pageInfo: PageInfo!
  }

  type RunEdge {
    cursor: String!
    node: Run
  }

  type ParquetHistory {
    parquetUrls: [String!]!
    liveData: [JSON!]!
  }

  type RunInfo {
    gpu: String
    gpuCount: Int
    codePath: String
    codePathLocal: String
    program: String
    args: [String!]
    os: String
    python: String
    cudaVersion: String
  }

  type Run {
    id: ID!
    name: String!
    displayName: String
    project: Project
    projectId: Int
    sweepName: String
    sweep: Sweep
    state: String
    config(keys: [String!]): JSONString
    wandbConfig(keys: [String!]): JSONString
    summaryMetrics(keys: [String!]): JSONString
    systemMetrics: JSONString
    group: String
    jobType: String
    commit: String
    host: String
    tags: [String!]
    readOnly: Boolean
    createdAt: DateTime!
    updatedAt: DateTime
    heartbeatAt: DateTime
    computeSeconds: Float
    description: String
    notes: String
    user: User
    stopped: Boolean
    shouldStop: Boolean
    exitcode: Int
    runInfo: RunInfo
    historyLineCount: Int
    eventsLineCount: Int
    logLineCount: Int
    historyTail: JSONString
    eventsTail: JSONString
    historyKeys: JSON
    history(minStep: Int64, maxStep: Int64, samples: Int): [String!]!
    events(samples: Int): [String!]!
    sampledHistory(specs: [JSONString!]!): [JSON!]!
    parquetHistory(liveKeys: [String!]!): ParquetHistory!
    logLines(first: Int, last: Int, after: String, useImprovedPagination: Boolean): LogLineConnection
    fileCount: Int
    files(names: [String], pattern: String, first: Int, after: String): FileConnection
    inputArtifacts(first: Int, after: String): RunArtifactConnection
    outputArtifacts(first: Int, after: String): RunArtifactConnection
  }

  type LogLine {
    number: Int!
    timestamp: String
    level: String
    label: String
    line: String
  }

  type LogLineConnection {
    edges: [LogLineEdge!]!
    pageInfo: PageInfo!
  }

  type LogLineEdge {
    cursor: String
    node: LogLine
  }

  type Sweep {
    id: ID!
    name: String!
    displayName: String
    method: String
    state: String!
    description: String
    bestLoss: Float
    config: String
    createdAt: DateTime
    updatedAt: DateTime
    runCount: Int
    runCountExpected: Int
    runs(first: Int, after: String, order: String): RunConnection
    agents: AgentConnection
  }

  type AgentConnection {
    edges: [AgentEdge!]!
  }

  type AgentEdge {
    node: Agent
  }

  type Agent {
    id: ID!
    name: String
    host: String
    state: String
    totalRuns: Int
    createdAt: DateTime
    heartbeatAt: DateTime
  }

  type SweepConnection {
    edges: [SweepEdge!]!
    pageInfo: PageInfo!
  }

  type SweepEdge {
    cursor: String
    node: Sweep
  }

  type View {
    id: ID!
    name: String
    displayName: String
    description: String
    user: User
    spec: String
    createdAt: DateTime
    updatedAt: DateTime
  }

  type ViewConnection {
    edges: [ViewEdge!]!
    pageInfo: PageInfo!
  }

  type ViewEdge {
    cursor: String
    node: View
  }
`;
