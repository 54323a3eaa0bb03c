/**
 * Who is told a field. `row`: it is told of what the caller may read, and of nothing else. `admin`: the same, and its
 * value only to who may administer the source. `asked`: it tells what was asked for, no matter who asks.
 */
export type FieldRule = 'row' | 'admin' | 'asked';

/**
 * Every field of the schema. Who adds one writes it here, having thought of what it tells to callers that
 * may read a part; the matrix then asks for it as each of them.
 */
export const fields: Readonly<Record<string, string>> = {
  Artifact:
    'aliases createdAt description digest files id metadata name nativeId nativeType producedBy project ref sizeBytes source type uri url usedBy version',
  ArtifactConnection: 'edges nodes pageInfo reports totalCount',
  ArtifactEdge: 'cursor node',
  ArtifactFile: 'contentType digest downloadUrl isDirectory path sizeBytes',
  ArtifactFileConnection: 'edges nodes pageInfo reports totalCount',
  ArtifactFileEdge: 'cursor node',
  Comparison: 'matched metrics packages params provenance reports runs tags',
  Compute: 'co2eFrom co2eKg cost costFrom currency energyFrom energyKwh gpuHours gpuHoursFrom why',
  ConventionIssue: 'message remedy rule run',
  ConventionReport: 'checked issues matched reports',
  Correlation: 'aggregate context key kind n note pearson pearsonP spearman spearmanP',
  Correlations: 'matched reports rows',
  Curve:
    'complete context dropped duplicates error errorCode key maxAbsError packed raw returnedPoints run sampledBy totalPoints x y',
  Curves: 'curves matched reports runs x',
  Diagnostic: 'code message remedy severity subject',
  Difference: 'a b degreesOfFreedom difference hedgesG high holmP low n name note p statistic',
  Differences: 'matchedA matchedB reports rows',
  Digest: 'algorithm value',
  Frontier: 'matched note points reports',
  FrontierPoint: 'at costPerImprovement costSoFar gpuHoursSoFar improvement run runsSoFar value',
  GitState: 'branch commit diff diffArtifact dirty repository',
  Gpu: 'count memoryBytes name',
  GroupCurve: 'context count high iqm key low max mean median min q1 q3 std x',
  Groups: 'groups matched reports runs',
  Importance: 'high importance low n note param',
  Importances: 'matched n note reports rows',
  Key: 'context key nativeKeys sources type',
  KeyConnection: 'edges nodes pageInfo reports totalCount',
  KeyEdge: 'cursor node',
  Lineage: 'complete edges nodes reports stoppedBy',
  LineageEdge: 'evidence from kind to',
  Metric: 'context count first key last lastStep max min nativeKey series',
  MetricRow: 'aggregate best context differs direction directionFrom key max min missing values',
  Model: 'createdAt description id name nativeId ref source tags url versions',
  ModelConnection: 'edges nodes pageInfo reports totalCount',
  ModelEdge: 'cursor node',
  ModelVersion: 'aliases artifact createdAt description id model nativeId ref run stage status tags version',
  ModelVersionConnection: 'edges nodes pageInfo reports totalCount',
  ModelVersionEdge: 'cursor node',
  Mutation: 'purge',
  NamePart: 'key value',
  Package: 'name version',
  PackageRow: 'differs name values',
  PackedCurve: 'raw x y',
  PackedSeries: 'epochs steps timestamps values',
  PageInfo: 'endCursor hasNextPage hasPreviousPage startCursor',
  Param: 'key nativeKey text type value',
  ParamRow: 'differs distinct key missing nativeKeys type values',
  ParetoFront: 'hypervolume matched note points reference reports',
  ParetoPoint: 'rank run values',
  ParseTrouble: 'column length line message',
  ParsedWhere: 'error filter suggestions text valid',
  Project: 'createdAt description id name nativeId ref runs source url',
  ProjectConnection: 'edges nodes pageInfo reports totalCount',
  ProjectEdge: 'cursor node',
  Provenance: 'arguments command containerImage cuda datasets entryPoint git gpus host os packages pythonVersion seeds',
  ProvenanceRow: 'differs missing name values',
  Query:
    'artifact artifacts compare conventions correlations curves difference explainRuns frontier groups importance keys lineage model models node nodes pareto parseWhere project projects reproduction run runs source sources',
  ReproducedMetric: 'byLast context firstApart key maxDifference message ofLast points rmse verdict within',
  Reproducibility: 'items score',
  ReproducibilityItem: 'evidence name state why',
  Reproduction: 'by causes checklist message metrics of reports verdict',
  ReproductionItem: 'by message name of state',
  Run: 'archived asOf children compute durationMs endedAt group id jobType metric metrics name nameParts native nativeId nativeStatus notes param params parent produced project provenance ref reproducibility source startedAt status tags url used user',
  RunConnection: 'edges nodes pageInfo reports table totalCount',
  RunEdge: 'cursor node',
  RunGroup: 'curves key measures runs size',
  RunTable: 'columns refs',
  Series: 'complete epochs packed sampledBy steps timestamps totalPoints values',
  Source: 'capabilities diagnostics id name state tracker url version',
  SourcePlan: 'native pushed reason residual sort source',
  SourceReport:
    'asOf cache code hints latencyMs message pushed residual rowsReturned rowsScanned source state upstreamCalls',
  Suggestion: 'detail insert label',
  Summary: 'count high iqm low max mean median min missing name nonFinite note q1 q3 quantiles sem std sum',
  TableColumn: 'name type values',
  Tag: 'key value',
  TagRow: 'differs distinct key missing values',
};

