import type { Digest } from './artifacts.ts';
import type { CallContext } from './context.ts';
import type { RungraphError } from './error.ts';
import type { RunStatus } from './run.ts';
import type { Points } from './series.ts';
import type { Json, MetricContext, Value } from './value.ts';

/** A run of the target that was copied from somewhere, as its bookkeeping says. */
export interface Copy {
  readonly runId: string;
  /** `source/native id` of the run that it was copied from. */
  readonly from: string;
  /** What was read back of it when it was complete; null while it is not. */
  readonly digest: string | null;
  readonly archived: boolean;
}

export interface CopySearch {
  /** Copies of runs of this source; null for those of any. */
  readonly source: string | null;
  /** Native ids of projects of the target. */
  readonly projects: readonly string[];
}

/** What a run is created with. Times are epoch milliseconds. */
export interface NewRun {
  readonly projectId: string;
  /** `source/native id` of the run that is copied: kept as bookkeeping, from the first moment on. */
  readonly from: string;
  /** The same of the first run in a chain of copies. */
  readonly origin: string;
  /** Null only where the target keeps runs without one. */
  readonly name: string | null;
  /** The same; where the target's clock sets starts, it is kept as bookkeeping. */
  readonly startedAt: number | null;
  /** `finishRun` says it again, where all is written. */
  readonly endedAt: number | null;
  readonly user: string | null;
  readonly notes: string | null;
  /** Native id at the target. */
  readonly parentId: string | null;
  /** Null where the target has none. */
  readonly group: string | null;
  readonly jobType: string | null;
  /** What only the source's tracker knows; null where the target has no place for it. */
  readonly native: { readonly [key: string]: Json } | null;
  /** It will be archived once it is complete. */
  readonly archived: boolean;
}

export interface NewParam {
  readonly key: string;
  /** Text, where the target keeps nothing else. */
  readonly value: Value;
  /** The text that the value was read from, where the target keeps both. */
  readonly text: string | null;
}

export interface NewTag {
  readonly key: string;
  /** Null only where the target has tags without a value. */
  readonly value: string | null;
}

/** Points of one metric, within the target's limits. */
export interface NewPoints extends Points {
  readonly metric: string;
  /** Null where the target has no contexts. */
  readonly context: MetricContext | null;
  /** How many points of the series go before these. Where runs are written whole, 0 takes the place of what is there. */
  readonly start: number;
}

/** Data that a run read. */
export interface NewInput {
  readonly name: string;
  /** Within the target's limits, or the target's own. */
  readonly digest: string;
  readonly uri: string | null;
  readonly nativeType: string | null;
  readonly metadata: { readonly [key: string]: Json } | null;
  /** The digest with all its letters, and how it was computed. */
  readonly whole: Digest | null;
}

export interface NewFile {
  /** Below the run's files, with slashes. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** How a run ends: all of it is said together, and last. */
export interface RunEnd {
  readonly name: string | null;
  readonly status: RunStatus;
  readonly endedAt: number | null;
}

/** What became of each item, in order: null where it is written. */
export type WriteSlots = readonly (RungraphError | null)[];

/**
 * Writes runs. Optional as a whole: nothing can be moved to a tracker without it. What it takes, and what it loses, is
 * said by `Capabilities.writes`: nothing beyond those limits is asked of it, and it changes nothing by itself.
 *
 * Methods say what tells two of their items apart. Where doing it twice is doing it once, it may be repeated by the caller that
 * calls; the two others, `createRun` and `writePoints`, throw what is not repeatable, and the caller looks first. Where
 * runs are written whole (`WriteTable.resumes`), these two may be repeated as well.
 */
export interface RunWriter<Context extends CallContext = CallContext> {
  /** The project of this name, made where there is none and brought back where it is archived. Identity: the name. */
  ensureProject(context: Context, name: string): Promise<{ readonly projectId: string }>;

  /** All copies of runs in some projects, archived ones too. Two of them may have one origin. */
  findCopies(context: Context, search: CopySearch): Promise<readonly Copy[]>;

  /**
   * Makes another run whenever it is called: `findCopies` tells whether an earlier call arrived. Where runs are written
   * whole, identity is `from`: what is there of that run goes, and it has the id that it had.
   */
  createRun(context: Context, run: NewRun): Promise<{ readonly runId: string }>;

  /** Identity: the key. A key that is there with another value is an error. At most `batch.params`. */
  writeParams(context: Context, runId: string, params: readonly NewParam[]): Promise<WriteSlots>;

  /** Identity: the key; the last value stays. At most `batch.tags`. */
  writeTags(context: Context, runId: string, tags: readonly NewTag[]): Promise<WriteSlots>;

  /**
   * At most `batch.points` in all. After a failure, some of them may be there: the series tells which. Where runs are
   * written whole, identity is the step.
   * `firstRow` is null but where history is rows: there it is the number of the first row of this call among all rows of the run; all points of a
   * step are in one call, and calls go upwards from row 0. Identity is the row's number then: the writer passes over rows that
   * are there, so that all of them may be sent again.
   */
  writePoints(context: Context, runId: string, series: readonly NewPoints[], firstRow: number | null): Promise<void>;

  /** Identity: name and digest. */
  writeInputs(context: Context, runId: string, inputs: readonly NewInput[]): Promise<void>;

  /** Native id of the artifact that holds the files of a run. Asks nobody. */
  filesId(runId: string): string;

  /** Identity: the path; what lies there is replaced. Throws UNSUPPORTED where this run's files cannot be written. */
  writeFile(context: Context, runId: string, file: NewFile): Promise<void>;

  /** Ends a run. May be said again. */
  finishRun(context: Context, runId: string, end: RunEnd): Promise<void>;

  /** Notes that a run is complete, with the digest of what was read back. Nothing but `archiveRun` follows. */
  noteDigest(context: Context, runId: string, digest: string): Promise<void>;

  /** Archives a run that is complete. May be said again. Nothing is written to it afterwards. */
  archiveRun(context: Context, runId: string): Promise<void>;

  /** Told once nothing is left to write, so that lists over all runs can be made. May be said again. */
  endMove(context: Context): Promise<void>;
}
