import type { ColumnValues } from '../graphql/column.ts';
import type { Json } from '../contract/value.ts';
import type { NumberInput } from '../graphql/scalars/number.ts';
import type { Value } from '../contract/value.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SourceNode, ProjectNode, RunNode, MetricNode, ProvenanceNode, GitNode, ArtifactNode, FileNode, ModelNode, VersionNode, KeyNode, RunConnectionNode, RunTableNode } from '../graphql/nodes.ts';
import type { Param as ParamValue } from '../contract/run.ts';
import type { CutSeries } from '../core/series/read-series.ts';
import type { SourceReport as ReportOfSource } from '../core/sources/report.ts';
import type { SourcePlan as PlanOfSource } from '../core/query/explain.ts';
import type { CurvesNode, ParetoPointNode, GroupsNode } from '../graphql/comparison-nodes.ts';
import type { ToldCurve } from '../core/curves/curves-of.ts';
import type { RunOfFrontier } from '../core/objectives/frontier-of-runs.ts';
import type { RunIssue } from '../core/names/check-runs.ts';
import type { RunGroup as GroupOfRuns } from '../core/groups/group-runs.ts';
import type { MeasureSummary } from '../core/groups/summarize-measure.ts';
import type { ToldGroupCurve } from '../core/groups/group-curves.ts';
import type { SelectedRuns } from '../core/selection/selection.ts';
import type { RequestContext } from '../graphql/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type ResolverFn<TResult, TParent, TContext, TArgs> = (parent: TParent, args: TArgs, context: TContext, info: GraphQLResolveInfo) => Promise<TResult> | TResult
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A list of Values that is serialised in one go; null where a value is missing. */
  Column: { input: ColumnValues; output: ColumnValues; }
  /**
   * An instant as RFC 3339 text in UTC with milliseconds, such as 2026-03-05T18:00:00.000Z. Input takes any RFC 3339 offset.
   * What a tracker keeps in another unit, nanoseconds for instance, has no date: it is null, with an error PROTOCOL that names
   * it, and counts as the number that it is in filters and sorts.
   */
  DateTime: { input: number; output: number; }
  /**
   * Doubles in one text: base64 (RFC 4648, padded) of IEEE 754 binary64, little-endian, 8 bytes each, NaN where one is missing.
   * In Python: `numpy.frombuffer(base64.b64decode(text), "<f8")`.
   */
  Doubles: { input: Float64Array; output: Float64Array; }
  /** Any JSON (RFC 8259). */
  JSON: { input: Json; output: unknown; }
  /**
   * A finite number as a JSON number; NaN and the infinities as the strings "NaN", "Infinity" and "-Infinity"; an integer
   * beyond 2^53 as a string of its decimal digits. Input takes the same forms.
   */
  Number: { input: NumberInput; output: number | bigint | string; }
  /**
   * A Number, a string, a boolean, null, or a list of those. The field `type` beside it tells the text "NaN" from the number.
   * As input a string is always text; an exact integer beyond 2^53 is written as a literal in the document.
   */
  Value: { input: Value; output: Value; }
};

/** Whether curves share one x, and what stands where a curve has no point. */
export type Align =
  /** As UNION, with the last value at or before x. */
  | 'ASOF'
  /** Every x that all curves have. */
  | 'INTERSECT'
  /** As UNION, with the straight line between neighbours: nothing beyond the ends, nor beside what is not finite. */
  | 'LINEAR'
  /** Each has its own x. */
  | 'NONE'
  /** Every x that any curve has; null where one has no point. */
  | 'UNION';

/** Keys that each get a column of their own. A metric of several contexts has a column for each of them. */
export type AllColumns =
  /** Metrics, with their last value. */
  | 'METRICS'
  /** Params. */
  | 'PARAMS'
  /** Tags. */
  | 'TAGS';

/** Whether archived runs are in: those archived, trashed or deleted at the tracker, but still there. */
export type Archived =
  /** They are not. */
  | 'EXCLUDE'
  /** They are. */
  | 'INCLUDE'
  /** Nothing else is. */
  | 'ONLY';

/** A versioned thing that a run used or produced. */
export type Artifact = Node & {
  /** Other names of this version, such as `latest`. */
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  /** When it was made. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** What people wrote about it. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** A fingerprint of its content. */
  readonly digest: Maybe<Digest>;
  /** Its files. */
  readonly files: ArtifactFileConnection;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** What the tracker keeps about it beside its content. */
  readonly metadata: Maybe<Scalars['JSON']['output']>;
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** The tracker's own id, or one that Rungraph makes from what tells it apart there. */
  readonly nativeId: Scalars['String']['output'];
  /** The tracker's own word for that. */
  readonly nativeType: Maybe<Scalars['String']['output']>;
  /** The run that made it. */
  readonly producedBy: Maybe<Run>;
  /** The project that it belongs to; null where the tracker does not tell. */
  readonly project: Maybe<Project>;
  /** `source/native-id`. */
  readonly ref: Scalars['String']['output'];
  /** All its files together, in bytes. */
  readonly sizeBytes: Maybe<Scalars['Number']['output']>;
  /** The source that it lives in. */
  readonly source: Source;
  /** What it is. */
  readonly type: ArtifactType;
  /** Where its content is. */
  readonly uri: Maybe<Scalars['String']['output']>;
  /** Opens it in the tracker's own page. */
  readonly url: Maybe<Scalars['String']['output']>;
  /** Runs that read it. */
  readonly usedBy: RunConnection;
  /** Its version, where the tracker has versions. */
  readonly version: Maybe<Scalars['String']['output']>;
};


/** A versioned thing that a run used or produced. */
export type ArtifactFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  path?: InputMaybe<Scalars['String']['input']>;
  recursive?: InputMaybe<Scalars['Boolean']['input']>;
};


/** A versioned thing that a run used or produced. */
export type ArtifactUsedByArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of artifacts. */
export type ArtifactConnection = {
  /** Nodes with their cursors. */
  readonly edges: ReadonlyArray<ArtifactEdge>;
  /** The artifacts of this page. */
  readonly nodes: ReadonlyArray<Artifact>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /**
   * How many there are in all. Null where that is not known: a source failed, or this page does not hold the whole list and
   * its tracker does not count, or several trackers have a part of it.
   */
  readonly totalCount: Maybe<Scalars['Number']['output']>;
};

/** An artifact with its cursor. */
export type ArtifactEdge = {
  /** Where the list goes on behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The artifact. */
  readonly node: Artifact;
};

/** A file or folder of an artifact. */
export type ArtifactFile = {
  /** Its media type. */
  readonly contentType: Maybe<Scalars['String']['output']>;
  /** A fingerprint of its content. */
  readonly digest: Maybe<Digest>;
  /** A URL of this gateway that serves it for a short time without credentials; null for folders. */
  readonly downloadUrl: Maybe<Scalars['String']['output']>;
  /** Whether it is a folder. */
  readonly isDirectory: Scalars['Boolean']['output'];
  /** Where it is below the artifact, with slashes. */
  readonly path: Scalars['String']['output'];
  /** In bytes; null for folders. */
  readonly sizeBytes: Maybe<Scalars['Number']['output']>;
};

/** A page of files. */
export type ArtifactFileConnection = {
  /** Nodes with their cursors. */
  readonly edges: ReadonlyArray<ArtifactFileEdge>;
  /** The files of this page, by path. */
  readonly nodes: ReadonlyArray<ArtifactFile>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** What happened at the source. */
  readonly reports: ReadonlyArray<SourceReport>;
  /**
   * How many there are in all. Null where that is not known: the source failed, or this page does not hold the whole list
   * and its tracker does not count.
   */
  readonly totalCount: Maybe<Scalars['Number']['output']>;
};

/** A file with its cursor. */
export type ArtifactFileEdge = {
  /** Where the list goes on behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The file. */
  readonly node: ArtifactFile;
};

/** Which artifacts. Every field given must hold. */
export type ArtifactFilter = {
  /** By one of its other names. */
  readonly alias?: InputMaybe<Scalars['String']['input']>;
  /** By content: `value` or `algorithm:value`. */
  readonly digest?: InputMaybe<Scalars['String']['input']>;
  /** By name. */
  readonly name?: InputMaybe<StringFilter>;
  /** Only of this type. */
  readonly type?: InputMaybe<ArtifactType>;
};

/** What an artifact is. */
export type ArtifactType =
  /** The state of a training run. */
  | 'CHECKPOINT'
  /** Data that runs read. */
  | 'DATASET'
  /** The result of an evaluation. */
  | 'EVALUATION'
  /** Files of any kind. */
  | 'FILES'
  /** Images, audio, video, figures. */
  | 'MEDIA'
  /** A model. */
  | 'MODEL'
  /** Something else; see nativeType. */
  | 'OTHER'
  /** Rows and columns. */
  | 'TABLE';

/** Where an answer came from. */
export type CacheOutcome =
  /** The tracker; no cache took part. */
  | 'BYPASS'
  /** The cache. */
  | 'HIT'
  /** The tracker; the cache keeps it now. */
  | 'MISS'
  /** The cache, past its lifetime. */
  | 'STALE';

/** Runs side by side: one column a run, in the order of the selection; one row a key. Null is a missing value. */
export type Comparison = {
  /** How many match in all; null where nobody tells. */
  readonly matched: Maybe<Scalars['Number']['output']>;
  /** Metrics, by key and context. */
  readonly metrics: ReadonlyArray<MetricRow>;
  /** Versions of packages, one row each. */
  readonly packages: ReadonlyArray<PackageRow>;
  /** Params, by key. */
  readonly params: ReadonlyArray<ParamRow>;
  /** How the runs were made: commit, branch, dirty, diff, entry point, command, host, Python, GPUs, image, seeds, datasets. */
  readonly provenance: ReadonlyArray<ProvenanceRow>;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** The runs, in the order of columns. */
  readonly runs: ReadonlyArray<Run>;
  /** Tags, by key. */
  readonly tags: ReadonlyArray<TagRow>;
};


/** Runs side by side: one column a run, in the order of the selection; one row a key. Null is a missing value. */
export type ComparisonMetricsArgs = {
  aggregate?: InputMaybe<MetricAggregate>;
  keys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  onlyDifferent?: InputMaybe<Scalars['Boolean']['input']>;
  prefix?: InputMaybe<Scalars['String']['input']>;
};


/** Runs side by side: one column a run, in the order of the selection; one row a key. Null is a missing value. */
export type ComparisonPackagesArgs = {
  onlyDifferent?: InputMaybe<Scalars['Boolean']['input']>;
};


/** Runs side by side: one column a run, in the order of the selection; one row a key. Null is a missing value. */
export type ComparisonParamsArgs = {
  keys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  onlyDifferent?: InputMaybe<Scalars['Boolean']['input']>;
  prefix?: InputMaybe<Scalars['String']['input']>;
};


/** Runs side by side: one column a run, in the order of the selection; one row a key. Null is a missing value. */
export type ComparisonProvenanceArgs = {
  onlyDifferent?: InputMaybe<Scalars['Boolean']['input']>;
};


/** Runs side by side: one column a run, in the order of the selection; one row a key. Null is a missing value. */
export type ComparisonTagsArgs = {
  keys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  onlyDifferent?: InputMaybe<Scalars['Boolean']['input']>;
  prefix?: InputMaybe<Scalars['String']['input']>;
};

/** What a run took of machines. Null is not known, and why says why; a run without GPUs has no GPU hours, which is not 0. */
export type Compute = {
  /** Where that comes from. */
  readonly co2eFrom: Maybe<FigureFrom>;
  /** Emissions in kg of CO2 equivalents: as logged, else energy times what the config says of the grid. */
  readonly co2eKg: Maybe<Scalars['Number']['output']>;
  /** GPU hours at the prices of the config. */
  readonly cost: Maybe<Scalars['Number']['output']>;
  /** Where that comes from. */
  readonly costFrom: Maybe<FigureFrom>;
  /** Of the cost. */
  readonly currency: Maybe<Scalars['String']['output']>;
  /** Where that comes from. */
  readonly energyFrom: Maybe<FigureFrom>;
  /** Energy in kWh: as logged, else GPU hours times watts and power usage effectiveness of the config. */
  readonly energyKwh: Maybe<Scalars['Number']['output']>;
  /** GPUs times hours. */
  readonly gpuHours: Maybe<Scalars['Number']['output']>;
  /** Where that comes from. */
  readonly gpuHoursFrom: Maybe<FigureFrom>;
  /** Why figures are null, in sentences. */
  readonly why: ReadonlyArray<Scalars['String']['output']>;
};

/** A rule that a run breaks. */
export type ConventionIssue = {
  /** How it breaks it. */
  readonly message: Scalars['String']['output'];
  /** What to do. */
  readonly remedy: Scalars['String']['output'];
  /** The rule. */
  readonly rule: ConventionRule;
  /** The run. */
  readonly run: Run;
};

/** What runs break of the config's conventions. */
export type ConventionReport = {
  /** Runs of projects that have a convention. */
  readonly checked: Scalars['Int']['output'];
  /** Run by run. */
  readonly issues: ReadonlyArray<ConventionIssue>;
  /** How many runs match in all; null where nobody tells. */
  readonly matched: Maybe<Scalars['Number']['output']>;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
};

/** A rule of a convention. */
export type ConventionRule =
  /** Changes that are not in the commit were stored. */
  | 'DIFF'
  /** A commit was recorded. */
  | 'GIT'
  /** The name fits the pattern. */
  | 'NAME'
  /** There are notes. */
  | 'NOTES'
  /** There is a param. */
  | 'PARAM'
  /** A param seeds random numbers. */
  | 'SEED'
  /** There is a tag. */
  | 'TAG';

/** How one goes with the target. Null where it cannot be told; note says why. */
export type Correlation = {
  /** Which value of the metric; null for a param. */
  readonly aggregate: Maybe<MetricAggregate>;
  /** The metric's context, where one was asked for. */
  readonly context: Maybe<Scalars['JSON']['output']>;
  /** The key. */
  readonly key: Scalars['String']['output'];
  /** Of a param or of a metric. */
  readonly kind: KeyKind;
  /** Pairs of finite values: the others are left out. */
  readonly n: Scalars['Int']['output'];
  /** What is to be said of it. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** Pearson's r. */
  readonly pearson: Maybe<Scalars['Number']['output']>;
  /** Two-sided, by the t distribution; null below three pairs. */
  readonly pearsonP: Maybe<Scalars['Number']['output']>;
  /** Spearman's: Pearson's of the mean ranks. */
  readonly spearman: Maybe<Scalars['Number']['output']>;
  /** Two-sided, by the t distribution; null below three pairs. */
  readonly spearmanP: Maybe<Scalars['Number']['output']>;
};

/** How params and metrics go with a target. */
export type Correlations = {
  /** How many runs match in all; null where nobody tells. */
  readonly matched: Maybe<Scalars['Number']['output']>;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** Params by key, then metrics by key. */
  readonly rows: ReadonlyArray<Correlation>;
};

/** One metric of one run. */
export type Curve = {
  /** Whether these are all. */
  readonly complete: Scalars['Boolean']['output'];
  /** The context, where the tracker has contexts. */
  readonly context: Maybe<Scalars['JSON']['output']>;
  /** Points without an x. */
  readonly dropped: Scalars['Int']['output'];
  /** Points that another one at the same x stands for, where curves are aligned or smoothed: the last by time, then as logged. */
  readonly duplicates: Scalars['Int']['output'];
  /** Why it could not be read; null where it could. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** The same as a code. */
  readonly errorCode: Maybe<ErrorCode>;
  /** The key. */
  readonly key: Scalars['String']['output'];
  /**
   * The greatest distance of a finite point that was left out from the straight line between its neighbours here; 0 where none
   * was. Null where the curve could not be read.
   */
  readonly maxAbsError: Maybe<Scalars['Number']['output']>;
  /** The same columns in packed form; NaN where an aligned curve has no value. */
  readonly packed: PackedCurve;
  /** The values before smoothing, at the same x; null unless asked for. */
  readonly raw: Maybe<Scalars['Column']['output']>;
  /** How many points are told here. */
  readonly returnedPoints: Scalars['Int']['output'];
  /** The run. */
  readonly run: Run;
  /** Who left points out; null where nobody did. */
  readonly sampledBy: Maybe<SampledBy>;
  /** How many points the tracker has; null where it does not tell. */
  readonly totalPoints: Maybe<Scalars['Number']['output']>;
  /** Where the points lie; the shared x where curves are aligned. */
  readonly x: Scalars['Column']['output'];
  /** Values, smoothed where that was asked; null where an aligned curve has none. */
  readonly y: Scalars['Column']['output'];
};