/** Fields that are told to fewer callers. */
export const exceptions: Readonly<Record<string, FieldRule>> = {
  'Diagnostic.code': 'admin',
  'Diagnostic.message': 'admin',
  'Diagnostic.remedy': 'admin',
  'Diagnostic.severity': 'admin',
  'Diagnostic.subject': 'admin',
  // Answers of comparisons name what was asked for, and count what there is of it, be it nothing.
  ...Object.fromEntries(
    'Comparison MetricRow PackageRow ParamRow ProvenanceRow TagRow Correlation Correlations Curve Curves PackedCurve Difference Differences Summary Frontier FrontierPoint Groups RunGroup GroupCurve Importance Importances ParetoFront ParetoPoint ParsedWhere ParseTrouble Suggestion Reproduction ReproducedMetric ReproductionItem ConventionReport ConventionIssue'
      .split(' ')
      .map((type) => [`${type}.*`, 'asked' as const]),
  ),
  'Query.parseWhere': 'asked',
  'TableColumn.name': 'asked',
  'TableColumn.type': 'asked',
};

const ofHidden = ['(runs: { runs: ["lab/x1"] })', '(runs: { projects: ["lab/px"] })'];
const value = 'value: { metric: { key: "acc" } }';
const target = 'target: { metric: { key: "acc" } }';
const metrics = 'metrics: [{ key: "acc" }]';
const objective = `objective: { ${value}, direction: MAXIMIZE }`;
const by = 'by: [{ field: USER }], measures: [{ value: { metric: { key: "acc" } } }]';

/** How the matrix asks for a root field: with arguments that find everything, or for something hidden by its id. */
export const ways: Readonly<Record<string, { readonly all?: string; readonly hidden?: readonly string[] }>> = {
  node: { hidden: ['(id: "HIDDEN_RUN")'] },
  nodes: { hidden: ['(ids: ["HIDDEN_RUN", "HIDDEN_SOURCE"])'] },
  sources: { all: '' },
  source: { hidden: ['(id: "vault")'] },
  projects: { all: '' },
  project: { hidden: ['(id: "lab/px")', '(id: "vault/px")'] },
  keys: { all: '(kind: PARAM)', hidden: ['(kind: PARAM, projects: ["lab/px"])'] },
  runs: { all: '(first: 99)', hidden: ['(projects: ["lab/px"])', '(sources: ["vault"])'] },
  run: { hidden: ['(id: "lab/x1")', '(id: "vault/x1")'] },
  explainRuns: { all: '', hidden: ['(projects: ["lab/px"])'] },
  artifacts: { all: '', hidden: ['(projects: ["lab/px"])'] },
  artifact: { hidden: ['(id: "lab/art-x")', '(id: "lab/loose-x")'] },
  compare: { all: '(runs: {})', hidden: ofHidden },
  conventions: { all: '(runs: {})', hidden: ofHidden },
  correlations: { all: `(runs: {}, ${target})`, hidden: ofHidden.map((args) => args.replace(')', `, ${target})`)) },
  curves: { all: `(runs: {}, ${metrics})`, hidden: ofHidden.map((args) => args.replace(')', `, ${metrics})`)) },
  difference: {
    all: '(a: {}, b: {}, measures: [{ metric: { key: "acc" } }])',
    hidden: ['(a: { runs: ["lab/x1"] }, b: {}, measures: [{ metric: { key: "acc" } }])'],
  },
  frontier: { all: `(runs: {}, ${objective})`, hidden: ofHidden.map((args) => args.replace(')', `, ${objective})`)) },
  groups: { all: `(runs: {}, ${by})`, hidden: ofHidden.map((args) => args.replace(')', `, ${by})`)) },
  importance: { all: `(runs: {}, ${target})`, hidden: ofHidden.map((args) => args.replace(')', `, ${target})`)) },
  pareto: {
    all: `(runs: {}, objectives: [{ ${value}, direction: MAXIMIZE }])`,
    hidden: ofHidden.map((args) => args.replace(')', `, objectives: [{ ${value}, direction: MAXIMIZE }])`)),
  },
  reproduction: { all: '(of: "lab/o1", by: "lab/o2")', hidden: ['(of: "lab/x1", by: "lab/o1")'] },
  parseWhere: { all: '(where: "params.l")' },
  models: { all: '' },
  model: { hidden: ['(id: "lab/mx")'] },
  lineage: { all: '(of: "lab/o1", depth: 9)', hidden: ['(of: "lab/x1")'] },
};

