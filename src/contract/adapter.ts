import type { ArtifactReader } from './artifacts.ts';
import type { Capabilities } from './capabilities.ts';
import type { BareContext, CallContext } from './context.ts';
import type { RungraphError } from './error.ts';
import type { Archived, Filter, SortKey } from './filter.ts';
import type { LineageReader } from './lineage.ts';
import type { ModelWriter } from './model-writer.ts';
import type { ModelReader } from './models.ts';
import type { Page, PageRequest } from './page.ts';
import type { Project } from './project.ts';
import type { EnvironmentReader } from './provenance.ts';
import type { Run } from './run.ts';
import type { SeriesAnswers, SeriesRequest } from './series.ts';
import type { RunWriter } from './writer.ts';

/** What a tracker may do beside answering for runs: each group is there as a whole or not at all. */
export const groupNames = ['artifacts', 'lineage', 'models', 'environments', 'writer', 'modelWriter'] as const;
export type GroupName = (typeof groupNames)[number];

interface GroupReaders<Context extends CallContext> {
  readonly artifacts: ArtifactReader<Context>;
  readonly lineage: LineageReader<Context>;
  readonly models: ModelReader<Context>;
  readonly environments: EnvironmentReader<Context>;
  readonly writer: RunWriter<Context>;
  readonly modelWriter: ModelWriter<Context>;
}

/** One group's methods. */
export type Group<Name extends GroupName, Context extends CallContext = CallContext> = GroupReaders<Context>[Name];

export type OptionalGroups<Context extends CallContext> = {
  readonly [Name in GroupName]?: Group<Name, Context> | undefined;
};

/**
 * What a tracker must answer. Methods may be called at the same time. They throw RungraphError and nothing else, and
 * hold no state between calls but what `probe` learnt. **Nothing else is called before a probe has succeeded**: the core
 * keeps that promise, so that an adapter need not guard against it. Groups are optional, and absence is the flag. Where a
 * group is there but this server cannot, its methods throw UNSUPPORTED, and the probe narrows the capability table.
 *
 * `Context` is what its callers hand in: the core's own contexts hold more than adapters may look at.
 */
export interface Adapter<Context extends CallContext = CallContext>
  extends RunReader<Context>, OptionalGroups<Context> {
  /** Finds out which server answers and what it can do. Cheap; may be asked again at any time. */
  probe(context: BareContext<Context>): Promise<ProbeAnswer>;

  /** Lets go of connections. May be called twice. */
  close(): Promise<void>;

  /** Every project that the credentials can see, archived ones too, page by page, in the tracker's order. */
  listProjects(context: BareContext<Context>, page: PageRequest): Promise<Page<Project>>;
}

export interface RunReader<Context extends CallContext = CallContext> {
  /**
   * One page of the runs that match, in the order asked. Applies every exact clause, may return too much on an inexact
   * one, and never too little. It is only asked for clauses and sorts that the capability table allows. May return
   * fewer runs than the limit and still go on.
   */
  searchRuns(context: Context, search: RunSearch): Promise<RunPage>;

  /** Ids in, the same length and order out; null says that the tracker has no such run. Archived runs count. */
  getRuns(context: Context, ids: readonly string[]): Promise<readonly (Run | RungraphError | null)[]>;

  /** Requests in, the same length and order out. An adapter batches as its tracker allows. */
  getSeries(context: Context, requests: readonly SeriesRequest[]): Promise<SeriesAnswers>;

  /** The search in the tracker's own words, for `explain`. Asks nobody. */
  describeSearch(search: RunSearch): string;
}

export interface RunSearch {
  /** Native ids; null for every project. Exactly one where the capability table says so (`limits.searchProjects`). */
  readonly projects: readonly string[] | null;
  readonly filter: Filter;
  /** The keys asked, before the tie-breakers. Empty: by start time descending, then native id. Null: in any order. */
  readonly order: readonly SortKey[] | null;
  readonly archived: Archived;
  readonly limit: number;
  /** A position of an earlier page of the same search; null for the first. */
  readonly after: string | null;
}

export interface RunPage {
  readonly runs: readonly Run[];
  /** Where the next page starts; null after the last run. */
  readonly next: string | null;
  /**
   * Where the tracker can resume behind any single run: one position a run. A page from `positions[i]` lacks nothing
   * behind `runs[i]`; runs up to it may come again.
   */
  readonly positions?: readonly string[];
  /** How many runs match in all, where the tracker tells. */
  readonly total?: number;
  /** Why runs may be missing for good although no error was seen, for the reader of the list; left out where none are. */
  readonly partial?: string;
}

export interface ProbeAnswer {
  readonly version: string | null;
  /** The declared table, less what this server cannot do. */
  readonly capabilities: Capabilities;
  readonly diagnostics: readonly Diagnostic[];
  /** The tracker's clock less ours, in milliseconds; null where it does not tell. */
  readonly clockSkewMs: number | null;
}

/** Something about a source that its users should know. */
export interface Diagnostic {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
  readonly subject: string | null;
}