/** Curves of several runs, in the order of the runs and then of the selectors. */
export type Curves = {
  /** The curves. A run without such a metric has none. */
  readonly curves: ReadonlyArray<Curve>;
  /** How many match in all; null where nobody tells. */
  readonly matched: Maybe<Scalars['Number']['output']>;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** The runs. */
  readonly runs: ReadonlyArray<Run>;
  /** The shared x where curves are aligned; null elsewhere. */
  readonly x: Maybe<Scalars['Column']['output']>;
};

/** Compares instants. */
export type DateTimeFilter = {
  /** The same. */
  readonly eq?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether there is one at all. */
  readonly exists?: InputMaybe<Scalars['Boolean']['input']>;
  /** After. */
  readonly gt?: InputMaybe<Scalars['DateTime']['input']>;
  /** After or the same. */
  readonly gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** One of these; false when empty. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
  /** Before. */
  readonly lt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before or the same. */
  readonly lte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Present and another. */
  readonly ne?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Something about a source that its users should know. */
export type Diagnostic = {
  /** A stable word for it. */
  readonly code: Scalars['String']['output'];
  /** What it is, for people. */
  readonly message: Scalars['String']['output'];
  /** How to mend it; null where nothing can be done. */
  readonly remedy: Maybe<Scalars['String']['output']>;
  /** How bad it is. */
  readonly severity: Severity;
  /** What it is about, such as a config key or a file. */
  readonly subject: Maybe<Scalars['String']['output']>;
};

/** A measure over both selections. Null where the test tells no such thing, or where there are too few values. */
export type Difference = {
  /** Over the first selection; over whole pairs for PAIRED. */
  readonly a: Summary;
  /** Over the second selection; over whole pairs for PAIRED. */
  readonly b: Summary;
  /** Degrees of freedom of t. */
  readonly degreesOfFreedom: Maybe<Scalars['Number']['output']>;
  /** b less a. */
  readonly difference: Maybe<Scalars['Number']['output']>;
  /** Hedges' g. */
  readonly hedgesG: Maybe<Scalars['Number']['output']>;
  /** The upper end of its interval. */
  readonly high: Maybe<Scalars['Number']['output']>;
  /** By Holm's correction over the rows that have a p. */
  readonly holmP: Maybe<Scalars['Number']['output']>;
  /** The lower end of its interval. */
  readonly low: Maybe<Scalars['Number']['output']>;
  /** All values that were used. */
  readonly n: Scalars['Int']['output'];
  /** The measure. */
  readonly name: Scalars['String']['output'];
  /** What is to be said of it. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** Two-sided. */
  readonly p: Maybe<Scalars['Number']['output']>;
  /** t, or U of b. */
  readonly statistic: Maybe<Scalars['Number']['output']>;
};

/** How two selections are compared. */
export type DifferenceTest =
  /** The difference of means with both resampled; no p. */
  | 'BOOTSTRAP'
  /** The U test, as SciPy's mannwhitneyu(b, a), with Hodges and Lehmann's difference. */
  | 'MANN_WHITNEY'
  /** The t test of the differences of pairs; needs pairBy. */
  | 'PAIRED'
  /** The t test for unequal variances. */
  | 'WELCH';

/** How b differs from a. */
export type Differences = {
  /** How many runs match a in all; null where nobody tells. */
  readonly matchedA: Maybe<Scalars['Number']['output']>;
  /** How many runs match b in all; null where nobody tells. */
  readonly matchedB: Maybe<Scalars['Number']['output']>;
  /** What happened at every source asked, for a and then for b. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** One a measure, in their order. */
  readonly rows: ReadonlyArray<Difference>;
};

/** A fingerprint of content. Two are equal when algorithm and value are. */
export type Digest = {
  /** How it was computed. */
  readonly algorithm: Scalars['String']['output'];
  /** The fingerprint. */
  readonly value: Scalars['String']['output'];
};

/** Which way a metric is good. */
export type Direction =
  /** More is better. */
  | 'MAXIMIZE'
  /** Less is better. */
  | 'MINIMIZE';

/** Who says which way a metric is good. */
export type DirectionFrom =
  /** The caller. */
  | 'ASKED'
  /** The config. */
  | 'CONFIG'
  /** A word in the key, such as loss or accuracy. */
  | 'NAME';

/**
 * How points are chosen where there are more than maxPoints. First, last, least, greatest, and all that are not finite stay,
 * more than maxPoints if need be.
 */
export type Downsample =
  /** The points of the largest triangles. */
  | 'LTTB'
  /** The extremes of stretches. */
  | 'MINMAX'
  /** The extremes of stretches, and of those the points of the largest triangles (arXiv 2305.00332). */
  | 'MINMAX_LTTB'
  /** All stay. */
  | 'NONE';

/** What went wrong. The same words are in `errors[].extensions.code`. */
export type ErrorCode =
  /** The client went away. */
  | 'CANCELLED'
  /** The thing was changed or exists already. */
  | 'CONFLICT'
  /** The credentials do not allow it. */
  | 'FORBIDDEN'
  /** A mistake in Rungraph; its log has the details. */
  | 'INTERNAL'
  /** The question has no meaning; the message says why. */
  | 'INVALID_QUERY'
  /** There is no such thing. */
  | 'NOT_FOUND'
  /** What answered does not speak the tracker's protocol. */
  | 'PROTOCOL'
  /** The tracker asks for fewer requests. */
  | 'RATE_LIMITED'
  /** The tracker did not answer in time. */
  | 'TIMEOUT'
  /** The tracker wants other credentials. */
  | 'UNAUTHENTICATED'
  /** The tracker cannot be reached, or failed. */
  | 'UNAVAILABLE'
  /** The source has no such thing, or Rungraph cannot read it yet. */
  | 'UNSUPPORTED';

/** Where a figure comes from. */
export type FigureFrom =
  /** It rests on a number of the config. */
  | 'CONFIGURED'
  /** It is worked out from what was recorded. */
  | 'DERIVED'
  /** The run logged it, under a name of CodeCarbon's. */
  | 'MEASURED';

/** The best so far, by end time, and what it cost. */
export type Frontier = {
  /** How many runs match in all; null where nobody tells. */
  readonly matched: Maybe<Scalars['Number']['output']>;
  /** What is to be said of it: how many runs have no end, or no cost. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** One for each run that was better than all that had ended before. */
  readonly points: ReadonlyArray<FrontierPoint>;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
};

/** A run that was better than all before it. */
export type FrontierPoint = {
  /** When it ended. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Cost since the last point for each unit of improvement. */
  readonly costPerImprovement: Maybe<Scalars['Number']['output']>;
  /** Cost of all runs that had ended, as far as it is known; null while none is. */
  readonly costSoFar: Maybe<Scalars['Number']['output']>;
  /** GPU hours of all runs that had ended, as far as they are known; null while none are. */
  readonly gpuHoursSoFar: Maybe<Scalars['Number']['output']>;
  /** How much better than the best before; null for the first. */
  readonly improvement: Maybe<Scalars['Number']['output']>;
  /** The run. */
  readonly run: Run;
  /** Runs with a value that had ended. */
  readonly runsSoFar: Scalars['Int']['output'];
  /** Its value. */
  readonly value: Maybe<Scalars['Number']['output']>;
};

/** A state of a git repository. */
export type GitState = {
  /** The branch. */
  readonly branch: Maybe<Scalars['String']['output']>;
  /** The commit's hash. */
  readonly commit: Maybe<Scalars['String']['output']>;
  /** Those changes, as a unified diff. */
  readonly diff: Maybe<Scalars['String']['output']>;
  /** The artifact that holds the diff. */
  readonly diffArtifact: Maybe<Artifact>;
  /** Whether the work tree held changes that the commit does not. */
  readonly dirty: Maybe<Scalars['Boolean']['output']>;
  /** The repository's address. */
  readonly repository: Maybe<Scalars['String']['output']>;
};

/** GPUs of one kind. */
export type Gpu = {
  /** How many there are. */
  readonly count: Maybe<Scalars['Int']['output']>;
  /** The memory of one, in bytes. */
  readonly memoryBytes: Maybe<Scalars['Number']['output']>;
  /** What they are called. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** A metric of a group's runs as columns of equal length; null where too few runs have a value. */
export type GroupCurve = {
  /** The context; null for the empty one, and where the tracker has none. */
  readonly context: Maybe<Scalars['JSON']['output']>;
  /** Runs with a finite value. */
  readonly count: Scalars['Column']['output'];
  /** The upper edge of the band. */
  readonly high: Scalars['Column']['output'];
  /** Means without the lowest and the highest ⌊n/4⌋ values. */
  readonly iqm: Scalars['Column']['output'];
  /** The key. */
  readonly key: Scalars['String']['output'];
  /** The lower edge of the band. */
  readonly low: Scalars['Column']['output'];
  /** The greatest values. */
  readonly max: Scalars['Column']['output'];
  /** Means. */
  readonly mean: Scalars['Column']['output'];
  /** Medians. */
  readonly median: Scalars['Column']['output'];
  /** The least values. */
  readonly min: Scalars['Column']['output'];
  /** First quartiles. */
  readonly q1: Scalars['Column']['output'];
  /** Third quartiles. */
  readonly q3: Scalars['Column']['output'];
  /** Standard deviations, with n − 1. */
  readonly std: Scalars['Column']['output'];
  /** Where the points lie. */
  readonly x: Scalars['Column']['output'];
};

/** Runs in groups. */
export type Groups = {
  /** In the order of a sort by their keys, missing values last. */
  readonly groups: ReadonlyArray<RunGroup>;
  /** How many match in all; null where nobody tells. */
  readonly matched: Maybe<Scalars['Number']['output']>;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** The runs of all groups. */
  readonly runs: ReadonlyArray<Run>;
};

/** How important a param is. */
export type Importance = {
  /** The 95th percentile of permutations; for FOREST. */
  readonly high: Maybe<Scalars['Number']['output']>;
  /** From 0 to 1: those that can be judged sum to 1. Null where it cannot be judged; note says why. */
  readonly importance: Maybe<Scalars['Number']['output']>;
  /** The 5th percentile of permutations; for FOREST. */
  readonly low: Maybe<Scalars['Number']['output']>;
  /** Runs that were judged. */
  readonly n: Scalars['Int']['output'];
  /** What is to be said of it. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** The param. */
  readonly param: Scalars['String']['output'];
};

/** How importance is measured. */
export type ImportanceMethod =
  /** Permutation importance of extremely randomised trees, with the 5th and 95th percentile. */
  | 'FOREST'
  /** As Optuna's evaluator: how far the best tenth of the runs lies apart from all in a param. Needs a direction. */
  | 'PED_ANOVA';

/** How much of what makes runs good lies in each param. */
export type Importances = {
  /** How many runs match in all; null where nobody tells. */
  readonly matched: Maybe<Scalars['Number']['output']>;
  /** Runs with a finite target. */
  readonly n: Scalars['Int']['output'];
  /** What is to be said of it. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** By importance; those without one last. */
  readonly rows: ReadonlyArray<Importance>;
};

/** The interval that is told beside a figure, and the figure that it is of. */
export type Interval = {
  /** How much lies within, between 0 and 1. */
  readonly level?: InputMaybe<Scalars['Float']['input']>;
  /** How it is made. */
  readonly method?: InputMaybe<IntervalMethod>;
  /** Of which figure; T is an interval of the mean alone. */
  readonly of?: InputMaybe<IntervalOf>;
  /** How often values are drawn again, 100 to 100000; for BOOTSTRAP. */
  readonly resamples?: InputMaybe<Scalars['Int']['input']>;
  /** The same seed gives the same interval; for BOOTSTRAP. */
  readonly seed?: InputMaybe<Scalars['Int']['input']>;
};

/** How an interval is made. */
export type IntervalMethod =
  /** Percentiles of the figure over values drawn again with replacement. */
  | 'BOOTSTRAP'
  /** mean ± t · sem, with n − 1 degrees of freedom. */
  | 'T';

/** The figure that an interval is of. */
export type IntervalOf =
  /** The mean without the lowest and the highest ⌊n/4⌋ values. */
  | 'IQM'
  /** The mean. */
  | 'MEAN'
  /** The median. */
  | 'MEDIAN';

/** A key that runs use, in every source that has it. */
export type Key = {
  /** A metric's context, where the tracker has contexts. */
  readonly context: Maybe<Scalars['JSON']['output']>;
  /** The key. */
  readonly key: Scalars['String']['output'];
  /** What trackers call it. */
  readonly nativeKeys: ReadonlyArray<Scalars['String']['output']>;
  /** The sources that have it. */
  readonly sources: ReadonlyArray<Source>;
  /** What its values are; null where the tracker does not tell or they differ. */
  readonly type: Maybe<ValueType>;
};

/** A page of keys. */
export type KeyConnection = {
  /** Nodes with their cursors. */
  readonly edges: ReadonlyArray<KeyEdge>;
  /** The keys of this page, by code point. */
  readonly nodes: ReadonlyArray<Key>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** How many there are in all. Null where a source was not read whole, or an older answer covers for it: see reports. */
  readonly totalCount: Maybe<Scalars['Number']['output']>;
};

/** A key with its cursor. */
export type KeyEdge = {
  /** Where the list goes on behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The key. */
  readonly node: Key;
};

/** What a key is a key of. */
export type KeyKind =
  /** Metrics. */
  | 'METRIC'
  /** Params. */
  | 'PARAM'
  /** Tags. */
  | 'TAG';

/** Runs, artifacts and model versions around one of them, each once, with the links between them. */
export type Lineage = {
  /** Whether this is all there is within the depth asked. */
  readonly complete: Scalars['Boolean']['output'];
  /** How they are linked. */
  readonly edges: ReadonlyArray<LineageEdge>;
  /**
   * What was found, the one asked about first. A run's name may be null and those of others may not: one answer cannot hold
   * both under one name, so ask for one as `runName: name`.
   */
  readonly nodes: ReadonlyArray<Node>;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** Why it is not; null where it is, or where a source could not answer (see reports). */
  readonly stoppedBy: Maybe<StopReason>;
};

/** Which way to walk. */
export type LineageDirection =
  /** Both ways. */
  | 'BOTH'
  /** To what was made from it. */
  | 'DOWNSTREAM'
  /** To inputs, parents and origins. */
  | 'UPSTREAM';

/** A link, read as `from KIND to`. */
export type LineageEdge = {
  /** What it was concluded from. */
  readonly evidence: Maybe<Scalars['String']['output']>;
  /** Global id. */
  readonly from: Scalars['ID']['output'];
  /** What links them. */
  readonly kind: LineageKind;
  /** Global id. */
  readonly to: Scalars['ID']['output'];
};

/** What links two nodes. */
export type LineageKind =
  /** The run is nested in another. */
  | 'CHILD_OF'
  /** The run is a copy of another, made by a move; walked only where kinds asks. */
  | 'COPY_OF'
  /** The artifact was made from another. */
  | 'DERIVED_FROM'
  /** The run goes on from a step of another. */
  | 'FORKED_FROM'
  /** The run made the artifact. */
  | 'PRODUCED'
  /** The artifact is registered as the model version. */
  | 'REGISTERED_AS'
  /** Both artifacts have the same content; from the smaller id to the greater. */
  | 'SAME_CONTENT'
  /** The run read the artifact. */
  | 'USED';

/** What is summed up over the runs of a group. */
export type Measure = {
  /** What to call it; as columns of a table are called where left out. */
  readonly as?: InputMaybe<Scalars['String']['input']>;
  /** A value of runs. Numbers, decimal text, and times as epoch milliseconds count. */
  readonly value: RunValue;
};

/** A named output of a run. */
export type Metric = {
  /** What tells it from metrics of the same key, where the tracker has that. */
  readonly context: Maybe<Scalars['JSON']['output']>;
  /** How many points there are. */
  readonly count: Maybe<Scalars['Number']['output']>;
  /** The value at the least step. */
  readonly first: Maybe<Scalars['Number']['output']>;
  /** The key. */
  readonly key: Scalars['String']['output'];
  /**
   * The value at the greatest step. A tracker's summary serves for it only while nothing speaks against that. A value that was
   * put into the summary and never logged is last, too, without a step and without points.
   */
  readonly last: Maybe<Scalars['Number']['output']>;
  /** The step of the last point; null where there is none. */
  readonly lastStep: Maybe<Scalars['Number']['output']>;
  /** The greatest value; NaN is skipped. */
  readonly max: Maybe<Scalars['Number']['output']>;
  /** The least value; NaN is skipped. */
  readonly min: Maybe<Scalars['Number']['output']>;
  /** The key in the tracker. */
  readonly nativeKey: Scalars['String']['output'];
  /** Its points. Null, with an error, where they could not be read. */
  readonly series: Maybe<Series>;
};


/** A named output of a run. */
export type MetricSeriesArgs = {
  from?: InputMaybe<Scalars['Number']['input']>;
  maxPoints?: InputMaybe<Scalars['Int']['input']>;
  to?: InputMaybe<Scalars['Number']['input']>;
};

/** Which value of a metric. */
export type MetricAggregate =
  /** At the least step. */
  | 'FIRST'
  /** At the greatest step; what was put into the tracker's summary and never logged counts, too. */
  | 'LAST'
  /** The greatest; NaN is skipped. */
  | 'MAX'
  /** The least; NaN is skipped. */
  | 'MIN';

/** Compares a metric's summary. */
export type MetricFilter = {
  /** Which of its values. */
  readonly aggregate?: InputMaybe<MetricAggregate>;
  /** The context; without it the empty one, else the first by canonical JSON text. */
  readonly context?: InputMaybe<Scalars['JSON']['input']>;
  /** Equal. */
  readonly eq?: InputMaybe<Scalars['Number']['input']>;
  /** Whether there is a value at all, NaN too. */
  readonly exists?: InputMaybe<Scalars['Boolean']['input']>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['Number']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['Number']['input']>;
  /** One of these; false when empty. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Number']['input']>>;
  /** true: there is a value and it is NaN. false: there is one and it is not. true finds runs that diverged. */
  readonly isNaN?: InputMaybe<Scalars['Boolean']['input']>;
  /** The metric's key. */
  readonly key: Scalars['String']['input'];
  /** Less. */
  readonly lt?: InputMaybe<Scalars['Number']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['Number']['input']>;
  /** Present and not equal. */
  readonly ne?: InputMaybe<Scalars['Number']['input']>;
};

/** A metric's summary. */
export type MetricRef = {
  /** Which of its values. */
  readonly aggregate?: InputMaybe<MetricAggregate>;
  /** The context; without it the empty one, else the first by canonical JSON text. */
  readonly context?: InputMaybe<Scalars['JSON']['input']>;
  /** The metric's key. */
  readonly key: Scalars['String']['input'];
};

/** One value of a metric over runs. */
export type MetricRow = {
  /** Which of its values. */
  readonly aggregate: MetricAggregate;
  /** Indexes of the best runs, all where several are as good. NaN and missing values never are. */
  readonly best: ReadonlyArray<Scalars['Int']['output']>;
  /** The context; null for the empty one, and where the tracker has none. */
  readonly context: Maybe<Scalars['JSON']['output']>;
  /** Two values are unequal, or some runs have one and some have none. */
  readonly differs: Scalars['Boolean']['output'];
  /** Which way it is good; null where nobody knows, and then there is no best. */
  readonly direction: Maybe<Direction>;
  /** Who says so. */
  readonly directionFrom: Maybe<DirectionFrom>;
  /** The key. */
  readonly key: Scalars['String']['output'];
  /** The greatest value that is not NaN. */
  readonly max: Maybe<Scalars['Number']['output']>;
  /** The least value that is not NaN. */
  readonly min: Maybe<Scalars['Number']['output']>;
  /** How many runs have none. */
  readonly missing: Scalars['Int']['output'];
  /** One a run; null where it has none. */
  readonly values: Scalars['Column']['output'];
};

/** Which metrics of a run: one key, or every key that starts so. */
export type MetricSelector = {
  /** Every context of the key, in place of one. */
  readonly anyContext?: InputMaybe<Scalars['Boolean']['input']>;
  /** The context; without it the empty one, else the first by canonical JSON text. */
  readonly context?: InputMaybe<Scalars['JSON']['input']>;
  /** The key. */
  readonly key: Scalars['String']['input'];
  /** Every key that starts with key, in place of the one. */
  readonly prefix?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A registered model. */
export type Model = Node & {
  /** When it was made. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** What people wrote about it. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** The tracker's own id. */
  readonly nativeId: Scalars['String']['output'];
  /** `source/native-id`. */
  readonly ref: Scalars['String']['output'];
  /** The source that it lives in. */
  readonly source: Source;
  /** Keys with values. */
  readonly tags: ReadonlyArray<Tag>;
  /** Opens it in the tracker's own page. */
  readonly url: Maybe<Scalars['String']['output']>;
  /** Its versions, newest first. */
  readonly versions: ModelVersionConnection;
};


/** A registered model. */
export type ModelVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of models. */
export type ModelConnection = {
  /** Nodes with their cursors. */
  readonly edges: ReadonlyArray<ModelEdge>;
  /** The models of this page. */
  readonly nodes: ReadonlyArray<Model>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /**
   * How many there are in all. Null where that is not known: a source failed, or this page does not hold the whole list and
   * its tracker does not count, or several trackers have a part of it.
   */
  readonly totalCount: Maybe<Scalars['Number']['output']>;
};

/** A model with its cursor. */
export type ModelEdge = {
  /** Where the list goes on behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The model. */
  readonly node: Model;
};

/** A version of a registered model. */
export type ModelVersion = Node & {
  /** Other names of this version, such as `champion`. */
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  /** What was registered. */
  readonly artifact: Maybe<Artifact>;
  /** When it was made. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** What people wrote about it. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** The model. */
  readonly model: Model;
  /** The tracker's own id. */
  readonly nativeId: Scalars['String']['output'];
  /** `source/native-id`. */
  readonly ref: Scalars['String']['output'];
  /** The run that it came from. */
  readonly run: Maybe<Run>;
  /** Its stage, where the tracker has stages. */
  readonly stage: Maybe<Scalars['String']['output']>;
  /** The tracker's own word for how far it got. */
  readonly status: Maybe<Scalars['String']['output']>;
  /** Keys with values. */
  readonly tags: ReadonlyArray<Tag>;
  /** The version, as the tracker counts. */
  readonly version: Scalars['String']['output'];
};

/** A page of model versions. */
export type ModelVersionConnection = {
  /** Nodes with their cursors. */
  readonly edges: ReadonlyArray<ModelVersionEdge>;
  /** The versions of this page. */
  readonly nodes: ReadonlyArray<ModelVersion>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** What happened at the source. */
  readonly reports: ReadonlyArray<SourceReport>;
  /**
   * How many there are in all. Null where that is not known: the source failed, or this page does not hold the whole list
   * and its tracker does not count.
   */
  readonly totalCount: Maybe<Scalars['Number']['output']>;
};

/** A model version with its cursor. */
export type ModelVersionEdge = {
  /** Where the list goes on behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The version. */
  readonly node: ModelVersion;
};

/** The gateway's own state; trackers are not written to. */
export type Mutation = {
  /** Drops cached answers of a source, a project or a run: exactly one argument. Answers how many entries were dropped. */
  readonly purge: Scalars['Int']['output'];
};


/** The gateway's own state; trackers are not written to. */
export type MutationPurgeArgs = {
  project?: InputMaybe<Scalars['ID']['input']>;
  run?: InputMaybe<Scalars['ID']['input']>;
  source?: InputMaybe<Scalars['ID']['input']>;
};

/** A part of a run's name. */
export type NamePart = {
  /** What the pattern calls it. */
  readonly key: Scalars['String']['output'];
  /** What the name says there. */
  readonly value: Scalars['String']['output'];
};

/** Compares a part of a run's name. */
export type NamePartFilter = {
  /** Has this in it. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Ends with this. */
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  /** Equal. */
  readonly eq?: InputMaybe<Scalars['String']['input']>;
  /** Whether the name has such a part. */
  readonly exists?: InputMaybe<Scalars['Boolean']['input']>;
  /** Lowers both sides. */
  readonly ignoreCase?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these; false when empty. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What the pattern calls it. */
  readonly key: Scalars['String']['input'];
  /** Has a match of this pattern: RE2 syntax, unanchored. */
  readonly matches?: InputMaybe<Scalars['String']['input']>;
  /** Present and not equal. */
  readonly ne?: InputMaybe<Scalars['String']['input']>;
  /** Starts with this. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** Anything that has a global id. */
export type Node = {
  /** Opaque; encodes type, source and native id, and stays the same as long as the source keeps its name in the config. */
  readonly id: Scalars['ID']['output'];
};

/** Compares numbers. */
export type NumberFilter = {
  /** Equal. */
  readonly eq?: InputMaybe<Scalars['Number']['input']>;
  /** Whether there is a value at all. */
  readonly exists?: InputMaybe<Scalars['Boolean']['input']>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['Number']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['Number']['input']>;
  /** One of these; false when empty. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Number']['input']>>;
  /** true: there is a value and it is NaN. false: there is one and it is not. */
  readonly isNaN?: InputMaybe<Scalars['Boolean']['input']>;
  /** Less. */
  readonly lt?: InputMaybe<Scalars['Number']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['Number']['input']>;
  /** Present and not equal. */
  readonly ne?: InputMaybe<Scalars['Number']['input']>;
};

/** A value of runs, and which way it is good. */
export type Objective = {
  /** Which way; as the config or a word in a metric's key says where left out. */
  readonly direction?: InputMaybe<Direction>;
  /** The value. */
  readonly value: RunValue;
};

/** An installed package. */
export type Package = {
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its version. */
  readonly version: Maybe<Scalars['String']['output']>;
};

/** A package over runs. Case, dots, dashes and underscores in names tell no two apart (PEP 503). */
export type PackageRow = {
  /** Two runs whose packages were recorded differ. */
  readonly differs: Scalars['Boolean']['output'];
  /** The name, as the first run that has it spells it. */
  readonly name: Scalars['String']['output'];
  /** Versions, one a run; null where it was not installed, or nothing was recorded: see Run.provenance. */
  readonly values: Scalars['Column']['output'];
};

/** A curve as packed doubles. */
export type PackedCurve = {
  /** The values before smoothing; null unless asked for. */
  readonly raw: Maybe<Scalars['Doubles']['output']>;
  /** Where the points lie. */
  readonly x: Scalars['Doubles']['output'];
  /** Values; NaN where there is none. */
  readonly y: Scalars['Doubles']['output'];
};

/** The points of a metric as packed doubles: the columns of its series, in the same order. */
export type PackedSeries = {
  /** The training epoch of each point, NaN for points without one; null altogether where the tracker kept none of this metric. */
  readonly epochs: Maybe<Scalars['Doubles']['output']>;
  /** Steps. Null, with an error, where one is beyond 2^53 and no double is equal to it: the list of steps holds it exactly. */
  readonly steps: Maybe<Scalars['Doubles']['output']>;
  /** Epoch milliseconds; NaN where the tracker kept none. */
  readonly timestamps: Scalars['Doubles']['output'];
  /** Values. */
  readonly values: Scalars['Doubles']['output'];
};

/** Where a page lies in its list (Relay). */
export type PageInfo = {
  /**
   * Where the next page starts. Also there on an empty page whose sources were only read in part: going on from it reads
   * further.
   */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether `after: endCursor` gives more. False too where every source that could give more has failed: see reports. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page was asked for with `after`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first node; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** An input of a run. */
export type Param = {
  /** The flattened key. */
  readonly key: Scalars['String']['output'];
  /** The key in the tracker. */
  readonly nativeKey: Scalars['String']['output'];
  /** The text as stored, where the tracker keeps text; null elsewhere. */
  readonly text: Maybe<Scalars['String']['output']>;
  /** What the value is. */
  readonly type: ValueType;
  /** The typed value. */
  readonly value: Maybe<Scalars['Value']['output']>;
};

/**
 * Compares a param as the operand's kind asks: a number with numbers and decimal text, text with the text of any scalar,
 * a boolean with booleans and the text true or false. A value of another kind is unequal, and in no order.
 */
export type ParamFilter = {
  /** Its text has this in it. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Its text ends with this. */
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  /** Equal. */
  readonly eq?: InputMaybe<Scalars['Value']['input']>;
  /** Whether there is such a param, null and NaN too. */
  readonly exists?: InputMaybe<Scalars['Boolean']['input']>;
  /** Greater. */
  readonly gt?: InputMaybe<Scalars['Value']['input']>;
  /** Greater or equal. */
  readonly gte?: InputMaybe<Scalars['Value']['input']>;
  /** Lowers both sides where text is compared. */
  readonly ignoreCase?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these; false when empty. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Value']['input']>>;
  /** The param's key. */
  readonly key: Scalars['String']['input'];
  /** Less: numbers as numbers, text by code point. */
  readonly lt?: InputMaybe<Scalars['Value']['input']>;
  /** Less or equal. */
  readonly lte?: InputMaybe<Scalars['Value']['input']>;
  /** Its text has a match of this pattern: RE2 syntax, unanchored. */
  readonly matches?: InputMaybe<Scalars['String']['input']>;
  /** Present and not equal. */
  readonly ne?: InputMaybe<Scalars['Value']['input']>;
  /** Its text starts with this. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

/**
 * A param over runs. Values are equal by one rule: decimal text and numbers by exact number, NaN with NaN; text true and false
 * in any case and booleans as booleans; times by instant; lists element by element; other text by code point.
 */
export type ParamRow = {
  /** Two values are unequal, or some runs have one and some have none. */
  readonly differs: Scalars['Boolean']['output'];
  /** How many different values there are. */
  readonly distinct: Scalars['Int']['output'];
  /** The key. */
  readonly key: Scalars['String']['output'];
  /** How many runs have none. */
  readonly missing: Scalars['Int']['output'];
  /** What trackers call it. */
  readonly nativeKeys: ReadonlyArray<Scalars['String']['output']>;
  /** What all values present are; STRING where they differ; NULL where there are none. */
  readonly type: ValueType;
  /** One a run; null where it has none. */
  readonly values: Scalars['Column']['output'];
};

/** Runs by rank. */
export type ParetoFront = {
  /** What the front reaches of the space up to the reference, exact; null above three objectives. */
  readonly hypervolume: Maybe<Scalars['Number']['output']>;
  /** How many runs match in all; null where nobody tells. */
  readonly matched: Maybe<Scalars['Number']['output']>;
  /** What is to be said of it. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** By rank; rank 0 is the front. Runs without a finite value in every objective are left out. */
  readonly points: ReadonlyArray<ParetoPoint>;
  /** In the objectives' own units: the one given, or the worst that was seen. */
  readonly reference: Scalars['Column']['output'];
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
};

/** A run among others. */
export type ParetoPoint = {
  /** 0 for a run that no other is better than; 1 for one that only runs of rank 0 are better than, and so on. */
  readonly rank: Scalars['Int']['output'];
  /** The run. */
  readonly run: Run;
  /** Its objectives, in their order. */
  readonly values: Scalars['Column']['output'];
};

/** What is wrong with a text, and where. */
export type ParseTrouble = {
  /** From 1, in UTF-16 units. */
  readonly column: Scalars['Int']['output'];
  /** How much of the text is meant; 0 at its end. */
  readonly length: Scalars['Int']['output'];
  /** From 1. */
  readonly line: Scalars['Int']['output'];
  /** What is wrong, and what would have been understood. */
  readonly message: Scalars['String']['output'];
};

/** A text of the expression language, as it was understood. */
export type ParsedWhere = {
  /** What is wrong; null where valid. */
  readonly error: Maybe<ParseTrouble>;
  /** The same in the shape of RunFilter; null where not valid. */
  readonly filter: Maybe<Scalars['JSON']['output']>;
  /** What may be written at the end of the text: words, fields, and keys of runs that were read before. */
  readonly suggestions: ReadonlyArray<Suggestion>;
  /** The same printed canonically: one text for all that mean the same but for nesting and negation. Null where not valid. */
  readonly text: Maybe<Scalars['String']['output']>;
  /** Whether it can be asked with. */
  readonly valid: Scalars['Boolean']['output'];
};

/** Whether something was recorded. */
export type PresenceState =
  /** It was not. */
  | 'MISSING'
  /** Some of it was. */
  | 'PARTIAL'
  /** It was. */
  | 'PRESENT';

/** Where runs live. Some trackers call it an experiment. */
export type Project = Node & {
  /** When it was made; null where the tracker does not tell. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** What its owners wrote about it. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Its name in the tracker. */
  readonly name: Scalars['String']['output'];
  /** The tracker's own id. */
  readonly nativeId: Scalars['String']['output'];
  /** `source/native-id`. */
  readonly ref: Scalars['String']['output'];
  /** Its runs, with the arguments of Query.runs. */
  readonly runs: RunConnection;
  /** The source that it lives in. */
  readonly source: Source;
  /** Opens it in the tracker's own page. */
  readonly url: Maybe<Scalars['String']['output']>;
};


/** Where runs live. Some trackers call it an experiment. */
export type ProjectRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  archived?: InputMaybe<Archived>;
  filter?: InputMaybe<RunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<RunOrder>>;
  where?: InputMaybe<Scalars['String']['input']>;
};

/** A page of projects. */
export type ProjectConnection = {
  /** Nodes with their cursors. */
  readonly edges: ReadonlyArray<ProjectEdge>;
  /** The projects of this page. */
  readonly nodes: ReadonlyArray<Project>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** How many there are in all. Null where a source was not read whole, or an older answer covers for it: see reports. */
  readonly totalCount: Maybe<Scalars['Number']['output']>;
};

/** A project with its cursor. */
export type ProjectEdge = {
  /** Where the list goes on behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The project. */
  readonly node: Project;
};

/** What a run was made from, as far as the tracker recorded it. Null: not recorded. */
export type Provenance = {
  /** Its arguments. */
  readonly arguments: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The command line. */
  readonly command: Maybe<Scalars['String']['output']>;
  /** The container image. */
  readonly containerImage: Maybe<Scalars['String']['output']>;
  /** The CUDA version. */
  readonly cuda: Maybe<Scalars['String']['output']>;
  /** Data that the run read. */
  readonly datasets: ReadonlyArray<Artifact>;
  /** The script or module that was started. */
  readonly entryPoint: Maybe<Scalars['String']['output']>;
  /** The code. */
  readonly git: Maybe<GitState>;
  /** Its GPUs. */
  readonly gpus: Maybe<ReadonlyArray<Gpu>>;
  /** The machine. */
  readonly host: Maybe<Scalars['String']['output']>;
  /** Its operating system. */
  readonly os: Maybe<Scalars['String']['output']>;
  /** Installed packages. */
  readonly packages: Maybe<ReadonlyArray<Package>>;
  /** The Python that ran it. */
  readonly pythonVersion: Maybe<Scalars['String']['output']>;
  /** Params that seed random numbers. */
  readonly seeds: ReadonlyArray<Param>;
};

/** A fact of how runs were made. Facts are text and compare as text. */
export type ProvenanceRow = {
  /** Two values are unequal, or some runs have one and some have none. */
  readonly differs: Scalars['Boolean']['output'];
  /** How many runs have none. */
  readonly missing: Scalars['Int']['output'];
  /** The fact, such as commit or seeds. */
  readonly name: Scalars['String']['output'];
  /** One a run; null where it was not recorded. */
  readonly values: Scalars['Column']['output'];
};

/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type Query = {
  /** One artifact. */
  readonly artifact: Maybe<Artifact>;
  /** Artifacts of all sources. */
  readonly artifacts: ArtifactConnection;
  /**
   * Runs side by side. A named run that is not there is an error NOT_FOUND with its index in `extensions.index`; the rest is
   * compared.
   */
  readonly compare: Maybe<Comparison>;
  /** What runs break of the conventions in the config, and what to do. */
  readonly conventions: Maybe<ConventionReport>;
  /** How params and metrics go with a target: those named, or all that have numbers. */
  readonly correlations: Maybe<Correlations>;
  /**
   * Curves of metrics over runs: fetched whole, smoothed each by itself, aligned, and cut, in this order. One that cannot be
   * read is told with its error. What would take too much is refused.
   */
  readonly curves: Maybe<Curves>;
  /** How two selections differ: b less a. */
  readonly difference: Maybe<Differences>;
  /** How every source would be asked for runs. Asks no tracker for runs. */
  readonly explainRuns: ReadonlyArray<SourcePlan>;
  /** The best so far by end time, and what it cost. */
  readonly frontier: Maybe<Frontier>;
  /** Runs in groups whose values are the same, with measures summed up over each. More than 1000 groups are refused. */
  readonly groups: Maybe<Groups>;
  /** How much of what makes runs good lies in each param. */
  readonly importance: Maybe<Importances>;
  /** Keys that runs use, merged over sources by key. A tracker without a catalogue of keys has its runs read for them. */
  readonly keys: KeyConnection;
  /** What a run, artifact or model version was made from, and what was made from it. */
  readonly lineage: Lineage;
  /** One registered model. */
  readonly model: Maybe<Model>;
  /** Registered models of all sources. */
  readonly models: ModelConnection;
  /** Any object by its global id. */
  readonly node: Maybe<Node>;
  /** Objects by their global ids, in the order asked; null, with an error, where there is none. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** Runs that no other is better than, and the rest by rank. One to five objectives. */
  readonly pareto: Maybe<ParetoFront>;
  /**
   * A text of the expression language as the filter that it means, and what would be understood at its end. Asks no tracker:
   * keys are suggested of runs that were read before.
   */
  readonly parseWhere: Maybe<ParsedWhere>;
  /** One project. */
  readonly project: Maybe<Project>;
  /** Projects of all sources, by source and name. Archived ones are left out. */
  readonly projects: ProjectConnection;
  /** Whether a run has been reproduced by another. */
  readonly reproduction: Maybe<Reproduction>;
  /** One run. */
  readonly run: Maybe<Run>;
  /** Runs of all sources in one order. A source that fails yields its report and the runs of the others. */
  readonly runs: RunConnection;
  /** One configured source. */
  readonly source: Maybe<Source>;
  /** All configured sources, in the order of the config. Asks no tracker that was probed before. */
  readonly sources: ReadonlyArray<Source>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryArtifactArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryArtifactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ArtifactFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  projects?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  sources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryCompareArgs = {
  runs: RunSelection;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryConventionsArgs = {
  runs: RunSelection;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryCorrelationsArgs = {
  metrics?: InputMaybe<ReadonlyArray<MetricRef>>;
  params?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  runs: RunSelection;
  target: RunValue;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryCurvesArgs = {
  align?: InputMaybe<Align>;
  downsample?: InputMaybe<Downsample>;
  maxPoints?: InputMaybe<Scalars['Int']['input']>;
  metrics: ReadonlyArray<MetricSelector>;
  raw?: InputMaybe<Scalars['Boolean']['input']>;
  runs: RunSelection;
  smooth?: InputMaybe<Smoothing>;
  x?: InputMaybe<XAxis>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryDifferenceArgs = {
  a: RunSelection;
  b: RunSelection;
  level?: InputMaybe<Scalars['Float']['input']>;
  measures: ReadonlyArray<RunValue>;
  pairBy?: InputMaybe<RunValue>;
  resamples?: InputMaybe<Scalars['Int']['input']>;
  seed?: InputMaybe<Scalars['Int']['input']>;
  test?: InputMaybe<DifferenceTest>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryExplainRunsArgs = {
  archived?: InputMaybe<Archived>;
  filter?: InputMaybe<RunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<RunOrder>>;
  projects?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  sources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  where?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryFrontierArgs = {
  objective: Objective;
  runs: RunSelection;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryGroupsArgs = {
  by: ReadonlyArray<RunValue>;
  interval?: InputMaybe<Interval>;
  measures?: InputMaybe<ReadonlyArray<Measure>>;
  runs: RunSelection;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryImportanceArgs = {
  direction?: InputMaybe<Direction>;
  method?: InputMaybe<ImportanceMethod>;
  params?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  runs: RunSelection;
  seed?: InputMaybe<Scalars['Int']['input']>;
  target: RunValue;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryKeysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind: KeyKind;
  projects?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  search?: InputMaybe<Scalars['String']['input']>;
  sources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryLineageArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  direction?: InputMaybe<LineageDirection>;
  kinds?: InputMaybe<ReadonlyArray<LineageKind>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  of: Scalars['ID']['input'];
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryModelArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryModelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  sources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryParetoArgs = {
  objectives: ReadonlyArray<Objective>;
  reference?: InputMaybe<ReadonlyArray<Scalars['Number']['input']>>;
  runs: RunSelection;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryParseWhereArgs = {
  where: Scalars['String']['input'];
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  sources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryReproductionArgs = {
  absolute?: InputMaybe<Scalars['Float']['input']>;
  by: Scalars['ID']['input'];
  metrics?: InputMaybe<ReadonlyArray<MetricSelector>>;
  of: Scalars['ID']['input'];
  relative?: InputMaybe<Scalars['Float']['input']>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QueryRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  archived?: InputMaybe<Archived>;
  filter?: InputMaybe<RunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<RunOrder>>;
  projects?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  sources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  strict?: InputMaybe<Scalars['Boolean']['input']>;
  where?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything can be read over all sources at once. An id argument takes the global id or, where its type is known, the
 * readable reference `source/native-id`. An unknown id gives null and an error NOT_FOUND. Every `first` is 1 to 1000.
 */
export type QuerySourceArgs = {
  id: Scalars['ID']['input'];
};

/** How reading a source went. */
export type ReportState =
  /** Nothing of it is here. */
  | 'FAILED'
  /** All that was asked for is here. */
  | 'OK'
  /** Some of it is here; message says what is not. */
  | 'PARTIAL'
  /** It was not asked: it has no such thing (UNSUPPORTED), or it is not answering and is left alone for a while. */
  | 'SKIPPED'
  /** It is here, older than it should be, because the tracker did not answer. */
  | 'STALE';

/** A metric of both runs, over the steps that both have. */
export type ReproducedMetric = {
  /** The repetition's last value. */
  readonly byLast: Maybe<Scalars['Number']['output']>;
  /** The context, where the tracker has contexts. */
  readonly context: Maybe<Scalars['JSON']['output']>;
  /** The step from which on they are apart; null where there is none. */
  readonly firstApart: Maybe<Scalars['Number']['output']>;
  /** The key. */
  readonly key: Scalars['String']['output'];
  /** The greatest distance of finite values. */
  readonly maxDifference: Maybe<Scalars['Number']['output']>;
  /** The same for people. */
  readonly message: Scalars['String']['output'];
  /** The original's last value. */
  readonly ofLast: Maybe<Scalars['Number']['output']>;
  /** Steps that both have. */
  readonly points: Scalars['Int']['output'];
  /** The root of the mean square distance of finite values. */
  readonly rmse: Maybe<Scalars['Number']['output']>;
  /** Of this metric. */
  readonly verdict: Verdict;
  /** The share of them that are near enough. */
  readonly within: Maybe<Scalars['Number']['output']>;
};

/** Whether what was recorded is enough to run a run again. */
export type Reproducibility = {
  /** Code, environment, data, seeds, hardware and configuration. */
  readonly items: ReadonlyArray<ReproducibilityItem>;
  /** The mean of the items, 0 to 1: PRESENT counts 1, PARTIAL 0.5, MISSING 0. */
  readonly score: Scalars['Float']['output'];
};

/** One thing that a repetition needs. */
export type ReproducibilityItem = {
  /** What was found. */
  readonly evidence: Maybe<Scalars['JSON']['output']>;
  /** code, environment, data, seeds, hardware or configuration. */
  readonly name: Scalars['String']['output'];
  /** Whether it was recorded. */
  readonly state: PresenceState;
  /** Why it counts so. */
  readonly why: Scalars['String']['output'];
};

/** Whether a run has been reproduced by another. */
export type Reproduction = {
  /** The repetition. */
  readonly by: Run;
  /** The likeliest causes first, taken from what differs. */
  readonly causes: ReadonlyArray<Scalars['String']['output']>;
  /** What a result depends on, in both. */
  readonly checklist: ReadonlyArray<ReproductionItem>;
  /** The same for people. */
  readonly message: Scalars['String']['output'];
  /** Each metric that both have. */
  readonly metrics: ReadonlyArray<ReproducedMetric>;
  /** The original. */
  readonly of: Run;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** The worst of the metrics that can be compared. */
  readonly verdict: Verdict;
};

/** One thing that a result depends on. */
export type ReproductionItem = {
  /** In the repetition; null where it was not recorded. */
  readonly by: Maybe<Scalars['JSON']['output']>;
  /** The same for people. */
  readonly message: Scalars['String']['output'];
  /** code, environment, data, seeds, hardware or configuration. */
  readonly name: Scalars['String']['output'];
  /** In the original; null where it was not recorded. */
  readonly of: Maybe<Scalars['JSON']['output']>;
  /** Whether it is the same. */
  readonly state: SameState;
};

/** One training or evaluation execution. */
export type Run = Node & {
  /** Whether it was archived, trashed or deleted at the tracker, where it still is. */
  readonly archived: Scalars['Boolean']['output'];
  /** When this was read from the tracker. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Runs nested in this one, newest first. */
  readonly children: RunConnection;
  /** What it took of machines, as far as it is known. A run that goes on counts until now. */
  readonly compute: Compute;
  /** From start to end, in milliseconds; null while either is missing. */
  readonly durationMs: Maybe<Scalars['Float']['output']>;
  /** When it ended; null while it goes on. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The group it was put into, where the tracker has groups. */
  readonly group: Maybe<Scalars['String']['output']>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** What kind of job it is, where the tracker has that. */
  readonly jobType: Maybe<Scalars['String']['output']>;
  /** One output; null where there is none. */
  readonly metric: Maybe<Metric>;
  /** Its outputs. Null, with an error, where they could not be read. */
  readonly metrics: Maybe<ReadonlyArray<Metric>>;
  /** Its name, as people gave it. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The parts of its name by its project's convention in the config; none where it has none, or the name does not fit it. */
  readonly nameParts: ReadonlyArray<NamePart>;
  /** What the tracker said, for what has no field here. */
  readonly native: Maybe<Scalars['JSON']['output']>;
  /** The tracker's own id. */
  readonly nativeId: Scalars['String']['output'];
  /** The tracker's own word for that. */
  readonly nativeStatus: Maybe<Scalars['String']['output']>;
  /** What people wrote about it. */
  readonly notes: Maybe<Scalars['String']['output']>;
  /** One input; null where there is none. */
  readonly param: Maybe<Param>;
  /** Its inputs, flattened to keys. Null, with an error, where they could not be read. */
  readonly params: Maybe<ReadonlyArray<Param>>;
  /** The run that this one is nested in. */
  readonly parent: Maybe<Run>;
  /** Artifacts that it made. */
  readonly produced: ArtifactConnection;
  /** The project that it belongs to. */
  readonly project: Project;
  /** What it was made from: code, environment, data. */
  readonly provenance: Maybe<Provenance>;
  /** `source/native-id`. */
  readonly ref: Scalars['String']['output'];
  /** Whether that is enough to run it again. */
  readonly reproducibility: Maybe<Reproducibility>;
  /** The source that it lives in. */
  readonly source: Source;
  /** When it started. */
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  /** How far it got. */
  readonly status: RunStatus;
  /** Keys with values, and plain labels. Null, with an error, where they could not be read. */
  readonly tags: Maybe<ReadonlyArray<Tag>>;
  /** Opens the run in the tracker's own page. */
  readonly url: Maybe<Scalars['String']['output']>;
  /** Artifacts that it read. */
  readonly used: ArtifactConnection;
  /** Who started it. */
  readonly user: Maybe<Scalars['String']['output']>;
};


/** One training or evaluation execution. */
export type RunChildrenArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** One training or evaluation execution. */
export type RunMetricArgs = {
  context?: InputMaybe<Scalars['JSON']['input']>;
  key: Scalars['String']['input'];
};


/** One training or evaluation execution. */
export type RunMetricsArgs = {
  keys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  prefix?: InputMaybe<Scalars['String']['input']>;
};


/** One training or evaluation execution. */
export type RunParamArgs = {
  key: Scalars['String']['input'];
};


/** One training or evaluation execution. */
export type RunParamsArgs = {
  keys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  prefix?: InputMaybe<Scalars['String']['input']>;
};


/** One training or evaluation execution. */
export type RunProducedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** One training or evaluation execution. */
export type RunTagsArgs = {
  keys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One training or evaluation execution. */
export type RunUsedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One column of a table. */
export type RunColumn = {
  /** In place of value: a column for each key of this kind that a run of the page has, by code point. */
  readonly all?: InputMaybe<AllColumns>;
  /** What to call it; not beside all. */
  readonly as?: InputMaybe<Scalars['String']['input']>;
  /** What to put into it. */
  readonly value?: InputMaybe<RunValue>;
};

/** A page of runs. */
export type RunConnection = {
  /** Nodes with their cursors. */
  readonly edges: ReadonlyArray<RunEdge>;
  /** The runs of this page. */
  readonly nodes: ReadonlyArray<Run>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** What happened at every source asked. */
  readonly reports: ReadonlyArray<SourceReport>;
  /** The same page as columns: what a data frame is made of, and the fast path. */
  readonly table: RunTable;
  /**
   * How many match in all. Null where that is not known: a source failed, or was not read to its end within its budget; or
   * this page does not hold the whole list, and a tracker that may have more does not count, filters only a part of the
   * question, or was asked by several searches. A first page that holds the whole list has it always.
   */
  readonly totalCount: Maybe<Scalars['Number']['output']>;
};


/** A page of runs. */
export type RunConnectionTableArgs = {
  columns: ReadonlyArray<RunColumn>;
};

/** A run with its cursor. */
export type RunEdge = {
  /** Where the list goes on behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: Run;
};

/** Fields to sort by and to put into columns. */
export type RunField =
  /** Whether it is archived. */
  | 'ARCHIVED'
  /** Emissions in kg of CO2 equivalents; see Run.compute. */
  | 'CO2E_KG'
  /** What the GPUs cost; see Run.compute. */
  | 'COST'
  /** From start to end, in milliseconds. */
  | 'DURATION_MS'
  /** When it ended. */
  | 'ENDED_AT'
  /** Energy in kWh; see Run.compute. */
  | 'ENERGY_KWH'
  /** GPUs times hours; see Run.compute. */
  | 'GPU_HOURS'
  /** Its group. */
  | 'GROUP'
  /** The tracker's own id. */
  | 'ID'
  /** Its kind of job. */
  | 'JOB_TYPE'
  /** The name. */
  | 'NAME'
  /** What people wrote about it. */
  | 'NOTES'
  /** `source/native-id` of the run that it is nested in. */
  | 'PARENT'
  /** The name of its project. */
  | 'PROJECT'
  /** The id of its source in the config. */
  | 'SOURCE'
  /** When it started. */
  | 'STARTED_AT'
  /** The status, by its word. */
  | 'STATUS'
  /** Its address in the tracker's own page. */
  | 'URL'
  /** Who started it. */
  | 'USER';

/**
 * Which runs. Every field given must hold, and every operator in it. A missing or NaN value makes every operator but
 * `exists` and `isNaN` false, the negated ones too.
 */
export type RunFilter = {
  /** All of these hold; true when empty. */
  readonly and?: InputMaybe<ReadonlyArray<RunFilter>>;
  /** Emissions in kg of CO2 equivalents; see Run.compute. */
  readonly co2eKg?: InputMaybe<NumberFilter>;
  /** What the GPUs cost; see Run.compute. */
  readonly cost?: InputMaybe<NumberFilter>;
  /** From start to end, in milliseconds. */
  readonly durationMs?: InputMaybe<NumberFilter>;
  /** When it ended. */
  readonly endedAt?: InputMaybe<DateTimeFilter>;
  /** Energy in kWh; see Run.compute. */
  readonly energyKwh?: InputMaybe<NumberFilter>;
  /** GPUs times hours; see Run.compute. */
  readonly gpuHours?: InputMaybe<NumberFilter>;
  /** Its group. */
  readonly group?: InputMaybe<StringFilter>;
  /** The tracker's own id: eq, ne, in and exists alone, case counts. */
  readonly id?: InputMaybe<StringFilter>;
  /** Its kind of job. */
  readonly jobType?: InputMaybe<StringFilter>;
  /** A metric's summary. */
  readonly metric?: InputMaybe<MetricFilter>;
  /** The run's name. */
  readonly name?: InputMaybe<StringFilter>;
  /** A part of the run's name by its project's convention. */
  readonly namePart?: InputMaybe<NamePartFilter>;
  /** This does not hold. Negation is moved into the operators: not lt is gte, not in is 'present and none of'. */
  readonly not?: InputMaybe<RunFilter>;
  /** What people wrote about it. */
  readonly notes?: InputMaybe<StringFilter>;
  /** One of these holds; false when empty. */
  readonly or?: InputMaybe<ReadonlyArray<RunFilter>>;
  /** A param. */
  readonly param?: InputMaybe<ParamFilter>;
  /** `source/native-id` of the run that it is nested in; exists: false finds top-level runs. */
  readonly parent?: InputMaybe<StringFilter>;
  /** The name of its project. */
  readonly projectName?: InputMaybe<StringFilter>;
  /** The id of its source in the config. */
  readonly source?: InputMaybe<StringFilter>;
  /** When it started. */
  readonly startedAt?: InputMaybe<DateTimeFilter>;
  /** How far it got. */
  readonly status?: InputMaybe<StatusFilter>;
  /** A tag. */
  readonly tag?: InputMaybe<TagFilter>;
  /** Who started it. */
  readonly user?: InputMaybe<StringFilter>;
};

/** Runs whose values are the same, by the rule of ParamRow. */
export type RunGroup = {
  /** One curve a metric: at each x a summary of the runs that have a finite value there. align NONE is refused. */
  readonly curves: ReadonlyArray<GroupCurve>;
  /** One value for each thing that is grouped by; null is a missing value, which is one of its own. */
  readonly key: Scalars['Column']['output'];
  /** One for each measure, in their order. */
  readonly measures: ReadonlyArray<Summary>;
  /** The runs. */
  readonly runs: ReadonlyArray<Run>;
  /** How many runs. */
  readonly size: Scalars['Int']['output'];
};


/** Runs whose values are the same, by the rule of ParamRow. */
export type RunGroupCurvesArgs = {
  align?: InputMaybe<Align>;
  interval?: InputMaybe<Interval>;
  maxPoints?: InputMaybe<Scalars['Int']['input']>;
  metrics: ReadonlyArray<MetricSelector>;
  smooth?: InputMaybe<Smoothing>;
  x?: InputMaybe<XAxis>;
};

/** One key of a sort. Missing and NaN are last in both directions. */
export type RunOrder = {
  /** What to sort by. */
  readonly by: RunValue;
  /** Which way. */
  readonly direction?: InputMaybe<SortDirection>;
};

/**
 * Which runs: those that are named, or those that match, in order and cut at first. No defaults here, so that what was given
 * can be told.
 */
export type RunSelection = {
  /** Whether archived runs are in: EXCLUDE where left out, and INCLUDE beside runs that are named. */
  readonly archived?: InputMaybe<Archived>;
  /** Which runs. */
  readonly filter?: InputMaybe<RunFilter>;
  /** At most so many, 1 to 10000; 200 where left out. */
  readonly first?: InputMaybe<Scalars['Int']['input']>;
  /** By which values; the newest first where left out. */
  readonly orderBy?: InputMaybe<ReadonlyArray<RunOrder>>;
  /** Only these projects: global ids, or `source/native-id`. */
  readonly projects?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /**
   * Global ids, or `source/native-id`, up to 10000, in this order. A run that is named twice counts once, at its first place.
   * Beside it only archived may be given.
   */
  readonly runs?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only these sources: ids of the config, or global ids. */
  readonly sources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Which runs, as text of the expression language; where filter is given too, both must hold. */
  readonly where?: InputMaybe<Scalars['String']['input']>;
};

/** How far a run got. */
export type RunStatus =
  /** It ended by an error. */
  | 'FAILED'
  /** It ended well. */
  | 'FINISHED'
  /** It was stopped. */
  | 'KILLED'
  /** It goes on. */
  | 'RUNNING'
  /** It waits to start. */
  | 'SCHEDULED'
  /** The tracker says something else, or nothing; see nativeStatus. */
  | 'UNKNOWN';

/** A page of runs as columns. */
export type RunTable = {
  /** The columns, in the order asked. */
  readonly columns: ReadonlyArray<TableColumn>;
  /** `source/native-id` of every row. */
  readonly refs: Scalars['Column']['output'];
};

/** A value of a run: exactly one of these. */
export type RunValue = {
  /** A field. */
  readonly field?: InputMaybe<RunField>;
  /** A metric. */
  readonly metric?: InputMaybe<MetricRef>;
  /** A part of the name by its project's convention, by its key. */
  readonly namePart?: InputMaybe<Scalars['String']['input']>;
  /** A param, by its key. */
  readonly param?: InputMaybe<Scalars['String']['input']>;
  /** A tag, by its key. */
  readonly tag?: InputMaybe<Scalars['String']['input']>;
};

/** Whether two things are the same. */
export type SameState =
  /** They are not. */
  | 'DIFFERENT'
  /** They are. */
  | 'SAME'
  /** One of them was not recorded. */
  | 'UNKNOWN';

/** Who left points out of a series. */
export type SampledBy =
  /** The gateway, which keeps the first and last point and the extremes between. */
  | 'GATEWAY'
  /** The tracker, in its own way. */
  | 'TRACKER';

/**
 * The points of a metric, as columns of equal length, in order of step, then timestamp, then as logged. Where a tracker keeps
 * no order of logging, or tells none, points that are equal in step and timestamp are in the order of their values.
 */
export type Series = {
  /** Whether these are all of them. */
  readonly complete: Scalars['Boolean']['output'];
  /** The training epoch of each point, null for points without one; null altogether where the tracker kept none of this metric. */
  readonly epochs: Maybe<Scalars['Column']['output']>;
  /** The same columns in packed form, which is several times as fast where there are many points. */
  readonly packed: PackedSeries;
  /** Who left points out; null where complete. */
  readonly sampledBy: Maybe<SampledBy>;
  /** Steps. */
  readonly steps: Scalars['Column']['output'];
  /** Epoch milliseconds; null where the tracker kept none. */
  readonly timestamps: Scalars['Column']['output'];
  /** How many points the tracker has in the range; null where it does not tell. */
  readonly totalPoints: Maybe<Scalars['Number']['output']>;
  /** Values. */
  readonly values: Scalars['Column']['output'];
};

/** How bad a diagnostic is. */
export type Severity =
  /** Something does not work. */
  | 'ERROR'
  /** Good to know. */
  | 'INFO'
  /** Something may be missing or slow. */
  | 'WARNING';

/** How each curve's own points are made smooth, before curves are aligned and cut. What is not finite passes through. */
export type Smoothing = {
  /** How. */
  readonly method: SmoothingMethod;
  /** For GAUSSIAN, greater than 0, in units of x. */
  readonly sigma?: InputMaybe<Scalars['Float']['input']>;
  /** For EMA and TWEMA, from 0 to below 1. */
  readonly weight?: InputMaybe<Scalars['Float']['input']>;
  /** For MEAN, an odd number of points. */
  readonly window?: InputMaybe<Scalars['Int']['input']>;
};

/** How a curve is made smooth. */
export type SmoothingMethod =
  /** The exponential moving average with the correction of its start that TensorBoard makes. */
  | 'EMA'
  /** The mean weighted by exp(−Δx²/2σ²), cut at 4σ. */
  | 'GAUSSIAN'
  /** The mean of a centred window of points, shortened at the edges. */
  | 'MEAN'
  /** The exponential moving average by distance in x: the decay of a thousandth of the curve's range is √weight. */
  | 'TWEMA';

/** Which way to sort. */
export type SortDirection =
  /** The least first. */
  | 'ASC'
  /** The greatest first. */
  | 'DESC';

/** Who sorts. */
export type SortPlan =
  /** The gateway, after reading all that matches. */
  | 'GATEWAY'
  /** The tracker. */
  | 'NATIVE';

/** One configured instance of a tracker. */
export type Source = Node & {
  /** What it evaluates and sorts itself, and how well: the adapter's declared table, as narrowed by the probe. */
  readonly capabilities: Scalars['JSON']['output'];
  /** What its users should know about it. */
  readonly diagnostics: ReadonlyArray<Diagnostic>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** The id that the config gives it. */
  readonly name: Scalars['String']['output'];
  /** Whether it answers. */
  readonly state: SourceState;
  /** The kind of tracker, as in the config. */
  readonly tracker: Scalars['String']['output'];
  /** Where it is, without credentials; null for a source that is files on disk. */
  readonly url: Maybe<Scalars['String']['output']>;
  /** The tracker's version as it tells it; null until it was reached. */
  readonly version: Maybe<Scalars['String']['output']>;
};

/** How one source would be asked for runs. */
export type SourcePlan = {
  /** The search in the tracker's own words, one a line; null where the tracker need not be asked. */
  readonly native: Maybe<Scalars['String']['output']>;
  /** Clauses that the tracker evaluates. */
  readonly pushed: ReadonlyArray<Scalars['String']['output']>;
  /** Why it is so, in sentences. */
  readonly reason: ReadonlyArray<Scalars['String']['output']>;
  /** Clauses that the gateway evaluates. */
  readonly residual: ReadonlyArray<Scalars['String']['output']>;
  /** Who sorts. */
  readonly sort: SortPlan;
  /** The source. */
  readonly source: Source;
};

/** What happened at one source for one list: for this list alone, not for fields nested in it. */
export type SourceReport = {
  /** When the oldest part of the answer was read from the tracker. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Whether the cache had it. */
  readonly cache: CacheOutcome;
  /** Why it did not go well; null where it did. */
  readonly code: Maybe<ErrorCode>;
  /**
   * What may help where nothing went wrong: keys in filter, sort or columns that no run read from here so far has, with the
   * keys that are near. No tracker is asked for that.
   */
  readonly hints: ReadonlyArray<Scalars['String']['output']>;
  /** From the question to the source's last answer, in milliseconds. */
  readonly latencyMs: Scalars['Float']['output'];
  /** The same for people. */
  readonly message: Maybe<Scalars['String']['output']>;
  /** Clauses that the tracker evaluated. */
  readonly pushed: ReadonlyArray<Scalars['String']['output']>;
  /** Clauses that the gateway evaluated. */
  readonly residual: ReadonlyArray<Scalars['String']['output']>;
  /** Rows of this source in the page. */
  readonly rowsReturned: Scalars['Int']['output'];
  /** Rows that the tracker sent. */
  readonly rowsScanned: Scalars['Int']['output'];
  /** The source. */
  readonly source: Source;
  /** How it went. */
  readonly state: ReportState;
  /** Requests that the tracker was sent. */
  readonly upstreamCalls: Scalars['Int']['output'];
};

/** Whether a source answers. */
export type SourceState =
  /** It does, but its last call failed. */
  | 'DEGRADED'
  /** It does not, or not to us. */
  | 'DOWN'
  /** Nobody has asked it yet. */
  | 'UNKNOWN'
  /** It does. */
  | 'UP';

/** Compares statuses. */
export type StatusFilter = {
  /** This one. */
  readonly eq?: InputMaybe<RunStatus>;
  /** One of these; false when empty. */
  readonly in?: InputMaybe<ReadonlyArray<RunStatus>>;
  /** Another one. */
  readonly ne?: InputMaybe<RunStatus>;
};

/** Why a walk ended early. */
export type StopReason =
  /** Time was over. */
  | 'DEADLINE'
  /** More lies beyond the depth asked. */
  | 'DEPTH'
  /** There are more nodes than the limit. */
  | 'LIMIT';

/** Compares text by code point; case counts unless ignoreCase says otherwise. */
export type StringFilter = {
  /** Has this in it. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Ends with this. */
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  /** Equal. */
  readonly eq?: InputMaybe<Scalars['String']['input']>;
  /** Whether there is a value at all. */
  readonly exists?: InputMaybe<Scalars['Boolean']['input']>;
  /** Lowers both sides. */
  readonly ignoreCase?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these; false when empty. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Has a match of this pattern: RE2 syntax, unanchored. */
  readonly matches?: InputMaybe<Scalars['String']['input']>;
  /** Present and not equal. */
  readonly ne?: InputMaybe<Scalars['String']['input']>;
  /** Starts with this. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** What a text may go on with. */
export type Suggestion = {
  /** What it is. */
  readonly detail: Maybe<Scalars['String']['output']>;
  /** To be put behind the text as it stands. */
  readonly insert: Scalars['String']['output'];
  /** The whole word that results. */
  readonly label: Scalars['String']['output'];
};

/**
 * A measure over runs. count + missing + nonFinite are all runs. Sums are taken in an order that does not depend on the order
 * of runs. Null where there are too few values.
 */
export type Summary = {
  /** Runs with a finite value. */
  readonly count: Scalars['Int']['output'];
  /** The upper end of the interval; null where none was asked for. */
  readonly high: Maybe<Scalars['Number']['output']>;
  /** The mean without the lowest and the highest ⌊n/4⌋ values. */
  readonly iqm: Maybe<Scalars['Number']['output']>;
  /** The lower end of the interval; null where none was asked for. */
  readonly low: Maybe<Scalars['Number']['output']>;
  /** The greatest. */
  readonly max: Maybe<Scalars['Number']['output']>;
  /** The mean. */
  readonly mean: Maybe<Scalars['Number']['output']>;
  /** The median. */
  readonly median: Maybe<Scalars['Number']['output']>;
  /** The least. */
  readonly min: Maybe<Scalars['Number']['output']>;
  /** Runs without a value, or with one that is no number. */
  readonly missing: Scalars['Int']['output'];
  /** The measure. */
  readonly name: Scalars['String']['output'];
  /** Runs whose value is NaN or infinite. */
  readonly nonFinite: Scalars['Int']['output'];
  /** What is to be said of it. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** A quarter of the values lies below, by linear interpolation. */
  readonly q1: Maybe<Scalars['Number']['output']>;
  /** Three quarters of the values lie below, by linear interpolation. */
  readonly q3: Maybe<Scalars['Number']['output']>;
  /** By linear interpolation; null where there is no value. */
  readonly quantiles: Scalars['Column']['output'];
  /** std / √n. */
  readonly sem: Maybe<Scalars['Number']['output']>;
  /** The standard deviation, with n − 1. */
  readonly std: Maybe<Scalars['Number']['output']>;
  /** The sum. */
  readonly sum: Maybe<Scalars['Number']['output']>;
};


/**
 * A measure over runs. count + missing + nonFinite are all runs. Sums are taken in an order that does not depend on the order
 * of runs. Null where there are too few values.
 */
export type SummaryQuantilesArgs = {
  at: ReadonlyArray<Scalars['Float']['input']>;
};

/** One value of every run of a page. */
export type TableColumn = {
  /**
   * `as`, else the key, else the field in camelCase. Where two columns would share a name, those with a key say what it is a
   * key of: `param lr`, `metric lr`, and `metric lr MAX` where a metric has several columns. A context is JSON behind the key.
   */
  readonly name: Scalars['String']['output'];
  /** What all values present are; STRING where they differ, with the values as they are; NULL where there are none. */
  readonly type: ValueType;
  /** The values; null where missing. Times are RFC 3339 text. */
  readonly values: Scalars['Column']['output'];
};

/** A key with a value; a plain label has no value. */
export type Tag = {
  /** The key, or the label. */
  readonly key: Scalars['String']['output'];
  /** The value; null for a plain label. */
  readonly value: Maybe<Scalars['String']['output']>;
};

/** Compares the value of a tag; a plain label only exists. */
export type TagFilter = {
  /** Has this in it. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Ends with this. */
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  /** Equal. */
  readonly eq?: InputMaybe<Scalars['String']['input']>;
  /** Whether there is such a tag, with or without a value. */
  readonly exists?: InputMaybe<Scalars['Boolean']['input']>;
  /** Lowers both sides. */
  readonly ignoreCase?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these; false when empty. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The tag's key. */
  readonly key: Scalars['String']['input'];
  /** Has a match of this pattern: RE2 syntax, unanchored. */
  readonly matches?: InputMaybe<Scalars['String']['input']>;
  /** Present and not equal. */
  readonly ne?: InputMaybe<Scalars['String']['input']>;
  /** Starts with this. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** A tag over runs; compared as text. A plain label has no value. */
export type TagRow = {
  /** Two values are unequal, or some runs have one and some have none. */
  readonly differs: Scalars['Boolean']['output'];
  /** How many different values there are. */
  readonly distinct: Scalars['Int']['output'];
  /** The key. */
  readonly key: Scalars['String']['output'];
  /** How many runs have none. */
  readonly missing: Scalars['Int']['output'];
  /** One a run; null where it has none, and for a plain label. */
  readonly values: Scalars['Column']['output'];
};

/** What a value is. */
export type ValueType =
  /** True or false. */
  | 'BOOLEAN'
  /** An instant, as RFC 3339 text. In tables only. */
  | 'DATETIME'
  /** A list. */
  | 'LIST'
  /** Null. */
  | 'NULL'
  /** A number. */
  | 'NUMBER'
  /** Text. */
  | 'STRING';

/** Whether a result has been reproduced. */
export type Verdict =
  /** Apart from the first point on. */
  | 'DIFFERENT'
  /** Apart from some point on. */
  | 'DIVERGES'
  /** Apart in the last tenth alone. */
  | 'DIVERGES_LATE'
  /** Near enough, but for points by themselves. */
  | 'MATCHES'
  /** They have no step in common. */
  | 'NOT_COMPARABLE';

/** What curves lie along. */
export type XAxis = {
  /** From here on, included. */
  readonly from?: InputMaybe<Scalars['Number']['input']>;
  /** What x is. */
  readonly kind?: InputMaybe<XKind>;
  /** The metric whose last value at the same step is x; for METRIC alone. */
  readonly metric?: InputMaybe<MetricRef>;
  /** Up to here, included. */
  readonly to?: InputMaybe<Scalars['Number']['input']>;
};

/** What x is. */
export type XKind =
  /** A metric's last value at the same step. Points without one are dropped and counted. */
  | 'METRIC'
  /** Milliseconds since the run started; since its first point where its start is not known. */
  | 'RELATIVE_TIME'
  /** The step. */
  | 'STEP'
  /** The time, in epoch milliseconds. */
  | 'TIME';



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ArtifactNode )
    | ( ModelNode )
    | ( VersionNode )
    | ( ProjectNode )
    | ( RunNode )
    | ( SourceNode )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Align: Align;
  AllColumns: AllColumns;
  Archived: Archived;
  Artifact: ResolverTypeWrapper<ArtifactNode>;
  ArtifactConnection: ResolverTypeWrapper<Omit<ArtifactConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversTypes['ArtifactEdge']>, nodes: ReadonlyArray<ResolversTypes['Artifact']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  ArtifactEdge: ResolverTypeWrapper<Omit<ArtifactEdge, 'node'> & { node: ResolversTypes['Artifact'] }>;
  ArtifactFile: ResolverTypeWrapper<FileNode>;
  ArtifactFileConnection: ResolverTypeWrapper<Omit<ArtifactFileConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversTypes['ArtifactFileEdge']>, nodes: ReadonlyArray<ResolversTypes['ArtifactFile']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  ArtifactFileEdge: ResolverTypeWrapper<Omit<ArtifactFileEdge, 'node'> & { node: ResolversTypes['ArtifactFile'] }>;
  ArtifactFilter: ArtifactFilter;
  ArtifactType: ArtifactType;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CacheOutcome: CacheOutcome;
  Column: ResolverTypeWrapper<Scalars['Column']['output']>;
  Comparison: ResolverTypeWrapper<SelectedRuns>;
  Compute: ResolverTypeWrapper<Compute>;
  ConventionIssue: ResolverTypeWrapper<RunIssue>;
  ConventionReport: ResolverTypeWrapper<Omit<ConventionReport, 'issues' | 'reports'> & { issues: ReadonlyArray<ResolversTypes['ConventionIssue']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  ConventionRule: ConventionRule;
  Correlation: ResolverTypeWrapper<Correlation>;
  Correlations: ResolverTypeWrapper<Omit<Correlations, 'reports'> & { reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  Curve: ResolverTypeWrapper<ToldCurve>;
  Curves: ResolverTypeWrapper<CurvesNode>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeFilter: DateTimeFilter;
  Diagnostic: ResolverTypeWrapper<Diagnostic>;
  Difference: ResolverTypeWrapper<Omit<Difference, 'a' | 'b'> & { a: ResolversTypes['Summary'], b: ResolversTypes['Summary'] }>;
  DifferenceTest: DifferenceTest;
  Differences: ResolverTypeWrapper<Omit<Differences, 'reports' | 'rows'> & { reports: ReadonlyArray<ResolversTypes['SourceReport']>, rows: ReadonlyArray<ResolversTypes['Difference']> }>;
  Digest: ResolverTypeWrapper<Digest>;
  Direction: Direction;
  DirectionFrom: DirectionFrom;
  Doubles: ResolverTypeWrapper<Scalars['Doubles']['output']>;
  Downsample: Downsample;
  ErrorCode: ErrorCode;
  FigureFrom: FigureFrom;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Frontier: ResolverTypeWrapper<Omit<Frontier, 'points' | 'reports'> & { points: ReadonlyArray<ResolversTypes['FrontierPoint']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  FrontierPoint: ResolverTypeWrapper<RunOfFrontier>;
  GitState: ResolverTypeWrapper<GitNode>;
  Gpu: ResolverTypeWrapper<Gpu>;
  GroupCurve: ResolverTypeWrapper<ToldGroupCurve>;
  Groups: ResolverTypeWrapper<GroupsNode>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Importance: ResolverTypeWrapper<Importance>;
  ImportanceMethod: ImportanceMethod;
  Importances: ResolverTypeWrapper<Omit<Importances, 'reports'> & { reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Interval: Interval;
  IntervalMethod: IntervalMethod;
  IntervalOf: IntervalOf;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Key: ResolverTypeWrapper<KeyNode>;
  KeyConnection: ResolverTypeWrapper<Omit<KeyConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversTypes['KeyEdge']>, nodes: ReadonlyArray<ResolversTypes['Key']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  KeyEdge: ResolverTypeWrapper<Omit<KeyEdge, 'node'> & { node: ResolversTypes['Key'] }>;
  KeyKind: KeyKind;
  Lineage: ResolverTypeWrapper<Omit<Lineage, 'nodes' | 'reports'> & { nodes: ReadonlyArray<ResolversTypes['Node']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  LineageDirection: LineageDirection;
  LineageEdge: ResolverTypeWrapper<LineageEdge>;
  LineageKind: LineageKind;
  Measure: Measure;
  Metric: ResolverTypeWrapper<MetricNode>;
  MetricAggregate: MetricAggregate;
  MetricFilter: MetricFilter;
  MetricRef: MetricRef;
  MetricRow: ResolverTypeWrapper<MetricRow>;
  MetricSelector: MetricSelector;
  Model: ResolverTypeWrapper<ModelNode>;
  ModelConnection: ResolverTypeWrapper<Omit<ModelConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversTypes['ModelEdge']>, nodes: ReadonlyArray<ResolversTypes['Model']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  ModelEdge: ResolverTypeWrapper<Omit<ModelEdge, 'node'> & { node: ResolversTypes['Model'] }>;
  ModelVersion: ResolverTypeWrapper<VersionNode>;
  ModelVersionConnection: ResolverTypeWrapper<Omit<ModelVersionConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversTypes['ModelVersionEdge']>, nodes: ReadonlyArray<ResolversTypes['ModelVersion']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  ModelVersionEdge: ResolverTypeWrapper<Omit<ModelVersionEdge, 'node'> & { node: ResolversTypes['ModelVersion'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NamePart: ResolverTypeWrapper<NamePart>;
  NamePartFilter: NamePartFilter;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Number: ResolverTypeWrapper<Scalars['Number']['output']>;
  NumberFilter: NumberFilter;
  Objective: Objective;
  Package: ResolverTypeWrapper<Package>;
  PackageRow: ResolverTypeWrapper<PackageRow>;
  PackedCurve: ResolverTypeWrapper<ToldCurve>;
  PackedSeries: ResolverTypeWrapper<CutSeries>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Param: ResolverTypeWrapper<ParamValue>;
  ParamFilter: ParamFilter;
  ParamRow: ResolverTypeWrapper<ParamRow>;
  ParetoFront: ResolverTypeWrapper<Omit<ParetoFront, 'points' | 'reports'> & { points: ReadonlyArray<ResolversTypes['ParetoPoint']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  ParetoPoint: ResolverTypeWrapper<ParetoPointNode>;
  ParseTrouble: ResolverTypeWrapper<ParseTrouble>;
  ParsedWhere: ResolverTypeWrapper<ParsedWhere>;
  PresenceState: PresenceState;
  Project: ResolverTypeWrapper<ProjectNode>;
  ProjectConnection: ResolverTypeWrapper<Omit<ProjectConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversTypes['ProjectEdge']>, nodes: ReadonlyArray<ResolversTypes['Project']>, reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  Provenance: ResolverTypeWrapper<ProvenanceNode>;
  ProvenanceRow: ResolverTypeWrapper<ProvenanceRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReportState: ReportState;
  ReproducedMetric: ResolverTypeWrapper<ReproducedMetric>;
  Reproducibility: ResolverTypeWrapper<Reproducibility>;
  ReproducibilityItem: ResolverTypeWrapper<ReproducibilityItem>;
  Reproduction: ResolverTypeWrapper<Omit<Reproduction, 'by' | 'of' | 'reports'> & { by: ResolversTypes['Run'], of: ResolversTypes['Run'], reports: ReadonlyArray<ResolversTypes['SourceReport']> }>;
  ReproductionItem: ResolverTypeWrapper<ReproductionItem>;
  Run: ResolverTypeWrapper<RunNode>;
  RunColumn: RunColumn;
  RunConnection: ResolverTypeWrapper<RunConnectionNode>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunField: RunField;
  RunFilter: RunFilter;
  RunGroup: ResolverTypeWrapper<GroupOfRuns>;
  RunOrder: RunOrder;
  RunSelection: RunSelection;
  RunStatus: RunStatus;
  RunTable: ResolverTypeWrapper<RunTableNode>;
  RunValue: RunValue;
  SameState: SameState;
  SampledBy: SampledBy;
  Series: ResolverTypeWrapper<CutSeries>;
  Severity: Severity;
  Smoothing: Smoothing;
  SmoothingMethod: SmoothingMethod;
  SortDirection: SortDirection;
  SortPlan: SortPlan;
  Source: ResolverTypeWrapper<SourceNode>;
  SourcePlan: ResolverTypeWrapper<PlanOfSource>;
  SourceReport: ResolverTypeWrapper<ReportOfSource>;
  SourceState: SourceState;
  StatusFilter: StatusFilter;
  StopReason: StopReason;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  StringFilter: StringFilter;
  Suggestion: ResolverTypeWrapper<Suggestion>;
  Summary: ResolverTypeWrapper<MeasureSummary>;
  TableColumn: ResolverTypeWrapper<TableColumn>;
  Tag: ResolverTypeWrapper<Tag>;
  TagFilter: TagFilter;
  TagRow: ResolverTypeWrapper<TagRow>;
  Value: ResolverTypeWrapper<Scalars['Value']['output']>;
  ValueType: ValueType;
  Verdict: Verdict;
  XAxis: XAxis;
  XKind: XKind;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Artifact: ArtifactNode;
  ArtifactConnection: Omit<ArtifactConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversParentTypes['ArtifactEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Artifact']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  ArtifactEdge: Omit<ArtifactEdge, 'node'> & { node: ResolversParentTypes['Artifact'] };
  ArtifactFile: FileNode;
  ArtifactFileConnection: Omit<ArtifactFileConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversParentTypes['ArtifactFileEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ArtifactFile']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  ArtifactFileEdge: Omit<ArtifactFileEdge, 'node'> & { node: ResolversParentTypes['ArtifactFile'] };
  ArtifactFilter: ArtifactFilter;
  Boolean: Scalars['Boolean']['output'];
  Column: Scalars['Column']['output'];
  Comparison: SelectedRuns;
  Compute: Compute;
  ConventionIssue: RunIssue;
  ConventionReport: Omit<ConventionReport, 'issues' | 'reports'> & { issues: ReadonlyArray<ResolversParentTypes['ConventionIssue']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  Correlation: Correlation;
  Correlations: Omit<Correlations, 'reports'> & { reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  Curve: ToldCurve;
  Curves: CurvesNode;
  DateTime: Scalars['DateTime']['output'];
  DateTimeFilter: DateTimeFilter;
  Diagnostic: Diagnostic;
  Difference: Omit<Difference, 'a' | 'b'> & { a: ResolversParentTypes['Summary'], b: ResolversParentTypes['Summary'] };
  Differences: Omit<Differences, 'reports' | 'rows'> & { reports: ReadonlyArray<ResolversParentTypes['SourceReport']>, rows: ReadonlyArray<ResolversParentTypes['Difference']> };
  Digest: Digest;
  Doubles: Scalars['Doubles']['output'];
  Float: Scalars['Float']['output'];
  Frontier: Omit<Frontier, 'points' | 'reports'> & { points: ReadonlyArray<ResolversParentTypes['FrontierPoint']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  FrontierPoint: RunOfFrontier;
  GitState: GitNode;
  Gpu: Gpu;
  GroupCurve: ToldGroupCurve;
  Groups: GroupsNode;
  ID: Scalars['ID']['output'];
  Importance: Importance;
  Importances: Omit<Importances, 'reports'> & { reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  Int: Scalars['Int']['output'];
  Interval: Interval;
  JSON: Scalars['JSON']['output'];
  Key: KeyNode;
  KeyConnection: Omit<KeyConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversParentTypes['KeyEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Key']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  KeyEdge: Omit<KeyEdge, 'node'> & { node: ResolversParentTypes['Key'] };
  Lineage: Omit<Lineage, 'nodes' | 'reports'> & { nodes: ReadonlyArray<ResolversParentTypes['Node']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  LineageEdge: LineageEdge;
  Measure: Measure;
  Metric: MetricNode;
  MetricFilter: MetricFilter;
  MetricRef: MetricRef;
  MetricRow: MetricRow;
  MetricSelector: MetricSelector;
  Model: ModelNode;
  ModelConnection: Omit<ModelConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversParentTypes['ModelEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Model']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  ModelEdge: Omit<ModelEdge, 'node'> & { node: ResolversParentTypes['Model'] };
  ModelVersion: VersionNode;
  ModelVersionConnection: Omit<ModelVersionConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversParentTypes['ModelVersionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ModelVersion']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  ModelVersionEdge: Omit<ModelVersionEdge, 'node'> & { node: ResolversParentTypes['ModelVersion'] };
  Mutation: Record<PropertyKey, never>;
  NamePart: NamePart;
  NamePartFilter: NamePartFilter;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Number: Scalars['Number']['output'];
  NumberFilter: NumberFilter;
  Objective: Objective;
  Package: Package;
  PackageRow: PackageRow;
  PackedCurve: ToldCurve;
  PackedSeries: CutSeries;
  PageInfo: PageInfo;
  Param: ParamValue;
  ParamFilter: ParamFilter;
  ParamRow: ParamRow;
  ParetoFront: Omit<ParetoFront, 'points' | 'reports'> & { points: ReadonlyArray<ResolversParentTypes['ParetoPoint']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  ParetoPoint: ParetoPointNode;
  ParseTrouble: ParseTrouble;
  ParsedWhere: ParsedWhere;
  Project: ProjectNode;
  ProjectConnection: Omit<ProjectConnection, 'edges' | 'nodes' | 'reports'> & { edges: ReadonlyArray<ResolversParentTypes['ProjectEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Project']>, reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  Provenance: ProvenanceNode;
  ProvenanceRow: ProvenanceRow;
  Query: Record<PropertyKey, never>;
  ReproducedMetric: ReproducedMetric;
  Reproducibility: Reproducibility;
  ReproducibilityItem: ReproducibilityItem;
  Reproduction: Omit<Reproduction, 'by' | 'of' | 'reports'> & { by: ResolversParentTypes['Run'], of: ResolversParentTypes['Run'], reports: ReadonlyArray<ResolversParentTypes['SourceReport']> };
  ReproductionItem: ReproductionItem;
  Run: RunNode;
  RunColumn: RunColumn;
  RunConnection: RunConnectionNode;
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  RunFilter: RunFilter;
  RunGroup: GroupOfRuns;
  RunOrder: RunOrder;
  RunSelection: RunSelection;
  RunTable: RunTableNode;
  RunValue: RunValue;
  Series: CutSeries;
  Smoothing: Smoothing;
  Source: SourceNode;
  SourcePlan: PlanOfSource;
  SourceReport: ReportOfSource;
  StatusFilter: StatusFilter;
  String: Scalars['String']['output'];
  StringFilter: StringFilter;
  Suggestion: Suggestion;
  Summary: MeasureSummary;
  TableColumn: TableColumn;
  Tag: Tag;
  TagFilter: TagFilter;
  TagRow: TagRow;
  Value: Scalars['Value']['output'];
  XAxis: XAxis;
};

export type ArtifactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Artifact'] = ResolversParentTypes['Artifact']> = {
  aliases?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['Digest']>, ParentType, ContextType>;
  files?: Resolver<ResolversTypes['ArtifactFileConnection'], ParentType, ContextType, RequireFields<ArtifactFilesArgs, 'first' | 'path' | 'recursive'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  producedBy?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ArtifactType'], ParentType, ContextType>;
  uri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usedBy?: Resolver<ResolversTypes['RunConnection'], ParentType, ContextType, RequireFields<ArtifactUsedByArgs, 'first'>>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArtifactConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ArtifactConnection'] = ResolversParentTypes['ArtifactConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ArtifactEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Artifact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type ArtifactEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ArtifactEdge'] = ResolversParentTypes['ArtifactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Artifact'], ParentType, ContextType>;
};

export type ArtifactFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ArtifactFile'] = ResolversParentTypes['ArtifactFile']> = {
  contentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['Digest']>, ParentType, ContextType>;
  downloadUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isDirectory?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type ArtifactFileConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ArtifactFileConnection'] = ResolversParentTypes['ArtifactFileConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ArtifactFileEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ArtifactFile']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type ArtifactFileEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ArtifactFileEdge'] = ResolversParentTypes['ArtifactFileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ArtifactFile'], ParentType, ContextType>;
};

export interface ColumnScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Column'], any> {
  name: 'Column';
}

export type ComparisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Comparison'] = ResolversParentTypes['Comparison']> = {
  matched?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricRow']>, ParentType, ContextType, RequireFields<ComparisonMetricsArgs, 'aggregate' | 'onlyDifferent'>>;
  packages?: Resolver<ReadonlyArray<ResolversTypes['PackageRow']>, ParentType, ContextType, RequireFields<ComparisonPackagesArgs, 'onlyDifferent'>>;
  params?: Resolver<ReadonlyArray<ResolversTypes['ParamRow']>, ParentType, ContextType, RequireFields<ComparisonParamsArgs, 'onlyDifferent'>>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['ProvenanceRow']>, ParentType, ContextType, RequireFields<ComparisonProvenanceArgs, 'onlyDifferent'>>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  runs?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['TagRow']>, ParentType, ContextType, RequireFields<ComparisonTagsArgs, 'onlyDifferent'>>;
};

export type ComputeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Compute'] = ResolversParentTypes['Compute']> = {
  co2eFrom?: Resolver<Maybe<ResolversTypes['FigureFrom']>, ParentType, ContextType>;
  co2eKg?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  costFrom?: Resolver<Maybe<ResolversTypes['FigureFrom']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  energyFrom?: Resolver<Maybe<ResolversTypes['FigureFrom']>, ParentType, ContextType>;
  energyKwh?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  gpuHours?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  gpuHoursFrom?: Resolver<Maybe<ResolversTypes['FigureFrom']>, ParentType, ContextType>;
  why?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ConventionIssueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConventionIssue'] = ResolversParentTypes['ConventionIssue']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remedy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['ConventionRule'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type ConventionReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConventionReport'] = ResolversParentTypes['ConventionReport']> = {
  checked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  issues?: Resolver<ReadonlyArray<ResolversTypes['ConventionIssue']>, ParentType, ContextType>;
  matched?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
};

export type CorrelationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Correlation'] = ResolversParentTypes['Correlation']> = {
  aggregate?: Resolver<Maybe<ResolversTypes['MetricAggregate']>, ParentType, ContextType>;
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['KeyKind'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pearson?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  pearsonP?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  spearman?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  spearmanP?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type CorrelationsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Correlations'] = ResolversParentTypes['Correlations']> = {
  matched?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['Correlation']>, ParentType, ContextType>;
};

export type CurveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Curve'] = ResolversParentTypes['Curve']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  dropped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['ErrorCode']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  maxAbsError?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  packed?: Resolver<ResolversTypes['PackedCurve'], ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['Column']>, ParentType, ContextType>;
  returnedPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  sampledBy?: Resolver<Maybe<ResolversTypes['SampledBy']>, ParentType, ContextType>;
  totalPoints?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  x?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  y?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type CurvesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Curves'] = ResolversParentTypes['Curves']> = {
  curves?: Resolver<ReadonlyArray<ResolversTypes['Curve']>, ParentType, ContextType>;
  matched?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  runs?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  x?: Resolver<Maybe<ResolversTypes['Column']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DiagnosticResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Diagnostic'] = ResolversParentTypes['Diagnostic']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DifferenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Difference'] = ResolversParentTypes['Difference']> = {
  a?: Resolver<ResolversTypes['Summary'], ParentType, ContextType>;
  b?: Resolver<ResolversTypes['Summary'], ParentType, ContextType>;
  degreesOfFreedom?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  difference?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  hedgesG?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  high?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  holmP?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  low?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  p?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  statistic?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type DifferencesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Differences'] = ResolversParentTypes['Differences']> = {
  matchedA?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  matchedB?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['Difference']>, ParentType, ContextType>;
};

export type DigestResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Digest'] = ResolversParentTypes['Digest']> = {
  algorithm?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DoublesScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Doubles'], any> {
  name: 'Doubles';
}

export type FrontierResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Frontier'] = ResolversParentTypes['Frontier']> = {
  matched?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['FrontierPoint']>, ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
};

export type FrontierPointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FrontierPoint'] = ResolversParentTypes['FrontierPoint']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  costPerImprovement?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  costSoFar?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  gpuHoursSoFar?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  improvement?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  runsSoFar?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type GitStateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GitState'] = ResolversParentTypes['GitState']> = {
  branch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  commit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  diffArtifact?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  dirty?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  repository?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GpuResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Gpu'] = ResolversParentTypes['Gpu']> = {
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  memoryBytes?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GroupCurveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GroupCurve'] = ResolversParentTypes['GroupCurve']> = {
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  high?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  iqm?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  median?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  min?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  q1?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  q3?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  std?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  x?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type GroupsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Groups'] = ResolversParentTypes['Groups']> = {
  groups?: Resolver<ReadonlyArray<ResolversTypes['RunGroup']>, ParentType, ContextType>;
  matched?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  runs?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
};

export type ImportanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Importance'] = ResolversParentTypes['Importance']> = {
  high?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  importance?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  low?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  param?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportancesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Importances'] = ResolversParentTypes['Importances']> = {
  matched?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['Importance']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type KeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Key'] = ResolversParentTypes['Key']> = {
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeKeys?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['ValueType']>, ParentType, ContextType>;
};

export type KeyConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KeyConnection'] = ResolversParentTypes['KeyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['KeyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Key']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type KeyEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KeyEdge'] = ResolversParentTypes['KeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Key'], ParentType, ContextType>;
};

export type LineageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Lineage'] = ResolversParentTypes['Lineage']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Node']>, ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  stoppedBy?: Resolver<Maybe<ResolversTypes['StopReason']>, ParentType, ContextType>;
};

export type LineageEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineageEdge'] = ResolversParentTypes['LineageEdge']> = {
  evidence?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LineageKind'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MetricResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Metric'] = ResolversParentTypes['Metric']> = {
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  count?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  first?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  last?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  lastStep?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  nativeKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, Partial<MetricSeriesArgs>>;
};

export type MetricRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MetricRow'] = ResolversParentTypes['MetricRow']> = {
  aggregate?: Resolver<ResolversTypes['MetricAggregate'], ParentType, ContextType>;
  best?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  differs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['Direction']>, ParentType, ContextType>;
  directionFrom?: Resolver<Maybe<ResolversTypes['DirectionFrom']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type ModelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['ModelVersionConnection'], ParentType, ContextType, RequireFields<ModelVersionsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ModelConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelConnection'] = ResolversParentTypes['ModelConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ModelEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Model']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type ModelEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelEdge'] = ResolversParentTypes['ModelEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
};

export type ModelVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelVersion'] = ResolversParentTypes['ModelVersion']> = {
  aliases?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  artifact?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  stage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ModelVersionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelVersionConnection'] = ResolversParentTypes['ModelVersionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ModelVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type ModelVersionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelVersionEdge'] = ResolversParentTypes['ModelVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ModelVersion'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  purge?: Resolver<ResolversTypes['Int'], ParentType, ContextType, Partial<MutationPurgeArgs>>;
};

export type NamePartResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NamePart'] = ResolversParentTypes['NamePart']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Artifact' | 'Model' | 'ModelVersion' | 'Project' | 'Run' | 'Source', ParentType, ContextType>;
};

export interface NumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Number'], any> {
  name: 'Number';
}

export type PackageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Package'] = ResolversParentTypes['Package']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PackageRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PackageRow'] = ResolversParentTypes['PackageRow']> = {
  differs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type PackedCurveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PackedCurve'] = ResolversParentTypes['PackedCurve']> = {
  raw?: Resolver<Maybe<ResolversTypes['Doubles']>, ParentType, ContextType>;
  x?: Resolver<ResolversTypes['Doubles'], ParentType, ContextType>;
  y?: Resolver<ResolversTypes['Doubles'], ParentType, ContextType>;
};

export type PackedSeriesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PackedSeries'] = ResolversParentTypes['PackedSeries']> = {
  epochs?: Resolver<Maybe<ResolversTypes['Doubles']>, ParentType, ContextType>;
  steps?: Resolver<Maybe<ResolversTypes['Doubles']>, ParentType, ContextType>;
  timestamps?: Resolver<ResolversTypes['Doubles'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Doubles'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParamResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Param'] = ResolversParentTypes['Param']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ValueType'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Value']>, ParentType, ContextType>;
};

export type ParamRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParamRow'] = ResolversParentTypes['ParamRow']> = {
  differs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  distinct?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nativeKeys?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ValueType'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type ParetoFrontResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParetoFront'] = ResolversParentTypes['ParetoFront']> = {
  hypervolume?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  matched?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
};

export type ParetoPointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParetoPoint'] = ResolversParentTypes['ParetoPoint']> = {
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type ParseTroubleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParseTrouble'] = ResolversParentTypes['ParseTrouble']> = {
  column?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  length?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ParsedWhereResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParsedWhere'] = ResolversParentTypes['ParsedWhere']> = {
  error?: Resolver<Maybe<ResolversTypes['ParseTrouble']>, ParentType, ContextType>;
  filter?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  suggestions?: Resolver<ReadonlyArray<ResolversTypes['Suggestion']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  valid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  runs?: Resolver<ResolversTypes['RunConnection'], ParentType, ContextType, RequireFields<ProjectRunsArgs, 'archived' | 'first'>>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  arguments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  command?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  containerImage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cuda?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  datasets?: Resolver<ReadonlyArray<ResolversTypes['Artifact']>, ParentType, ContextType>;
  entryPoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  git?: Resolver<Maybe<ResolversTypes['GitState']>, ParentType, ContextType>;
  gpus?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Gpu']>>, ParentType, ContextType>;
  host?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  os?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  packages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Package']>>, ParentType, ContextType>;
  pythonVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seeds?: Resolver<ReadonlyArray<ResolversTypes['Param']>, ParentType, ContextType>;
};

export type ProvenanceRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProvenanceRow'] = ResolversParentTypes['ProvenanceRow']> = {
  differs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  artifact?: Resolver<Maybe<ResolversTypes['Artifact']>, ParentType, ContextType, RequireFields<QueryArtifactArgs, 'id'>>;
  artifacts?: Resolver<ResolversTypes['ArtifactConnection'], ParentType, ContextType, RequireFields<QueryArtifactsArgs, 'first'>>;
  compare?: Resolver<Maybe<ResolversTypes['Comparison']>, ParentType, ContextType, RequireFields<QueryCompareArgs, 'runs'>>;
  conventions?: Resolver<Maybe<ResolversTypes['ConventionReport']>, ParentType, ContextType, RequireFields<QueryConventionsArgs, 'runs'>>;
  correlations?: Resolver<Maybe<ResolversTypes['Correlations']>, ParentType, ContextType, RequireFields<QueryCorrelationsArgs, 'runs' | 'target'>>;
  curves?: Resolver<Maybe<ResolversTypes['Curves']>, ParentType, ContextType, RequireFields<QueryCurvesArgs, 'align' | 'downsample' | 'metrics' | 'raw' | 'runs'>>;
  difference?: Resolver<Maybe<ResolversTypes['Differences']>, ParentType, ContextType, RequireFields<QueryDifferenceArgs, 'a' | 'b' | 'level' | 'measures' | 'resamples' | 'seed' | 'test'>>;
  explainRuns?: Resolver<ReadonlyArray<ResolversTypes['SourcePlan']>, ParentType, ContextType, RequireFields<QueryExplainRunsArgs, 'archived' | 'first'>>;
  frontier?: Resolver<Maybe<ResolversTypes['Frontier']>, ParentType, ContextType, RequireFields<QueryFrontierArgs, 'objective' | 'runs'>>;
  groups?: Resolver<Maybe<ResolversTypes['Groups']>, ParentType, ContextType, RequireFields<QueryGroupsArgs, 'by' | 'runs'>>;
  importance?: Resolver<Maybe<ResolversTypes['Importances']>, ParentType, ContextType, RequireFields<QueryImportanceArgs, 'method' | 'runs' | 'seed' | 'target'>>;
  keys?: Resolver<ResolversTypes['KeyConnection'], ParentType, ContextType, RequireFields<QueryKeysArgs, 'first' | 'kind'>>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<QueryLineageArgs, 'depth' | 'direction' | 'limit' | 'of'>>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType, RequireFields<QueryModelArgs, 'id'>>;
  models?: Resolver<ResolversTypes['ModelConnection'], ParentType, ContextType, RequireFields<QueryModelsArgs, 'first'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  pareto?: Resolver<Maybe<ResolversTypes['ParetoFront']>, ParentType, ContextType, RequireFields<QueryParetoArgs, 'objectives' | 'runs'>>;
  parseWhere?: Resolver<Maybe<ResolversTypes['ParsedWhere']>, ParentType, ContextType, RequireFields<QueryParseWhereArgs, 'where'>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, RequireFields<QueryProjectsArgs, 'first'>>;
  reproduction?: Resolver<Maybe<ResolversTypes['Reproduction']>, ParentType, ContextType, RequireFields<QueryReproductionArgs, 'absolute' | 'by' | 'of' | 'relative'>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
  runs?: Resolver<ResolversTypes['RunConnection'], ParentType, ContextType, RequireFields<QueryRunsArgs, 'archived' | 'first' | 'strict'>>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType, RequireFields<QuerySourceArgs, 'id'>>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
};

export type ReproducedMetricResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReproducedMetric'] = ResolversParentTypes['ReproducedMetric']> = {
  byLast?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  firstApart?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  maxDifference?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ofLast?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rmse?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
  within?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type ReproducibilityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reproducibility'] = ResolversParentTypes['Reproducibility']> = {
  items?: Resolver<ReadonlyArray<ResolversTypes['ReproducibilityItem']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ReproducibilityItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReproducibilityItem'] = ResolversParentTypes['ReproducibilityItem']> = {
  evidence?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PresenceState'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReproductionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Reproduction'] = ResolversParentTypes['Reproduction']> = {
  by?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  causes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  checklist?: Resolver<ReadonlyArray<ResolversTypes['ReproductionItem']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['ReproducedMetric']>, ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
};

export type ReproductionItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReproductionItem'] = ResolversParentTypes['ReproductionItem']> = {
  by?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  of?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SameState'], ParentType, ContextType>;
};

export type RunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run']> = {
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  children?: Resolver<ResolversTypes['RunConnection'], ParentType, ContextType, RequireFields<RunChildrenArgs, 'first'>>;
  compute?: Resolver<ResolversTypes['Compute'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  jobType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metric?: Resolver<Maybe<ResolversTypes['Metric']>, ParentType, ContextType, RequireFields<RunMetricArgs, 'key'>>;
  metrics?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Metric']>>, ParentType, ContextType, Partial<RunMetricsArgs>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nameParts?: Resolver<ReadonlyArray<ResolversTypes['NamePart']>, ParentType, ContextType>;
  native?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['Param']>, ParentType, ContextType, RequireFields<RunParamArgs, 'key'>>;
  params?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Param']>>, ParentType, ContextType, Partial<RunParamsArgs>>;
  parent?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  produced?: Resolver<ResolversTypes['ArtifactConnection'], ParentType, ContextType, RequireFields<RunProducedArgs, 'first'>>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reproducibility?: Resolver<Maybe<ResolversTypes['Reproducibility']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  tags?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Tag']>>, ParentType, ContextType, Partial<RunTagsArgs>>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  used?: Resolver<ResolversTypes['ArtifactConnection'], ParentType, ContextType, RequireFields<RunUsedArgs, 'first'>>;
  user?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RunConnection'] = ResolversParentTypes['RunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['SourceReport']>, ParentType, ContextType>;
  table?: Resolver<ResolversTypes['RunTable'], ParentType, ContextType, RequireFields<RunConnectionTableArgs, 'columns'>>;
  totalCount?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type RunEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RunEdge'] = ResolversParentTypes['RunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type RunGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RunGroup'] = ResolversParentTypes['RunGroup']> = {
  curves?: Resolver<ReadonlyArray<ResolversTypes['GroupCurve']>, ParentType, ContextType, RequireFields<RunGroupCurvesArgs, 'align' | 'maxPoints' | 'metrics'>>;
  key?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  measures?: Resolver<ReadonlyArray<ResolversTypes['Summary']>, ParentType, ContextType>;
  runs?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunTableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RunTable'] = ResolversParentTypes['RunTable']> = {
  columns?: Resolver<ReadonlyArray<ResolversTypes['TableColumn']>, ParentType, ContextType>;
  refs?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  epochs?: Resolver<Maybe<ResolversTypes['Column']>, ParentType, ContextType>;
  packed?: Resolver<ResolversTypes['PackedSeries'], ParentType, ContextType>;
  sampledBy?: Resolver<Maybe<ResolversTypes['SampledBy']>, ParentType, ContextType>;
  steps?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  timestamps?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
  totalPoints?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type SourceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  capabilities?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  diagnostics?: Resolver<ReadonlyArray<ResolversTypes['Diagnostic']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SourceState'], ParentType, ContextType>;
  tracker?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourcePlanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SourcePlan'] = ResolversParentTypes['SourcePlan']> = {
  native?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pushed?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  residual?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  sort?: Resolver<ResolversTypes['SortPlan'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
};

export type SourceReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SourceReport'] = ResolversParentTypes['SourceReport']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cache?: Resolver<ResolversTypes['CacheOutcome'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['ErrorCode']>, ParentType, ContextType>;
  hints?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  latencyMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pushed?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  residual?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  rowsReturned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rowsScanned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReportState'], ParentType, ContextType>;
  upstreamCalls?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SuggestionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Suggestion'] = ResolversParentTypes['Suggestion']> = {
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  insert?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SummaryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Summary'] = ResolversParentTypes['Summary']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  high?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  iqm?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  low?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  mean?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  median?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nonFinite?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  q1?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  q3?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  quantiles?: Resolver<ResolversTypes['Column'], ParentType, ContextType, RequireFields<SummaryQuantilesArgs, 'at'>>;
  sem?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  std?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
  sum?: Resolver<Maybe<ResolversTypes['Number']>, ParentType, ContextType>;
};

export type TableColumnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TableColumn'] = ResolversParentTypes['TableColumn']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ValueType'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export type TagResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TagRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TagRow'] = ResolversParentTypes['TagRow']> = {
  differs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  distinct?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Column'], ParentType, ContextType>;
};

export interface ValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Value'], any> {
  name: 'Value';
}

export type Resolvers<ContextType = RequestContext> = {
  Artifact?: ArtifactResolvers<ContextType>;
  ArtifactConnection?: ArtifactConnectionResolvers<ContextType>;
  ArtifactEdge?: ArtifactEdgeResolvers<ContextType>;
  ArtifactFile?: ArtifactFileResolvers<ContextType>;
  ArtifactFileConnection?: ArtifactFileConnectionResolvers<ContextType>;
  ArtifactFileEdge?: ArtifactFileEdgeResolvers<ContextType>;
  Column?: GraphQLScalarType;
  Comparison?: ComparisonResolvers<ContextType>;
  Compute?: ComputeResolvers<ContextType>;
  ConventionIssue?: ConventionIssueResolvers<ContextType>;
  ConventionReport?: ConventionReportResolvers<ContextType>;
  Correlation?: CorrelationResolvers<ContextType>;
  Correlations?: CorrelationsResolvers<ContextType>;
  Curve?: CurveResolvers<ContextType>;
  Curves?: CurvesResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Diagnostic?: DiagnosticResolvers<ContextType>;
  Difference?: DifferenceResolvers<ContextType>;
  Differences?: DifferencesResolvers<ContextType>;
  Digest?: DigestResolvers<ContextType>;
  Doubles?: GraphQLScalarType;
  Frontier?: FrontierResolvers<ContextType>;
  FrontierPoint?: FrontierPointResolvers<ContextType>;
  GitState?: GitStateResolvers<ContextType>;
  Gpu?: GpuResolvers<ContextType>;
  GroupCurve?: GroupCurveResolvers<ContextType>;
  Groups?: GroupsResolvers<ContextType>;
  Importance?: ImportanceResolvers<ContextType>;
  Importances?: ImportancesResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Key?: KeyResolvers<ContextType>;
  KeyConnection?: KeyConnectionResolvers<ContextType>;
  KeyEdge?: KeyEdgeResolvers<ContextType>;
  Lineage?: LineageResolvers<ContextType>;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  Metric?: MetricResolvers<ContextType>;
  MetricRow?: MetricRowResolvers<ContextType>;
  Model?: ModelResolvers<ContextType>;
  ModelConnection?: ModelConnectionResolvers<ContextType>;
  ModelEdge?: ModelEdgeResolvers<ContextType>;
  ModelVersion?: ModelVersionResolvers<ContextType>;
  ModelVersionConnection?: ModelVersionConnectionResolvers<ContextType>;
  ModelVersionEdge?: ModelVersionEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NamePart?: NamePartResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Number?: GraphQLScalarType;
  Package?: PackageResolvers<ContextType>;
  PackageRow?: PackageRowResolvers<ContextType>;
  PackedCurve?: PackedCurveResolvers<ContextType>;
  PackedSeries?: PackedSeriesResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Param?: ParamResolvers<ContextType>;
  ParamRow?: ParamRowResolvers<ContextType>;
  ParetoFront?: ParetoFrontResolvers<ContextType>;
  ParetoPoint?: ParetoPointResolvers<ContextType>;
  ParseTrouble?: ParseTroubleResolvers<ContextType>;
  ParsedWhere?: ParsedWhereResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  ProvenanceRow?: ProvenanceRowResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReproducedMetric?: ReproducedMetricResolvers<ContextType>;
  Reproducibility?: ReproducibilityResolvers<ContextType>;
  ReproducibilityItem?: ReproducibilityItemResolvers<ContextType>;
  Reproduction?: ReproductionResolvers<ContextType>;
  ReproductionItem?: ReproductionItemResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  RunGroup?: RunGroupResolvers<ContextType>;
  RunTable?: RunTableResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  SourcePlan?: SourcePlanResolvers<ContextType>;
  SourceReport?: SourceReportResolvers<ContextType>;
  Suggestion?: SuggestionResolvers<ContextType>;
  Summary?: SummaryResolvers<ContextType>;
  TableColumn?: TableColumnResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagRow?: TagRowResolvers<ContextType>;
  Value?: GraphQLScalarType;
};