/** Arguments that other fields cannot do without. */
export const needed: Readonly<Record<string, string>> = {
  'Run.param': '(key: "lr")',
  'Run.metric': '(key: "acc")',
  'RunGroup.curves': '(metrics: [{ key: "acc" }])',
  'Summary.quantiles': '(at: [0.5])',
  'RunConnection.table': '(columns: [{ value: { field: NAME } }, { all: PARAMS }])',
};

export const callers = ['anonymous', 'other', 'read', 'write', 'admin'] as const;
export type CallerKind = (typeof callers)[number];

/** What each caller is answered to a mutation: the code of the error, or that it was done. */
export const mutations: Readonly<Record<string, Readonly<Record<string, Readonly<Record<CallerKind, string>>>>>> = {
  purge: {
    '(run: "lab/o1")': {
      anonymous: 'NOT_FOUND',
      other: 'NOT_FOUND',
      read: 'FORBIDDEN',
      write: 'FORBIDDEN',
      admin: 'done',
    },
    '(run: "lab/x1")': {
      anonymous: 'NOT_FOUND',
      other: 'NOT_FOUND',
      read: 'NOT_FOUND',
      write: 'NOT_FOUND',
      admin: 'done',
    },
    '(source: "lab")': {
      anonymous: 'NOT_FOUND',
      other: 'NOT_FOUND',
      read: 'FORBIDDEN',
      write: 'FORBIDDEN',
      admin: 'done',
    },
  },
};

/** Every route over HTTP, and the status that each caller gets. */
export const routes: Readonly<Record<string, Readonly<Record<CallerKind, number>>>> = {
  'GET /health/live': { anonymous: 200, other: 200, read: 200, write: 200, admin: 200 },
  'GET /health/ready': { anonymous: 200, other: 200, read: 200, write: 200, admin: 200 },
  'GET /': { anonymous: 200, other: 200, read: 200, write: 200, admin: 200 },
  'GET /favicon.svg': { anonymous: 200, other: 200, read: 200, write: 200, admin: 200 },
  'GET /graphiql/start.js': { anonymous: 200, other: 200, read: 200, write: 200, admin: 200 },
  'GET /graphiql/*': { anonymous: 404, other: 404, read: 404, write: 404, admin: 404 },
  'GET /metrics': { anonymous: 401, other: 403, read: 403, write: 403, admin: 200 },
  'GET /graphql': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /graphql': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'PUT /graphql': { anonymous: 401, other: 405, read: 405, write: 405, admin: 405 },
  'PATCH /graphql': { anonymous: 401, other: 405, read: 405, write: 405, admin: 405 },
  'DELETE /graphql': { anonymous: 401, other: 405, read: 405, write: 405, admin: 405 },
  'OPTIONS /graphql': { anonymous: 401, other: 405, read: 405, write: 405, admin: 405 },
  'GET /export/runs.csv': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/runs.csv': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/runs.jsonl': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/runs.jsonl': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/runs.json': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/runs.json': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/runs.arrow': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/runs.arrow': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/runs.parquet': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/runs.parquet': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/series.csv': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/series.csv': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/series.jsonl': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/series.jsonl': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/series.json': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/series.json': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/series.arrow': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/series.arrow': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/series.parquet': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/series.parquet': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/groups.csv': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/groups.csv': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/groups.jsonl': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/groups.jsonl': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/groups.json': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/groups.json': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/groups.arrow': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/groups.arrow': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/groups.parquet': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'POST /export/groups.parquet': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/compare.csv': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/compare.csv': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/compare.jsonl': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/compare.jsonl': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/compare.json': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/compare.json': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/compare.arrow': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/compare.arrow': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /export/compare.parquet': { anonymous: 401, other: 200, read: 200, write: 200, admin: 200 },
  'POST /export/compare.parquet': { anonymous: 401, other: 400, read: 400, write: 400, admin: 400 },
  'GET /artifacts/*': { anonymous: 401, other: 401, read: 401, write: 401, admin: 401 },
};
