/** Made from schema/ by `npm run codegen`. */
export const sdl = `"""
Whether curves share one x, and what stands where a curve has no point.
"""
enum Align {
  """As UNION, with the last value at or before x."""
  ASOF

  """Every x that all curves have."""
  INTERSECT

  """
  As UNION, with the straight line between neighbours: nothing beyond the ends, nor beside what is not finite.
  """
  LINEAR

  """Each has its own x."""
  NONE

  """Every x that any curve has; null where one has no point."""
  UNION
}

"""
Keys that each get a column of their own. A metric of several contexts has a column for each of them.
"""
enum AllColumns {
  """Metrics, with their last value."""
  METRICS

  """Params."""
  PARAMS

  """Tags."""
  TAGS
}

"""
Whether archived runs are in: those archived, trashed or deleted at the tracker, but still there.
"""
enum Archived {
  """They are not."""
  EXCLUDE

  """They are."""
  INCLUDE

  """Nothing else is."""
  ONLY
}

"""A versioned thing that a run used or produced."""
type Artifact implements Node {
  """Other names of this version, such as \`latest\`."""
  aliases: [String!]!

  """When it was made."""
  createdAt: DateTime

  """What people wrote about it."""
  description: String

  """A fingerprint of its content."""
  digest: Digest

  """Its files."""
  files(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 100

    """The folder to list; the top one without it."""
    path: String = ""

    """Files of all folders below, without the folders."""
    recursive: Boolean = false
  ): ArtifactFileConnection!

  """Global id."""
  id: ID!

  """What the tracker keeps about it beside its content."""
  metadata: JSON

  """Its name."""
  name: String!

  """
  The tracker's own id, or one that Rungraph makes from what tells it apart there.
  """
  nativeId: String!

  """The tracker's own word for that."""
  nativeType: String

  """The run that made it."""
  producedBy: Run

  """The project that it belongs to; null where the tracker does not tell."""
  project: Project

  """\`source/native-id\`."""
  ref: String!

  """All its files together, in bytes."""
  sizeBytes: Number

  """The source that it lives in."""
  source: Source!

  """What it is."""
  type: ArtifactType!

  """Where its content is."""
  uri: String

  """Opens it in the tracker's own page."""
  url: String

  """Runs that read it."""
  usedBy(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 50
  ): RunConnection!

  """Its version, where the tracker has versions."""
  version: String
}

"""A page of artifacts."""
type ArtifactConnection {
  """Nodes with their cursors."""
  edges: [ArtifactEdge!]!

  """The artifacts of this page."""
  nodes: [Artifact!]!

  """Where the page lies."""
  pageInfo: PageInfo!

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """
  How many there are in all. Null where that is not known: a source failed, or this page does not hold the whole list and
  its tracker does not count, or several trackers have a part of it.
  """
  totalCount: Number
}

"""An artifact with its cursor."""
type ArtifactEdge {
  """Where the list goes on behind it."""
  cursor: String!

  """The artifact."""
  node: Artifact!
}

"""A file or folder of an artifact."""
type ArtifactFile {
  """Its media type."""
  contentType: String

  """A fingerprint of its content."""
  digest: Digest

  """
  A URL of this gateway that serves it for a short time without credentials; null for folders.
  """
  downloadUrl: String

  """Whether it is a folder."""
  isDirectory: Boolean!

  """Where it is below the artifact, with slashes."""
  path: String!

  """In bytes; null for folders."""
  sizeBytes: Number
}

"""A page of files."""
type ArtifactFileConnection {
  """Nodes with their cursors."""
  edges: [ArtifactFileEdge!]!

  """The files of this page, by path."""
  nodes: [ArtifactFile!]!

  """Where the page lies."""
  pageInfo: PageInfo!

  """What happened at the source."""
  reports: [SourceReport!]!

  """
  How many there are in all. Null where that is not known: the source failed, or this page does not hold the whole list
  and its tracker does not count.
  """
  totalCount: Number
}

"""A file with its cursor."""
type ArtifactFileEdge {
  """Where the list goes on behind it."""
  cursor: String!

  """The file."""
  node: ArtifactFile!
}

"""Which artifacts. Every field given must hold."""
input ArtifactFilter {
  """By one of its other names."""
  alias: String

  """By content: \`value\` or \`algorithm:value\`."""
  digest: String

  """By name."""
  name: StringFilter

  """Only of this type."""
  type: ArtifactType
}

"""What an artifact is."""
enum ArtifactType {
  """The state of a training run."""
  CHECKPOINT

  """Data that runs read."""
  DATASET

  """The result of an evaluation."""
  EVALUATION

  """Files of any kind."""
  FILES

  """Images, audio, video, figures."""
  MEDIA

  """A model."""
  MODEL

  """Something else; see nativeType."""
  OTHER

  """Rows and columns."""
  TABLE
}

"""Where an answer came from."""
enum CacheOutcome {
  """The tracker; no cache took part."""
  BYPASS

  """The cache."""
  HIT

  """The tracker; the cache keeps it now."""
  MISS

  """The cache, past its lifetime."""
  STALE
}

"""
A list of Values that is serialised in one go; null where a value is missing.
"""
scalar Column

"""
Runs side by side: one column a run, in the order of the selection; one row a key. Null is a missing value.
"""
type Comparison {
  """How many match in all; null where nobody tells."""
  matched: Number

  """Metrics, by key and context."""
  metrics(
    """Which value of each."""
    aggregate: MetricAggregate = LAST

    """Only these keys."""
    keys: [String!]

    """
    Only rows in which two runs differ, or some have a value and some have none.
    """
    onlyDifferent: Boolean = false

    """Only keys that start so."""
    prefix: String
  ): [MetricRow!]!

  """Versions of packages, one row each."""
  packages(
    """Only rows in which two runs differ."""
    onlyDifferent: Boolean = true
  ): [PackageRow!]!

  """Params, by key."""
  params(
    """Only these keys."""
    keys: [String!]

    """
    Only rows in which two runs differ, or some have a value and some have none.
    """
    onlyDifferent: Boolean = false

    """Only keys that start so."""
    prefix: String
  ): [ParamRow!]!

  """
  How the runs were made: commit, branch, dirty, diff, entry point, command, host, Python, GPUs, image, seeds, datasets.
  """
  provenance(
    """Only rows in which two runs differ."""
    onlyDifferent: Boolean = false
  ): [ProvenanceRow!]!

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """The runs, in the order of columns."""
  runs: [Run!]!

  """Tags, by key."""
  tags(
    """Only these keys."""
    keys: [String!]

    """
    Only rows in which two runs differ, or some have a value and some have none.
    """
    onlyDifferent: Boolean = false

    """Only keys that start so."""
    prefix: String
  ): [TagRow!]!
}

"""
What a run took of machines. Null is not known, and why says why; a run without GPUs has no GPU hours, which is not 0.
"""
type Compute {
  """Where that comes from."""
  co2eFrom: FigureFrom

  """
  Emissions in kg of CO2 equivalents: as logged, else energy times what the config says of the grid.
  """
  co2eKg: Number

  """GPU hours at the prices of the config."""
  cost: Number

  """Where that comes from."""
  costFrom: FigureFrom

  """Of the cost."""
  currency: String

  """Where that comes from."""
  energyFrom: FigureFrom

  """
  Energy in kWh: as logged, else GPU hours times watts and power usage effectiveness of the config.
  """
  energyKwh: Number

  """GPUs times hours."""
  gpuHours: Number

  """Where that comes from."""
  gpuHoursFrom: FigureFrom

  """Why figures are null, in sentences."""
  why: [String!]!
}

"""A rule that a run breaks."""
type ConventionIssue {
  """How it breaks it."""
  message: String!

  """What to do."""
  remedy: String!

  """The rule."""
  rule: ConventionRule!

  """The run."""
  run: Run!
}

"""What runs break of the config's conventions."""
type ConventionReport {
  """Runs of projects that have a convention."""
  checked: Int!

  """Run by run."""
  issues: [ConventionIssue!]!

  """How many runs match in all; null where nobody tells."""
  matched: Number

  """What happened at every source asked."""
  reports: [SourceReport!]!
}

"""A rule of a convention."""
enum ConventionRule {
  """Changes that are not in the commit were stored."""
  DIFF

  """A commit was recorded."""
  GIT

  """The name fits the pattern."""
  NAME

  """There are notes."""
  NOTES

  """There is a param."""
  PARAM

  """A param seeds random numbers."""
  SEED

  """There is a tag."""
  TAG
}

"""
How one goes with the target. Null where it cannot be told; note says why.
"""
type Correlation {
  """Which value of the metric; null for a param."""
  aggregate: MetricAggregate

  """The metric's context, where one was asked for."""
  context: JSON

  """The key."""
  key: String!

  """Of a param or of a metric."""
  kind: KeyKind!

  """Pairs of finite values: the others are left out."""
  n: Int!

  """What is to be said of it."""
  note: String

  """Pearson's r."""
  pearson: Number

  """Two-sided, by the t distribution; null below three pairs."""
  pearsonP: Number

  """Spearman's: Pearson's of the mean ranks."""
  spearman: Number

  """Two-sided, by the t distribution; null below three pairs."""
  spearmanP: Number
}

"""How params and metrics go with a target."""
type Correlations {
  """How many runs match in all; null where nobody tells."""
  matched: Number

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """Params by key, then metrics by key."""
  rows: [Correlation!]!
}

"""One metric of one run."""
type Curve {
  """Whether these are all."""
  complete: Boolean!

  """The context, where the tracker has contexts."""
  context: JSON

  """Points without an x."""
  dropped: Int!

  """
  Points that another one at the same x stands for, where curves are aligned or smoothed: the last by time, then as logged.
  """
  duplicates: Int!

  """Why it could not be read; null where it could."""
  error: String

  """The same as a code."""
  errorCode: ErrorCode

  """The key."""
  key: String!

  """
  The greatest distance of a finite point that was left out from the straight line between its neighbours here; 0 where none
  was. Null where the curve could not be read.
  """
  maxAbsError: Number

  """
  The same columns in packed form; NaN where an aligned curve has no value.
  """
  packed: PackedCurve!

  """The values before smoothing, at the same x; null unless asked for."""
  raw: Column

  """How many points are told here."""
  returnedPoints: Int!

  """The run."""
  run: Run!

  """Who left points out; null where nobody did."""
  sampledBy: SampledBy

  """How many points the tracker has; null where it does not tell."""
  totalPoints: Number

  """Where the points lie; the shared x where curves are aligned."""
  x: Column!

  """
  Values, smoothed where that was asked; null where an aligned curve has none.
  """
  y: Column!
}

"""
Curves of several runs, in the order of the runs and then of the selectors.
"""
type Curves {
  """The curves. A run without such a metric has none."""
  curves: [Curve!]!

  """How many match in all; null where nobody tells."""
  matched: Number

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """The runs."""
  runs: [Run!]!

  """The shared x where curves are aligned; null elsewhere."""
  x: Column
}

"""
An instant as RFC 3339 text in UTC with milliseconds, such as 2026-03-05T18:00:00.000Z. Input takes any RFC 3339 offset.
What a tracker keeps in another unit, nanoseconds for instance, has no date: it is null, with an error PROTOCOL that names
it, and counts as the number that it is in filters and sorts.
"""
scalar DateTime @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time.html")

"""Compares instants."""
input DateTimeFilter {
  """The same."""
  eq: DateTime

  """Whether there is one at all."""
  exists: Boolean

  """After."""
  gt: DateTime

  """After or the same."""
  gte: DateTime

  """One of these; false when empty."""
  in: [DateTime!]

  """Before."""
  lt: DateTime

  """Before or the same."""
  lte: DateTime

  """Present and another."""
  ne: DateTime
}

"""Something about a source that its users should know."""
type Diagnostic {
  """A stable word for it."""
  code: String!

  """What it is, for people."""
  message: String!

  """How to mend it; null where nothing can be done."""
  remedy: String

  """How bad it is."""
  severity: Severity!

  """What it is about, such as a config key or a file."""
  subject: String
}

"""
A measure over both selections. Null where the test tells no such thing, or where there are too few values.
"""
type Difference {
  """Over the first selection; over whole pairs for PAIRED."""
  a: Summary!

  """Over the second selection; over whole pairs for PAIRED."""
  b: Summary!

  """Degrees of freedom of t."""
  degreesOfFreedom: Number

  """b less a."""
  difference: Number

  """Hedges' g."""
  hedgesG: Number

  """The upper end of its interval."""
  high: Number

  """By Holm's correction over the rows that have a p."""
  holmP: Number

  """The lower end of its interval."""
  low: Number

  """All values that were used."""
  n: Int!

  """The measure."""
  name: String!

  """What is to be said of it."""
  note: String

  """Two-sided."""
  p: Number

  """t, or U of b."""
  statistic: Number
}

"""How two selections are compared."""
enum DifferenceTest {
  """The difference of means with both resampled; no p."""
  BOOTSTRAP

  """
  The U test, as SciPy's mannwhitneyu(b, a), with Hodges and Lehmann's difference.
  """
  MANN_WHITNEY

  """The t test of the differences of pairs; needs pairBy."""
  PAIRED

  """The t test for unequal variances."""
  WELCH
}

"""How b differs from a."""
type Differences {
  """How many runs match a in all; null where nobody tells."""
  matchedA: Number

  """How many runs match b in all; null where nobody tells."""
  matchedB: Number

  """What happened at every source asked, for a and then for b."""
  reports: [SourceReport!]!

  """One a measure, in their order."""
  rows: [Difference!]!
}

"""A fingerprint of content. Two are equal when algorithm and value are."""
type Digest {
  """How it was computed."""
  algorithm: String!

  """The fingerprint."""
  value: String!
}

"""Which way a metric is good."""
enum Direction {
  """More is better."""
  MAXIMIZE

  """Less is better."""
  MINIMIZE
}

"""Who says which way a metric is good."""
enum DirectionFrom {
  """The caller."""
  ASKED

  """The config."""
  CONFIG

  """A word in the key, such as loss or accuracy."""
  NAME
}

"""
Doubles in one text: base64 (RFC 4648, padded) of IEEE 754 binary64, little-endian, 8 bytes each, NaN where one is missing.
In Python: \`numpy.frombuffer(base64.b64decode(text), "<f8")\`.
"""
scalar Doubles @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc4648#section-4")

"""
How points are chosen where there are more than maxPoints. First, last, least, greatest, and all that are not finite stay,
more than maxPoints if need be.
"""
enum Downsample {
  """The points of the largest triangles."""
  LTTB

  """The extremes of stretches."""
  MINMAX

  """
  The extremes of stretches, and of those the points of the largest triangles (arXiv 2305.00332).
  """
  MINMAX_LTTB

  """All stay."""
  NONE
}

"""What went wrong. The same words are in \`errors[].extensions.code\`."""
enum ErrorCode {
  """The client went away."""
  CANCELLED

  """The thing was changed or exists already."""
  CONFLICT

  """The credentials do not allow it."""
  FORBIDDEN

  """A mistake in Rungraph; its log has the details."""
  INTERNAL

  """The question has no meaning; the message says why."""
  INVALID_QUERY

  """There is no such thing."""
  NOT_FOUND

  """What answered does not speak the tracker's protocol."""
  PROTOCOL

  """The tracker asks for fewer requests."""
  RATE_LIMITED

  """The tracker did not answer in time."""
  TIMEOUT

  """The tracker wants other credentials."""
  UNAUTHENTICATED

  """The tracker cannot be reached, or failed."""
  UNAVAILABLE

  """The source has no such thing, or Rungraph cannot read it yet."""
  UNSUPPORTED
}

"""Where a figure comes from."""
enum FigureFrom {
  """It rests on a number of the config."""
  CONFIGURED

  """It is worked out from what was recorded."""
  DERIVED

  """The run logged it, under a name of CodeCarbon's."""
  MEASURED
}

"""The best so far, by end time, and what it cost."""
type Frontier {
  """How many runs match in all; null where nobody tells."""
  matched: Number

  """What is to be said of it: how many runs have no end, or no cost."""
  note: String

  """One for each run that was better than all that had ended before."""
  points: [FrontierPoint!]!

  """What happened at every source asked."""
  reports: [SourceReport!]!
}

"""A run that was better than all before it."""
type FrontierPoint {
  """When it ended."""
  at: DateTime

  """Cost since the last point for each unit of improvement."""
  costPerImprovement: Number

  """
  Cost of all runs that had ended, as far as it is known; null while none is.
  """
  costSoFar: Number

  """
  GPU hours of all runs that had ended, as far as they are known; null while none are.
  """
  gpuHoursSoFar: Number

  """How much better than the best before; null for the first."""
  improvement: Number

  """The run."""
  run: Run!

  """Runs with a value that had ended."""
  runsSoFar: Int!

  """Its value."""
  value: Number
}

"""A state of a git repository."""
type GitState {
  """The branch."""
  branch: String

  """The commit's hash."""
  commit: String

  """Those changes, as a unified diff."""
  diff: String

  """The artifact that holds the diff."""
  diffArtifact: Artifact

  """Whether the work tree held changes that the commit does not."""
  dirty: Boolean

  """The repository's address."""
  repository: String
}

"""GPUs of one kind."""
type Gpu {
  """How many there are."""
  count: Int

  """The memory of one, in bytes."""
  memoryBytes: Number

  """What they are called."""
  name: String
}

"""
A metric of a group's runs as columns of equal length; null where too few runs have a value.
"""
type GroupCurve {
  """The context; null for the empty one, and where the tracker has none."""
  context: JSON

  """Runs with a finite value."""
  count: Column!

  """The upper edge of the band."""
  high: Column!

  """Means without the lowest and the highest ⌊n/4⌋ values."""
  iqm: Column!

  """The key."""
  key: String!

  """The lower edge of the band."""
  low: Column!

  """The greatest values."""
  max: Column!

  """Means."""
  mean: Column!

  """Medians."""
  median: Column!

  """The least values."""
  min: Column!

  """First quartiles."""
  q1: Column!

  """Third quartiles."""
  q3: Column!

  """Standard deviations, with n − 1."""
  std: Column!

  """Where the points lie."""
  x: Column!
}

"""Runs in groups."""
type Groups {
  """In the order of a sort by their keys, missing values last."""
  groups: [RunGroup!]!

  """How many match in all; null where nobody tells."""
  matched: Number

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """The runs of all groups."""
  runs: [Run!]!
}

"""How important a param is."""
type Importance {
  """The 95th percentile of permutations; for FOREST."""
  high: Number

  """
  From 0 to 1: those that can be judged sum to 1. Null where it cannot be judged; note says why.
  """
  importance: Number

  """The 5th percentile of permutations; for FOREST."""
  low: Number

  """Runs that were judged."""
  n: Int!

  """What is to be said of it."""
  note: String

  """The param."""
  param: String!
}

"""How importance is measured."""
enum ImportanceMethod {
  """
  Permutation importance of extremely randomised trees, with the 5th and 95th percentile.
  """
  FOREST

  """
  As Optuna's evaluator: how far the best tenth of the runs lies apart from all in a param. Needs a direction.
  """
  PED_ANOVA
}

"""How much of what makes runs good lies in each param."""
type Importances {
  """How many runs match in all; null where nobody tells."""
  matched: Number

  """Runs with a finite target."""
  n: Int!

  """What is to be said of it."""
  note: String

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """By importance; those without one last."""
  rows: [Importance!]!
}

"""
The interval that is told beside a figure, and the figure that it is of.
"""
input Interval {
  """How much lies within, between 0 and 1."""
  level: Float = 0.95

  """How it is made."""
  method: IntervalMethod = T

  """Of which figure; T is an interval of the mean alone."""
  of: IntervalOf = MEAN

  """How often values are drawn again, 100 to 100000; for BOOTSTRAP."""
  resamples: Int = 10000

  """The same seed gives the same interval; for BOOTSTRAP."""
  seed: Int = 0
}

"""How an interval is made."""
enum IntervalMethod {
  """Percentiles of the figure over values drawn again with replacement."""
  BOOTSTRAP

  """mean ± t · sem, with n − 1 degrees of freedom."""
  T
}

"""The figure that an interval is of."""
enum IntervalOf {
  """The mean without the lowest and the highest ⌊n/4⌋ values."""
  IQM

  """The mean."""
  MEAN

  """The median."""
  MEDIAN
}

"""Any JSON (RFC 8259)."""
scalar JSON @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc8259")

"""A key that runs use, in every source that has it."""
type Key {
  """A metric's context, where the tracker has contexts."""
  context: JSON

  """The key."""
  key: String!

  """What trackers call it."""
  nativeKeys: [String!]!

  """The sources that have it."""
  sources: [Source!]!

  """
  What its values are; null where the tracker does not tell or they differ.
  """
  type: ValueType
}

"""A page of keys."""
type KeyConnection {
  """Nodes with their cursors."""
  edges: [KeyEdge!]!

  """The keys of this page, by code point."""
  nodes: [Key!]!

  """Where the page lies."""
  pageInfo: PageInfo!

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """
  How many there are in all. Null where a source was not read whole, or an older answer covers for it: see reports.
  """
  totalCount: Number
}

"""A key with its cursor."""
type KeyEdge {
  """Where the list goes on behind it."""
  cursor: String!

  """The key."""
  node: Key!
}

"""What a key is a key of."""
enum KeyKind {
  """Metrics."""
  METRIC

  """Params."""
  PARAM

  """Tags."""
  TAG
}

"""
Runs, artifacts and model versions around one of them, each once, with the links between them.
"""
type Lineage {
  """Whether this is all there is within the depth asked."""
  complete: Boolean!

  """How they are linked."""
  edges: [LineageEdge!]!

  """
  What was found, the one asked about first. A run's name may be null and those of others may not: one answer cannot hold
  both under one name, so ask for one as \`runName: name\`.
  """
  nodes: [Node!]!

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """
  Why it is not; null where it is, or where a source could not answer (see reports).
  """
  stoppedBy: StopReason
}

"""Which way to walk."""
enum LineageDirection {
  """Both ways."""
  BOTH

  """To what was made from it."""
  DOWNSTREAM

  """To inputs, parents and origins."""
  UPSTREAM
}

"""A link, read as \`from KIND to\`."""
type LineageEdge {
  """What it was concluded from."""
  evidence: String

  """Global id."""
  from: ID!

  """What links them."""
  kind: LineageKind!

  """Global id."""
  to: ID!
}

"""What links two nodes."""
enum LineageKind {
  """The run is nested in another."""
  CHILD_OF

  """
  The run is a copy of another, made by a move; walked only where kinds asks.
  """
  COPY_OF

  """The artifact was made from another."""
  DERIVED_FROM

  """The run goes on from a step of another."""
  FORKED_FROM

  """The run made the artifact."""
  PRODUCED

  """The artifact is registered as the model version."""
  REGISTERED_AS

  """
  Both artifacts have the same content; from the smaller id to the greater.
  """
  SAME_CONTENT

  """The run read the artifact."""
  USED
}

"""What is summed up over the runs of a group."""
input Measure {
  """What to call it; as columns of a table are called where left out."""
  as: String

  """
  A value of runs. Numbers, decimal text, and times as epoch milliseconds count.
  """
  value: RunValue!
}

"""A named output of a run."""
type Metric {
  """
  What tells it from metrics of the same key, where the tracker has that.
  """
  context: JSON

  """How many points there are."""
  count: Number

  """The value at the least step."""
  first: Number

  """The key."""
  key: String!

  """
  The value at the greatest step. A tracker's summary serves for it only while nothing speaks against that. A value that was
  put into the summary and never logged is last, too, without a step and without points.
  """
  last: Number

  """The step of the last point; null where there is none."""
  lastStep: Number

  """The greatest value; NaN is skipped."""
  max: Number

  """The least value; NaN is skipped."""
  min: Number

  """The key in the tracker."""
  nativeKey: String!

  """Its points. Null, with an error, where they could not be read."""
  series(
    """Only from this step on."""
    from: Number

    """
    At most so many points, the first and last among them; every point without it. 1 or more; 1 is the last point.
    """
    maxPoints: Int

    """Only up to this step, included."""
    to: Number
  ): Series
}

"""Which value of a metric."""
enum MetricAggregate {
  """At the least step."""
  FIRST

  """
  At the greatest step; what was put into the tracker's summary and never logged counts, too.
  """
  LAST

  """The greatest; NaN is skipped."""
  MAX

  """The least; NaN is skipped."""
  MIN
}

"""Compares a metric's summary."""
input MetricFilter {
  """Which of its values."""
  aggregate: MetricAggregate = LAST

  """
  The context; without it the empty one, else the first by canonical JSON text.
  """
  context: JSON

  """Equal."""
  eq: Number

  """Whether there is a value at all, NaN too."""
  exists: Boolean

  """Greater."""
  gt: Number

  """Greater or equal."""
  gte: Number

  """One of these; false when empty."""
  in: [Number!]

  """
  true: there is a value and it is NaN. false: there is one and it is not. true finds runs that diverged.
  """
  isNaN: Boolean

  """The metric's key."""
  key: String!

  """Less."""
  lt: Number

  """Less or equal."""
  lte: Number

  """Present and not equal."""
  ne: Number
}

"""A metric's summary."""
input MetricRef {
  """Which of its values."""
  aggregate: MetricAggregate = LAST

  """
  The context; without it the empty one, else the first by canonical JSON text.
  """
  context: JSON

  """The metric's key."""
  key: String!
}

"""One value of a metric over runs."""
type MetricRow {
  """Which of its values."""
  aggregate: MetricAggregate!

  """
  Indexes of the best runs, all where several are as good. NaN and missing values never are.
  """
  best: [Int!]!

  """The context; null for the empty one, and where the tracker has none."""
  context: JSON

  """Two values are unequal, or some runs have one and some have none."""
  differs: Boolean!

  """
  Which way it is good; null where nobody knows, and then there is no best.
  """
  direction: Direction

  """Who says so."""
  directionFrom: DirectionFrom

  """The key."""
  key: String!

  """The greatest value that is not NaN."""
  max: Number

  """The least value that is not NaN."""
  min: Number

  """How many runs have none."""
  missing: Int!

  """One a run; null where it has none."""
  values: Column!
}

"""Which metrics of a run: one key, or every key that starts so."""
input MetricSelector {
  """Every context of the key, in place of one."""
  anyContext: Boolean = false

  """
  The context; without it the empty one, else the first by canonical JSON text.
  """
  context: JSON

  """The key."""
  key: String!

  """Every key that starts with key, in place of the one."""
  prefix: Boolean = false
}

"""A registered model."""
type Model implements Node {
  """When it was made."""
  createdAt: DateTime

  """What people wrote about it."""
  description: String

  """Global id."""
  id: ID!

  """Its name."""
  name: String!

  """The tracker's own id."""
  nativeId: String!

  """\`source/native-id\`."""
  ref: String!

  """The source that it lives in."""
  source: Source!

  """Keys with values."""
  tags: [Tag!]!

  """Opens it in the tracker's own page."""
  url: String

  """Its versions, newest first."""
  versions(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 50
  ): ModelVersionConnection!
}

"""A page of models."""
type ModelConnection {
  """Nodes with their cursors."""
  edges: [ModelEdge!]!

  """The models of this page."""
  nodes: [Model!]!

  """Where the page lies."""
  pageInfo: PageInfo!

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """
  How many there are in all. Null where that is not known: a source failed, or this page does not hold the whole list and
  its tracker does not count, or several trackers have a part of it.
  """
  totalCount: Number
}

"""A model with its cursor."""
type ModelEdge {
  """Where the list goes on behind it."""
  cursor: String!

  """The model."""
  node: Model!
}

"""A version of a registered model."""
type ModelVersion implements Node {
  """Other names of this version, such as \`champion\`."""
  aliases: [String!]!

  """What was registered."""
  artifact: Artifact

  """When it was made."""
  createdAt: DateTime

  """What people wrote about it."""
  description: String

  """Global id."""
  id: ID!

  """The model."""
  model: Model!

  """The tracker's own id."""
  nativeId: String!

  """\`source/native-id\`."""
  ref: String!

  """The run that it came from."""
  run: Run

  """Its stage, where the tracker has stages."""
  stage: String

  """The tracker's own word for how far it got."""
  status: String

  """Keys with values."""
  tags: [Tag!]!

  """The version, as the tracker counts."""
  version: String!
}

"""A page of model versions."""
type ModelVersionConnection {
  """Nodes with their cursors."""
  edges: [ModelVersionEdge!]!

  """The versions of this page."""
  nodes: [ModelVersion!]!

  """Where the page lies."""
  pageInfo: PageInfo!

  """What happened at the source."""
  reports: [SourceReport!]!

  """
  How many there are in all. Null where that is not known: the source failed, or this page does not hold the whole list
  and its tracker does not count.
  """
  totalCount: Number
}

"""A model version with its cursor."""
type ModelVersionEdge {
  """Where the list goes on behind it."""
  cursor: String!

  """The version."""
  node: ModelVersion!
}

"""The gateway's own state; trackers are not written to."""
type Mutation {
  """
  Drops cached answers of a source, a project or a run: exactly one argument. Answers how many entries were dropped.
  """
  purge(
    """Global id, or \`source/native-id\`."""
    project: ID

    """Global id, or \`source/native-id\`."""
    run: ID

    """The id in the config, or a global id."""
    source: ID
  ): Int!
}

"""A part of a run's name."""
type NamePart {
  """What the pattern calls it."""
  key: String!

  """What the name says there."""
  value: String!
}

"""Compares a part of a run's name."""
input NamePartFilter {
  """Has this in it."""
  contains: String

  """Ends with this."""
  endsWith: String

  """Equal."""
  eq: String

  """Whether the name has such a part."""
  exists: Boolean

  """Lowers both sides."""
  ignoreCase: Boolean = false

  """One of these; false when empty."""
  in: [String!]

  """What the pattern calls it."""
  key: String!

  """Has a match of this pattern: RE2 syntax, unanchored."""
  matches: String

  """Present and not equal."""
  ne: String

  """Starts with this."""
  startsWith: String
}

"""Anything that has a global id."""
interface Node {
  """
  Opaque; encodes type, source and native id, and stays the same as long as the source keeps its name in the config.
  """
  id: ID!
}

"""
A finite number as a JSON number; NaN and the infinities as the strings "NaN", "Infinity" and "-Infinity"; an integer
beyond 2^53 as a string of its decimal digits. Input takes the same forms.
"""
scalar Number

"""Compares numbers."""
input NumberFilter {
  """Equal."""
  eq: Number

  """Whether there is a value at all."""
  exists: Boolean

  """Greater."""
  gt: Number

  """Greater or equal."""
  gte: Number

  """One of these; false when empty."""
  in: [Number!]

  """
  true: there is a value and it is NaN. false: there is one and it is not.
  """
  isNaN: Boolean

  """Less."""
  lt: Number

  """Less or equal."""
  lte: Number

  """Present and not equal."""
  ne: Number
}

"""A value of runs, and which way it is good."""
input Objective {
  """
  Which way; as the config or a word in a metric's key says where left out.
  """
  direction: Direction

  """The value."""
  value: RunValue!
}

"""An installed package."""
type Package {
  """Its name."""
  name: String!

  """Its version."""
  version: String
}

"""
A package over runs. Case, dots, dashes and underscores in names tell no two apart (PEP 503).
"""
type PackageRow {
  """Two runs whose packages were recorded differ."""
  differs: Boolean!

  """The name, as the first run that has it spells it."""
  name: String!

  """
  Versions, one a run; null where it was not installed, or nothing was recorded: see Run.provenance.
  """
  values: Column!
}

"""A curve as packed doubles."""
type PackedCurve {
  """The values before smoothing; null unless asked for."""
  raw: Doubles

  """Where the points lie."""
  x: Doubles!

  """Values; NaN where there is none."""
  y: Doubles!
}

"""
The points of a metric as packed doubles: the columns of its series, in the same order.
"""
type PackedSeries {
  """
  The training epoch of each point, NaN for points without one; null altogether where the tracker kept none of this metric.
  """
  epochs: Doubles

  """
  Steps. Null, with an error, where one is beyond 2^53 and no double is equal to it: the list of steps holds it exactly.
  """
  steps: Doubles

  """Epoch milliseconds; NaN where the tracker kept none."""
  timestamps: Doubles!

  """Values."""
  values: Doubles!
}

"""Where a page lies in its list (Relay)."""
type PageInfo {
  """
  Where the next page starts. Also there on an empty page whose sources were only read in part: going on from it reads
  further.
  """
  endCursor: String

  """
  Whether \`after: endCursor\` gives more. False too where every source that could give more has failed: see reports.
  """
  hasNextPage: Boolean!

  """Whether this page was asked for with \`after\`."""
  hasPreviousPage: Boolean!

  """The cursor of the first node; null on an empty page."""
  startCursor: String
}

"""An input of a run."""
type Param {
  """The flattened key."""
  key: String!

  """The key in the tracker."""
  nativeKey: String!

  """The text as stored, where the tracker keeps text; null elsewhere."""
  text: String

  """What the value is."""
  type: ValueType!

  """The typed value."""
  value: Value
}

"""
Compares a param as the operand's kind asks: a number with numbers and decimal text, text with the text of any scalar,
a boolean with booleans and the text true or false. A value of another kind is unequal, and in no order.
"""
input ParamFilter {
  """Its text has this in it."""
  contains: String

  """Its text ends with this."""
  endsWith: String

  """Equal."""
  eq: Value

  """Whether there is such a param, null and NaN too."""
  exists: Boolean

  """Greater."""
  gt: Value

  """Greater or equal."""
  gte: Value

  """Lowers both sides where text is compared."""
  ignoreCase: Boolean = false

  """One of these; false when empty."""
  in: [Value!]

  """The param's key."""
  key: String!

  """Less: numbers as numbers, text by code point."""
  lt: Value

  """Less or equal."""
  lte: Value

  """Its text has a match of this pattern: RE2 syntax, unanchored."""
  matches: String

  """Present and not equal."""
  ne: Value

  """Its text starts with this."""
  startsWith: String
}

"""
A param over runs. Values are equal by one rule: decimal text and numbers by exact number, NaN with NaN; text true and false
in any case and booleans as booleans; times by instant; lists element by element; other text by code point.
"""
type ParamRow {
  """Two values are unequal, or some runs have one and some have none."""
  differs: Boolean!

  """How many different values there are."""
  distinct: Int!

  """The key."""
  key: String!

  """How many runs have none."""
  missing: Int!

  """What trackers call it."""
  nativeKeys: [String!]!

  """
  What all values present are; STRING where they differ; NULL where there are none.
  """
  type: ValueType!

  """One a run; null where it has none."""
  values: Column!
}

"""Runs by rank."""
type ParetoFront {
  """
  What the front reaches of the space up to the reference, exact; null above three objectives.
  """
  hypervolume: Number

  """How many runs match in all; null where nobody tells."""
  matched: Number

  """What is to be said of it."""
  note: String

  """
  By rank; rank 0 is the front. Runs without a finite value in every objective are left out.
  """
  points: [ParetoPoint!]!

  """
  In the objectives' own units: the one given, or the worst that was seen.
  """
  reference: Column!

  """What happened at every source asked."""
  reports: [SourceReport!]!
}

"""A run among others."""
type ParetoPoint {
  """
  0 for a run that no other is better than; 1 for one that only runs of rank 0 are better than, and so on.
  """
  rank: Int!

  """The run."""
  run: Run!

  """Its objectives, in their order."""
  values: Column!
}

"""What is wrong with a text, and where."""
type ParseTrouble {
  """From 1, in UTF-16 units."""
  column: Int!

  """How much of the text is meant; 0 at its end."""
  length: Int!

  """From 1."""
  line: Int!

  """What is wrong, and what would have been understood."""
  message: String!
}

"""A text of the expression language, as it was understood."""
type ParsedWhere {
  """What is wrong; null where valid."""
  error: ParseTrouble

  """The same in the shape of RunFilter; null where not valid."""
  filter: JSON

  """
  What may be written at the end of the text: words, fields, and keys of runs that were read before.
  """
  suggestions: [Suggestion!]!

  """
  The same printed canonically: one text for all that mean the same but for nesting and negation. Null where not valid.
  """
  text: String

  """Whether it can be asked with."""
  valid: Boolean!
}

"""Whether something was recorded."""
enum PresenceState {
  """It was not."""
  MISSING

  """Some of it was."""
  PARTIAL

  """It was."""
  PRESENT
}

"""Where runs live. Some trackers call it an experiment."""
type Project implements Node {
  """When it was made; null where the tracker does not tell."""
  createdAt: DateTime

  """What its owners wrote about it."""
  description: String

  """Global id."""
  id: ID!

  """Its name in the tracker."""
  name: String!

  """The tracker's own id."""
  nativeId: String!

  """\`source/native-id\`."""
  ref: String!

  """Its runs, with the arguments of Query.runs."""
  runs(
    """The endCursor of an earlier page."""
    after: String

    """Whether archived runs are in."""
    archived: Archived = EXCLUDE

    """Which runs; all without it."""
    filter: RunFilter

    """How many, 1 to 1000."""
    first: Int = 50

    """By which values."""
    orderBy: [RunOrder!]

    """
    Which runs, as text of the expression language such as \`metrics.val_acc > 0.9 and params.lr <= 1e-3\`; all without it.
    Where filter is given too, both must hold. An error says where in \`extensions.position\`.
    """
    where: String
  ): RunConnection!

  """The source that it lives in."""
  source: Source!

  """Opens it in the tracker's own page."""
  url: String
}

"""A page of projects."""
type ProjectConnection {
  """Nodes with their cursors."""
  edges: [ProjectEdge!]!

  """The projects of this page."""
  nodes: [Project!]!

  """Where the page lies."""
  pageInfo: PageInfo!

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """
  How many there are in all. Null where a source was not read whole, or an older answer covers for it: see reports.
  """
  totalCount: Number
}

"""A project with its cursor."""
type ProjectEdge {
  """Where the list goes on behind it."""
  cursor: String!

  """The project."""
  node: Project!
}

"""
What a run was made from, as far as the tracker recorded it. Null: not recorded.
"""
type Provenance {
  """Its arguments."""
  arguments: [String!]

  """The command line."""
  command: String

  """The container image."""
  containerImage: String

  """The CUDA version."""
  cuda: String

  """Data that the run read."""
  datasets: [Artifact!]!

  """The script or module that was started."""
  entryPoint: String

  """The code."""
  git: GitState

  """Its GPUs."""
  gpus: [Gpu!]

  """The machine."""
  host: String

  """Its operating system."""
  os: String

  """Installed packages."""
  packages: [Package!]

  """The Python that ran it."""
  pythonVersion: String

  """Params that seed random numbers."""
  seeds: [Param!]!
}

"""A fact of how runs were made. Facts are text and compare as text."""
type ProvenanceRow {
  """Two values are unequal, or some runs have one and some have none."""
  differs: Boolean!

  """How many runs have none."""
  missing: Int!

  """The fact, such as commit or seeds."""
  name: String!

  """One a run; null where it was not recorded."""
  values: Column!
}

"""
Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
readable reference \`source/native-id\`. An unknown id gives null and an error NOT_FOUND. Every \`first\` is 1 to 1000.
"""
type Query {
  """One artifact."""
  artifact(
    """Global id, or \`source/native-id\`."""
    id: ID!
  ): Artifact

  """Artifacts of all sources."""
  artifacts(
    """The endCursor of an earlier page."""
    after: String

    """Which artifacts; all without it."""
    filter: ArtifactFilter

    """How many, 1 to 1000."""
    first: Int = 50

    """Only these projects: global ids, or \`source/native-id\`."""
    projects: [ID!]

    """Only these sources: ids of the config, or global ids."""
    sources: [ID!]
  ): ArtifactConnection!

  """
  Runs side by side. A named run that is not there is an error NOT_FOUND with its index in \`extensions.index\`; the rest is
  compared.
  """
  compare(
    """Which runs."""
    runs: RunSelection!
  ): Comparison

  """What runs break of the conventions in the config, and what to do."""
  conventions(
    """Which runs."""
    runs: RunSelection!
  ): ConventionReport

  """
  How params and metrics go with a target: those named, or all that have numbers.
  """
  correlations(
    """These metrics."""
    metrics: [MetricRef!]

    """These params."""
    params: [String!]

    """Which runs."""
    runs: RunSelection!

    """What they go with."""
    target: RunValue!
  ): Correlations

  """
  Curves of metrics over runs: fetched whole, smoothed each by itself, aligned, and cut, in this order. One that cannot be
  read is told with its error. What would take too much is refused.
  """
  curves(
    """Whether they share x."""
    align: Align = NONE

    """How points are chosen where there are more than maxPoints."""
    downsample: Downsample = MINMAX_LTTB

    """At most so many points, 2 or more; all where left out."""
    maxPoints: Int

    """Which of their metrics."""
    metrics: [MetricSelector!]!

    """Tell the values before smoothing, too."""
    raw: Boolean = false

    """Which runs."""
    runs: RunSelection!

    """How each is made smooth; not at all where left out."""
    smooth: Smoothing

    """What they lie along; the step where left out."""
    x: XAxis
  ): Curves

  """How two selections differ: b less a."""
  difference(
    """The first selection."""
    a: RunSelection!

    """The second selection."""
    b: RunSelection!

    """How much lies within the interval, between 0 and 1."""
    level: Float = 0.95

    """In what."""
    measures: [RunValue!]!

    """
    What pairs runs, for PAIRED; a value that a selection has twice pairs nothing.
    """
    pairBy: RunValue

    """How often values are drawn again, 100 to 100000; for BOOTSTRAP."""
    resamples: Int = 10000

    """The same seed gives the same interval; for BOOTSTRAP."""
    seed: Int = 0

    """How they are compared."""
    test: DifferenceTest = WELCH
  ): Differences

  """How every source would be asked for runs. Asks no tracker for runs."""
  explainRuns(
    """Whether archived runs are in."""
    archived: Archived = EXCLUDE

    """Which runs; all without it."""
    filter: RunFilter

    """How many, 1 to 1000."""
    first: Int = 50

    """By which values."""
    orderBy: [RunOrder!]

    """Only these projects: global ids, or \`source/native-id\`."""
    projects: [ID!]

    """Only these sources: ids of the config, or global ids."""
    sources: [ID!]

    """
    Which runs, as text of the expression language such as \`metrics.val_acc > 0.9 and params.lr <= 1e-3\`; all without it.
    Where filter is given too, both must hold. An error says where in \`extensions.position\`.
    """
    where: String
  ): [SourcePlan!]!

  """The best so far by end time, and what it cost."""
  frontier(
    """What is to be good."""
    objective: Objective!

    """Which runs."""
    runs: RunSelection!
  ): Frontier

  """
  Runs in groups whose values are the same, with measures summed up over each. More than 1000 groups are refused.
  """
  groups(
    """What runs of a group have in common."""
    by: [RunValue!]!

    """The interval of each measure; none where left out."""
    interval: Interval

    """What is summed up; only sizes where left out."""
    measures: [Measure!]

    """Which runs."""
    runs: RunSelection!
  ): Groups

  """How much of what makes runs good lies in each param."""
  importance(
    """
    Which way; as the config or a word in a metric's key says where left out.
    """
    direction: Direction

    """How it is measured."""
    method: ImportanceMethod = PED_ANOVA

    """These params; all where left out."""
    params: [String!]

    """Which runs."""
    runs: RunSelection!

    """The same seed gives the same trees; for FOREST."""
    seed: Int = 0

    """What makes them good."""
    target: RunValue!
  ): Importances

  """
  Keys that runs use, merged over sources by key. A tracker without a catalogue of keys has its runs read for them.
  """
  keys(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 200

    """What the keys are keys of."""
    kind: KeyKind!

    """Only these projects: global ids, or \`source/native-id\`."""
    projects: [ID!]

    """Part of the key, in any case."""
    search: String

    """Only these sources: ids of the config, or global ids."""
    sources: [ID!]
  ): KeyConnection!

  """
  What a run, artifact or model version was made from, and what was made from it.
  """
  lineage(
    """How many edges away, 1 to 20."""
    depth: Int = 3

    """UPSTREAM goes to inputs, parents and origins."""
    direction: LineageDirection = BOTH

    """Only these kinds of edges; all but COPY_OF without it."""
    kinds: [LineageKind!]

    """How many nodes, 1 to 1000."""
    limit: Int = 200

    """Global id; a reference \`source/native-id\` is read as a run."""
    of: ID!
  ): Lineage!

  """One registered model."""
  model(
    """Global id, or \`source/native-id\`."""
    id: ID!
  ): Model

  """Registered models of all sources."""
  models(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 50

    """Part of the name, in any case."""
    search: String

    """Only these sources: ids of the config, or global ids."""
    sources: [ID!]
  ): ModelConnection!

  """Any object by its global id."""
  node(
    """A global id."""
    id: ID!
  ): Node

  """
  Objects by their global ids, in the order asked; null, with an error, where there is none.
  """
  nodes(
    """Global ids."""
    ids: [ID!]!
  ): [Node]!

  """
  Runs that no other is better than, and the rest by rank. One to five objectives.
  """
  pareto(
    """What is to be good."""
    objectives: [Objective!]!

    """
    What the hypervolume is measured from, in the objectives' own units; the worst that was seen where left out.
    """
    reference: [Number!]

    """Which runs."""
    runs: RunSelection!
  ): ParetoFront

  """
  A text of the expression language as the filter that it means, and what would be understood at its end. Asks no tracker:
  keys are suggested of runs that were read before.
  """
  parseWhere(
    """The text."""
    where: String!
  ): ParsedWhere

  """One project."""
  project(
    """Global id, or \`source/native-id\`."""
    id: ID!
  ): Project

  """
  Projects of all sources, by source and name. Archived ones are left out.
  """
  projects(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 50

    """Part of the name, in any case."""
    search: String

    """Only these sources: ids of the config, or global ids."""
    sources: [ID!]
  ): ProjectConnection!

  """Whether a run has been reproduced by another."""
  reproduction(
    """Values may lie apart by this much."""
    absolute: Float = 0

    """The repetition: global id, or \`source/native-id\`."""
    by: ID!

    """These metrics; all that both have where left out."""
    metrics: [MetricSelector!]

    """The original: global id, or \`source/native-id\`."""
    of: ID!

    """Values may lie apart by this share of the original's."""
    relative: Float = 0.01
  ): Reproduction

  """One run."""
  run(
    """Global id, or \`source/native-id\`."""
    id: ID!
  ): Run

  """
  Runs of all sources in one order. A source that fails yields its report and the runs of the others.
  """
  runs(
    """The endCursor of an earlier page of the same question."""
    after: String

    """
    Whether runs that were archived, trashed or deleted at the tracker are in.
    """
    archived: Archived = EXCLUDE

    """Which runs; all without it."""
    filter: RunFilter

    """How many, 1 to 1000."""
    first: Int = 50

    """
    By which values, the first one first. Always followed by: start time descending, source, native id.
    """
    orderBy: [RunOrder!]

    """Only these projects: global ids, or \`source/native-id\`."""
    projects: [ID!]

    """Only these sources: ids of the config, or global ids."""
    sources: [ID!]

    """
    Turns a source that fails into an error, so that an answer is whole or none.
    """
    strict: Boolean = false

    """
    Which runs, as text of the expression language such as \`metrics.val_acc > 0.9 and params.lr <= 1e-3\`; all without it.
    Where filter is given too, both must hold. An error says where in \`extensions.position\`.
    """
    where: String
  ): RunConnection!

  """One configured source."""
  source(
    """The id in the config, or a global id."""
    id: ID!
  ): Source

  """
  All configured sources, in the order of the config. Asks no tracker that was probed before.
  """
  sources: [Source!]!
}

"""How reading a source went."""
enum ReportState {
  """Nothing of it is here."""
  FAILED

  """All that was asked for is here."""
  OK

  """Some of it is here; message says what is not."""
  PARTIAL

  """
  It was not asked: it has no such thing (UNSUPPORTED), or it is not answering and is left alone for a while.
  """
  SKIPPED

  """
  It is here, older than it should be, because the tracker did not answer.
  """
  STALE
}

"""A metric of both runs, over the steps that both have."""
type ReproducedMetric {
  """The repetition's last value."""
  byLast: Number

  """The context, where the tracker has contexts."""
  context: JSON

  """The step from which on they are apart; null where there is none."""
  firstApart: Number

  """The key."""
  key: String!

  """The greatest distance of finite values."""
  maxDifference: Number

  """The same for people."""
  message: String!

  """The original's last value."""
  ofLast: Number

  """Steps that both have."""
  points: Int!

  """The root of the mean square distance of finite values."""
  rmse: Number

  """Of this metric."""
  verdict: Verdict!

  """The share of them that are near enough."""
  within: Number
}

"""Whether what was recorded is enough to run a run again."""
type Reproducibility {
  """Code, environment, data, seeds, hardware and configuration."""
  items: [ReproducibilityItem!]!

  """
  The mean of the items, 0 to 1: PRESENT counts 1, PARTIAL 0.5, MISSING 0.
  """
  score: Float!
}

"""One thing that a repetition needs."""
type ReproducibilityItem {
  """What was found."""
  evidence: JSON

  """code, environment, data, seeds, hardware or configuration."""
  name: String!

  """Whether it was recorded."""
  state: PresenceState!

  """Why it counts so."""
  why: String!
}

"""Whether a run has been reproduced by another."""
type Reproduction {
  """The repetition."""
  by: Run!

  """The likeliest causes first, taken from what differs."""
  causes: [String!]!

  """What a result depends on, in both."""
  checklist: [ReproductionItem!]!

  """The same for people."""
  message: String!

  """Each metric that both have."""
  metrics: [ReproducedMetric!]!

  """The original."""
  of: Run!

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """The worst of the metrics that can be compared."""
  verdict: Verdict!
}

"""One thing that a result depends on."""
type ReproductionItem {
  """In the repetition; null where it was not recorded."""
  by: JSON

  """The same for people."""
  message: String!

  """code, environment, data, seeds, hardware or configuration."""
  name: String!

  """In the original; null where it was not recorded."""
  of: JSON

  """Whether it is the same."""
  state: SameState!
}

"""One training or evaluation execution."""
type Run implements Node {
  """
  Whether it was archived, trashed or deleted at the tracker, where it still is.
  """
  archived: Boolean!

  """When this was read from the tracker."""
  asOf: DateTime!

  """Runs nested in this one, newest first."""
  children(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 50
  ): RunConnection!

  """
  What it took of machines, as far as it is known. A run that goes on counts until now.
  """
  compute: Compute!

  """From start to end, in milliseconds; null while either is missing."""
  durationMs: Float

  """When it ended; null while it goes on."""
  endedAt: DateTime

  """The group it was put into, where the tracker has groups."""
  group: String

  """Global id."""
  id: ID!

  """What kind of job it is, where the tracker has that."""
  jobType: String

  """One output; null where there is none."""
  metric(
    """
    The context; without it the empty one, else the first by canonical JSON text.
    """
    context: JSON

    """The key."""
    key: String!
  ): Metric

  """Its outputs. Null, with an error, where they could not be read."""
  metrics(
    """Only these keys."""
    keys: [String!]

    """Only keys that start so."""
    prefix: String
  ): [Metric!]

  """Its name, as people gave it."""
  name: String

  """
  The parts of its name by its project's convention in the config; none where it has none, or the name does not fit it.
  """
  nameParts: [NamePart!]!

  """What the tracker said, for what has no field here."""
  native: JSON

  """The tracker's own id."""
  nativeId: String!

  """The tracker's own word for that."""
  nativeStatus: String

  """What people wrote about it."""
  notes: String

  """One input; null where there is none."""
  param(
    """The key."""
    key: String!
  ): Param

  """
  Its inputs, flattened to keys. Null, with an error, where they could not be read.
  """
  params(
    """Only these keys."""
    keys: [String!]

    """Only keys that start so."""
    prefix: String
  ): [Param!]

  """The run that this one is nested in."""
  parent: Run

  """Artifacts that it made."""
  produced(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 50
  ): ArtifactConnection!

  """The project that it belongs to."""
  project: Project!

  """What it was made from: code, environment, data."""
  provenance: Provenance

  """\`source/native-id\`."""
  ref: String!

  """Whether that is enough to run it again."""
  reproducibility: Reproducibility

  """The source that it lives in."""
  source: Source!

  """When it started."""
  startedAt: DateTime

  """How far it got."""
  status: RunStatus!

  """
  Keys with values, and plain labels. Null, with an error, where they could not be read.
  """
  tags(
    """Only these keys."""
    keys: [String!]
  ): [Tag!]

  """Opens the run in the tracker's own page."""
  url: String

  """Artifacts that it read."""
  used(
    """The endCursor of an earlier page."""
    after: String

    """How many, 1 to 1000."""
    first: Int = 50
  ): ArtifactConnection!

  """Who started it."""
  user: String
}

"""One column of a table."""
input RunColumn {
  """
  In place of value: a column for each key of this kind that a run of the page has, by code point.
  """
  all: AllColumns

  """What to call it; not beside all."""
  as: String

  """What to put into it."""
  value: RunValue
}

"""A page of runs."""
type RunConnection {
  """Nodes with their cursors."""
  edges: [RunEdge!]!

  """The runs of this page."""
  nodes: [Run!]!

  """Where the page lies."""
  pageInfo: PageInfo!

  """What happened at every source asked."""
  reports: [SourceReport!]!

  """
  The same page as columns: what a data frame is made of, and the fast path.
  """
  table(
    """What to put into them."""
    columns: [RunColumn!]!
  ): RunTable!

  """
  How many match in all. Null where that is not known: a source failed, or was not read to its end within its budget; or
  this page does not hold the whole list, and a tracker that may have more does not count, filters only a part of the
  question, or was asked by several searches. A first page that holds the whole list has it always.
  """
  totalCount: Number
}

"""A run with its cursor."""
type RunEdge {
  """Where the list goes on behind it."""
  cursor: String!

  """The run."""
  node: Run!
}

"""Fields to sort by and to put into columns."""
enum RunField {
  """Whether it is archived."""
  ARCHIVED

  """Emissions in kg of CO2 equivalents; see Run.compute."""
  CO2E_KG

  """What the GPUs cost; see Run.compute."""
  COST

  """From start to end, in milliseconds."""
  DURATION_MS

  """When it ended."""
  ENDED_AT

  """Energy in kWh; see Run.compute."""
  ENERGY_KWH

  """GPUs times hours; see Run.compute."""
  GPU_HOURS

  """Its group."""
  GROUP

  """The tracker's own id."""
  ID

  """Its kind of job."""
  JOB_TYPE

  """The name."""
  NAME

  """What people wrote about it."""
  NOTES

  """\`source/native-id\` of the run that it is nested in."""
  PARENT

  """The name of its project."""
  PROJECT

  """The id of its source in the config."""
  SOURCE

  """When it started."""
  STARTED_AT

  """The status, by its word."""
  STATUS

  """Its address in the tracker's own page."""
  URL

  """Who started it."""
  USER
}

"""
Which runs. Every field given must hold, and every operator in it. A missing or NaN value makes every operator but
\`exists\` and \`isNaN\` false, the negated ones too.
"""
input RunFilter {
  """All of these hold; true when empty."""
  and: [RunFilter!]

  """Emissions in kg of CO2 equivalents; see Run.compute."""
  co2eKg: NumberFilter

  """What the GPUs cost; see Run.compute."""
  cost: NumberFilter

  """From start to end, in milliseconds."""
  durationMs: NumberFilter

  """When it ended."""
  endedAt: DateTimeFilter

  """Energy in kWh; see Run.compute."""
  energyKwh: NumberFilter

  """GPUs times hours; see Run.compute."""
  gpuHours: NumberFilter

  """Its group."""
  group: StringFilter

  """The tracker's own id: eq, ne, in and exists alone, case counts."""
  id: StringFilter

  """Its kind of job."""
  jobType: StringFilter

  """A metric's summary."""
  metric: MetricFilter

  """The run's name."""
  name: StringFilter

  """A part of the run's name by its project's convention."""
  namePart: NamePartFilter

  """
  This does not hold. Negation is moved into the operators: not lt is gte, not in is 'present and none of'.
  """
  not: RunFilter

  """What people wrote about it."""
  notes: StringFilter

  """One of these holds; false when empty."""
  or: [RunFilter!]

  """A param."""
  param: ParamFilter

  """
  \`source/native-id\` of the run that it is nested in; exists: false finds top-level runs.
  """
  parent: StringFilter

  """The name of its project."""
  projectName: StringFilter

  """The id of its source in the config."""
  source: StringFilter

  """When it started."""
  startedAt: DateTimeFilter

  """How far it got."""
  status: StatusFilter

  """A tag."""
  tag: TagFilter

  """Who started it."""
  user: StringFilter
}

"""Runs whose values are the same, by the rule of ParamRow."""
type RunGroup {
  """
  One curve a metric: at each x a summary of the runs that have a finite value there. align NONE is refused.
  """
  curves(
    """How the runs' curves share x."""
    align: Align = UNION

    """The band; that of the mean by T where left out."""
    interval: Interval

    """
    At most so many x, chosen by MINMAX_LTTB on the figure that the interval is of.
    """
    maxPoints: Int = 500

    """Which metrics."""
    metrics: [MetricSelector!]!

    """How each run's curve is made smooth first."""
    smooth: Smoothing

    """What curves lie along."""
    x: XAxis
  ): [GroupCurve!]!

  """
  One value for each thing that is grouped by; null is a missing value, which is one of its own.
  """
  key: Column!

  """One for each measure, in their order."""
  measures: [Summary!]!

  """The runs."""
  runs: [Run!]!

  """How many runs."""
  size: Int!
}

"""One key of a sort. Missing and NaN are last in both directions."""
input RunOrder {
  """What to sort by."""
  by: RunValue!

  """Which way."""
  direction: SortDirection = ASC
}

"""
Which runs: those that are named, or those that match, in order and cut at first. No defaults here, so that what was given
can be told.
"""
input RunSelection {
  """
  Whether archived runs are in: EXCLUDE where left out, and INCLUDE beside runs that are named.
  """
  archived: Archived

  """Which runs."""
  filter: RunFilter

  """At most so many, 1 to 10000; 200 where left out."""
  first: Int

  """By which values; the newest first where left out."""
  orderBy: [RunOrder!]

  """Only these projects: global ids, or \`source/native-id\`."""
  projects: [ID!]

  """
  Global ids, or \`source/native-id\`, up to 10000, in this order. A run that is named twice counts once, at its first place.
  Beside it only archived may be given.
  """
  runs: [ID!]

  """Only these sources: ids of the config, or global ids."""
  sources: [ID!]

  """
  Which runs, as text of the expression language; where filter is given too, both must hold.
  """
  where: String
}

"""How far a run got."""
enum RunStatus {
  """It ended by an error."""
  FAILED

  """It ended well."""
  FINISHED

  """It was stopped."""
  KILLED

  """It goes on."""
  RUNNING

  """It waits to start."""
  SCHEDULED

  """The tracker says something else, or nothing; see nativeStatus."""
  UNKNOWN
}

"""A page of runs as columns."""
type RunTable {
  """The columns, in the order asked."""
  columns: [TableColumn!]!

  """\`source/native-id\` of every row."""
  refs: Column!
}

"""A value of a run: exactly one of these."""
input RunValue {
  """A field."""
  field: RunField

  """A metric."""
  metric: MetricRef

  """A part of the name by its project's convention, by its key."""
  namePart: String

  """A param, by its key."""
  param: String

  """A tag, by its key."""
  tag: String
}

"""Whether two things are the same."""
enum SameState {
  """They are not."""
  DIFFERENT

  """They are."""
  SAME

  """One of them was not recorded."""
  UNKNOWN
}

"""Who left points out of a series."""
enum SampledBy {
  """
  The gateway, which keeps the first and last point and the extremes between.
  """
  GATEWAY

  """The tracker, in its own way."""
  TRACKER
}

"""
The points of a metric, as columns of equal length, in order of step, then timestamp, then as logged. Where a tracker keeps
no order of logging, or tells none, points that are equal in step and timestamp are in the order of their values.
"""
type Series {
  """Whether these are all of them."""
  complete: Boolean!

  """
  The training epoch of each point, null for points without one; null altogether where the tracker kept none of this metric.
  """
  epochs: Column

  """
  The same columns in packed form, which is several times as fast where there are many points.
  """
  packed: PackedSeries!

  """Who left points out; null where complete."""
  sampledBy: SampledBy

  """Steps."""
  steps: Column!

  """Epoch milliseconds; null where the tracker kept none."""
  timestamps: Column!

  """
  How many points the tracker has in the range; null where it does not tell.
  """
  totalPoints: Number

  """Values."""
  values: Column!
}

"""How bad a diagnostic is."""
enum Severity {
  """Something does not work."""
  ERROR

  """Good to know."""
  INFO

  """Something may be missing or slow."""
  WARNING
}

"""
How each curve's own points are made smooth, before curves are aligned and cut. What is not finite passes through.
"""
input Smoothing {
  """How."""
  method: SmoothingMethod!

  """For GAUSSIAN, greater than 0, in units of x."""
  sigma: Float

  """For EMA and TWEMA, from 0 to below 1."""
  weight: Float

  """For MEAN, an odd number of points."""
  window: Int
}

"""How a curve is made smooth."""
enum SmoothingMethod {
  """
  The exponential moving average with the correction of its start that TensorBoard makes.
  """
  EMA

  """The mean weighted by exp(−Δx²/2σ²), cut at 4σ."""
  GAUSSIAN

  """The mean of a centred window of points, shortened at the edges."""
  MEAN

  """
  The exponential moving average by distance in x: the decay of a thousandth of the curve's range is √weight.
  """
  TWEMA
}

"""Which way to sort."""
enum SortDirection {
  """The least first."""
  ASC

  """The greatest first."""
  DESC
}

"""Who sorts."""
enum SortPlan {
  """The gateway, after reading all that matches."""
  GATEWAY

  """The tracker."""
  NATIVE
}

"""One configured instance of a tracker."""
type Source implements Node {
  """
  What it evaluates and sorts itself, and how well: the adapter's declared table, as narrowed by the probe.
  """
  capabilities: JSON!

  """What its users should know about it."""
  diagnostics: [Diagnostic!]!

  """Global id."""
  id: ID!

  """The id that the config gives it."""
  name: String!

  """Whether it answers."""
  state: SourceState!

  """The kind of tracker, as in the config."""
  tracker: String!

  """
  Where it is, without credentials; null for a source that is files on disk.
  """
  url: String

  """The tracker's version as it tells it; null until it was reached."""
  version: String
}

"""How one source would be asked for runs."""
type SourcePlan {
  """
  The search in the tracker's own words, one a line; null where the tracker need not be asked.
  """
  native: String

  """Clauses that the tracker evaluates."""
  pushed: [String!]!

  """Why it is so, in sentences."""
  reason: [String!]!

  """Clauses that the gateway evaluates."""
  residual: [String!]!

  """Who sorts."""
  sort: SortPlan!

  """The source."""
  source: Source!
}

"""
What happened at one source for one list: for this list alone, not for fields nested in it.
"""
type SourceReport {
  """When the oldest part of the answer was read from the tracker."""
  asOf: DateTime!

  """Whether the cache had it."""
  cache: CacheOutcome!

  """Why it did not go well; null where it did."""
  code: ErrorCode

  """
  What may help where nothing went wrong: keys in filter, sort or columns that no run read from here so far has, with the
  keys that are near. No tracker is asked for that.
  """
  hints: [String!]!

  """From the question to the source's last answer, in milliseconds."""
  latencyMs: Float!

  """The same for people."""
  message: String

  """Clauses that the tracker evaluated."""
  pushed: [String!]!

  """Clauses that the gateway evaluated."""
  residual: [String!]!

  """Rows of this source in the page."""
  rowsReturned: Int!

  """Rows that the tracker sent."""
  rowsScanned: Int!

  """The source."""
  source: Source!

  """How it went."""
  state: ReportState!

  """Requests that the tracker was sent."""
  upstreamCalls: Int!
}

"""Whether a source answers."""
enum SourceState {
  """It does, but its last call failed."""
  DEGRADED

  """It does not, or not to us."""
  DOWN

  """Nobody has asked it yet."""
  UNKNOWN

  """It does."""
  UP
}

"""Compares statuses."""
input StatusFilter {
  """This one."""
  eq: RunStatus

  """One of these; false when empty."""
  in: [RunStatus!]

  """Another one."""
  ne: RunStatus
}

"""Why a walk ended early."""
enum StopReason {
  """Time was over."""
  DEADLINE

  """More lies beyond the depth asked."""
  DEPTH

  """There are more nodes than the limit."""
  LIMIT
}

"""
Compares text by code point; case counts unless ignoreCase says otherwise.
"""
input StringFilter {
  """Has this in it."""
  contains: String

  """Ends with this."""
  endsWith: String

  """Equal."""
  eq: String

  """Whether there is a value at all."""
  exists: Boolean

  """Lowers both sides."""
  ignoreCase: Boolean = false

  """One of these; false when empty."""
  in: [String!]

  """Has a match of this pattern: RE2 syntax, unanchored."""
  matches: String

  """Present and not equal."""
  ne: String

  """Starts with this."""
  startsWith: String
}

"""What a text may go on with."""
type Suggestion {
  """What it is."""
  detail: String

  """To be put behind the text as it stands."""
  insert: String!

  """The whole word that results."""
  label: String!
}

"""
A measure over runs. count + missing + nonFinite are all runs. Sums are taken in an order that does not depend on the order
of runs. Null where there are too few values.
"""
type Summary {
  """Runs with a finite value."""
  count: Int!

  """The upper end of the interval; null where none was asked for."""
  high: Number

  """The mean without the lowest and the highest ⌊n/4⌋ values."""
  iqm: Number

  """The lower end of the interval; null where none was asked for."""
  low: Number

  """The greatest."""
  max: Number

  """The mean."""
  mean: Number

  """The median."""
  median: Number

  """The least."""
  min: Number

  """Runs without a value, or with one that is no number."""
  missing: Int!

  """The measure."""
  name: String!

  """Runs whose value is NaN or infinite."""
  nonFinite: Int!

  """What is to be said of it."""
  note: String

  """A quarter of the values lies below, by linear interpolation."""
  q1: Number

  """Three quarters of the values lie below, by linear interpolation."""
  q3: Number

  """By linear interpolation; null where there is no value."""
  quantiles(
    """Each from 0 to 1."""
    at: [Float!]!
  ): Column!

  """std / √n."""
  sem: Number

  """The standard deviation, with n − 1."""
  std: Number

  """The sum."""
  sum: Number
}

"""One value of every run of a page."""
type TableColumn {
  """
  \`as\`, else the key, else the field in camelCase. Where two columns would share a name, those with a key say what it is a
  key of: \`param lr\`, \`metric lr\`, and \`metric lr MAX\` where a metric has several columns. A context is JSON behind the key.
  """
  name: String!

  """
  What all values present are; STRING where they differ, with the values as they are; NULL where there are none.
  """
  type: ValueType!

  """The values; null where missing. Times are RFC 3339 text."""
  values: Column!
}

"""A key with a value; a plain label has no value."""
type Tag {
  """The key, or the label."""
  key: String!

  """The value; null for a plain label."""
  value: String
}

"""Compares the value of a tag; a plain label only exists."""
input TagFilter {
  """Has this in it."""
  contains: String

  """Ends with this."""
  endsWith: String

  """Equal."""
  eq: String

  """Whether there is such a tag, with or without a value."""
  exists: Boolean

  """Lowers both sides."""
  ignoreCase: Boolean = false

  """One of these; false when empty."""
  in: [String!]

  """The tag's key."""
  key: String!

  """Has a match of this pattern: RE2 syntax, unanchored."""
  matches: String

  """Present and not equal."""
  ne: String

  """Starts with this."""
  startsWith: String
}

"""A tag over runs; compared as text. A plain label has no value."""
type TagRow {
  """Two values are unequal, or some runs have one and some have none."""
  differs: Boolean!

  """How many different values there are."""
  distinct: Int!

  """The key."""
  key: String!

  """How many runs have none."""
  missing: Int!

  """One a run; null where it has none, and for a plain label."""
  values: Column!
}

"""
A Number, a string, a boolean, null, or a list of those. The field \`type\` beside it tells the text "NaN" from the number.
As input a string is always text; an exact integer beyond 2^53 is written as a literal in the document.
"""
scalar Value

"""What a value is."""
enum ValueType {
  """True or false."""
  BOOLEAN

  """An instant, as RFC 3339 text. In tables only."""
  DATETIME

  """A list."""
  LIST

  """Null."""
  NULL

  """A number."""
  NUMBER

  """Text."""
  STRING
}

"""Whether a result has been reproduced."""
enum Verdict {
  """Apart from the first point on."""
  DIFFERENT

  """Apart from some point on."""
  DIVERGES

  """Apart in the last tenth alone."""
  DIVERGES_LATE

  """Near enough, but for points by themselves."""
  MATCHES

  """They have no step in common."""
  NOT_COMPARABLE
}

"""What curves lie along."""
input XAxis {
  """From here on, included."""
  from: Number

  """What x is."""
  kind: XKind = STEP

  """The metric whose last value at the same step is x; for METRIC alone."""
  metric: MetricRef

  """Up to here, included."""
  to: Number
}

"""What x is."""
enum XKind {
  """
  A metric's last value at the same step. Points without one are dropped and counted.
  """
  METRIC

  """
  Milliseconds since the run started; since its first point where its start is not known.
  """
  RELATIVE_TIME

  """The step."""
  STEP

  """The time, in epoch milliseconds."""
  TIME
}
`;
