import type { ArtifactReader } from './artifacts.ts';
import type { Capabilities } from './capabilities.ts';
import type { CallContext } from './context.ts';
import type { RungraphError } from './error.ts';
import type { ArchivedScope, Filter, SortKey } from './filter.ts';
import type { LineageReader } from './lineage.ts';
import type { ModelReader } from './models.ts';
import type { Project } from './project.ts';
import type { EnvironmentReader } from './provenance.ts';
import type { Run } from './run.ts';
import type { SeriesAnswers, SeriesRequest } from './series.ts';

/**
 * What a tracker must answer. Methods may be called at the same time. They throw RungraphError and nothing else, and
 * hold no state between calls but what `probe` learnt. What lies beyond these methods comes in groups that are there as
 * a whole or not at all: absence is the flag. Where a group is there but this server cannot, its methods throw
 * UNSUPPORTED, and the probe narrows the capability table.
 */
export interface Adapter extends RunReader {
  readonly artifacts?: ArtifactReader;
  readonly lineage?: LineageReader;
  readonly models?: ModelReader;
  readonly environments?: EnvironmentReader;

  /** Runs are read from this process's memory: a cache in front of them would hold them twice and cost more. */
  readonly runsAtHand?: true;

  /**
   * Points are only ever added behind the last step of a series, and can be read from a step on: what was read of a run
   * that goes on need not be read again.
   */
  readonly seriesOnlyGrow?: true;

  /** Finds out which server answers and what it can do. Cheap; may be asked again at any time. */
  probe(context: CallContext): Promise<ProbeAnswer>;

  /** Lets go of connections. May be called twice. */
  close(): Promise<void>;

  /** Every project that the credentials can see, archived ones too, page by page, in the tracker's order. */
  listProjects(context: CallContext, page: PageRequest): Promise<Page<Project>>;
}

export interface RunReader {
  /**
   * One page of the runs that match, in the order asked. Applies every exact clause, may return too much on an inexact
   * one, and never too little. It is only asked for clauses and sorts that the capability table allows. May return
   * fewer runs than the limit and still go on.
   */
  searchRuns(context: CallContext, search: RunSearch): Promise<RunPage>;

  /** Ids in, the same length and order out; null says that the tracker has no such run. Archived runs count. */
  getRuns(context: CallContext, ids: readonly string[]): Promise<readonly (Run | RungraphError | null)[]>;

  /** Requests in, the same length and order out. An adapter batches as its tracker allows. */
  getSeries(context: CallContext, requests: readonly SeriesRequest[]): Promise<SeriesAnswers>;

  /** The search in the tracker's own words, for `explain`. Asks nobody. */
  describeSearch(search: RunSearch): string;
}

export interface RunSearch {
  /** Native ids; null for every project. Exactly one where the capability table says so (`limits.searchProjects`). */
  readonly projects: readonly string[] | null;
  readonly filter: Filter;
  /** The keys asked, before the tie-breakers. Empty: by start time descending, then native id. Null: in any order. */
  readonly order: readonly SortKey[] | null;
  readonly archived: ArchivedScope;
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

export interface PageRequest {
  readonly limit: number;
  readonly after: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
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
