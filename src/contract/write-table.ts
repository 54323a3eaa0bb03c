import type { KeyKind } from './key.ts';
import type { RunStatus } from './run.ts';
import type { Num } from './value.ts';
import type { NewInput } from './writer.ts';

/** What may become of data on its way, in one word each. `losses` of the docs says what every word means. */
export const lossCodes = [
  'KEY_RENAMED',
  'KEY_COLLISION',
  'VALUE_CUT',
  'TYPE_TO_TEXT',
  'NAN_TO_TEXT',
  'SPELLING_LOST',
  'CONTEXT_IN_KEY',
  'STEP_ROUNDED',
  'STEP_OUT_OF_RANGE',
  'POINT_MERGED',
  'TIME_ROUNDED',
  'TIME_MISSING',
  'TIME_SHARED',
  'EPOCH_LOST',
  'INFINITY_CLIPPED',
  'NEGATIVE_ZERO',
  'CREATED_AT_LOST',
  'TIMES_LOST',
  'ID_NEW',
  'NAME_INVENTED',
  'STATUS_LOST',
  'USER_LOST',
  'NOTES_LOST',
  'LABEL_TO_TEXT',
  'TAG_TO_PARAM',
  'GROUP_TO_TAG',
  'GROUP_TO_PARAM',
  'PARENT_LOST',
  'PARENT_NOT_MOVED',
  'ARCHIVED_LOST',
  'FILE_NO_ROUTE',
  'FILE_RENAMED',
  'FILE_MISSING',
  'DATASET_LOST',
  'DIGEST_NEW',
  'LINEAGE_LOST',
  'MODEL_LOST',
  'MODEL_MERGED',
  'VERSION_RENUMBERED',
  'ALIAS_LOST',
  'NATIVE_TO_FILE',
  'NATIVE_LOST',
  'PARTIAL_SOURCE',
] as const;
export type LossCode = (typeof lossCodes)[number];

/** A text made fit for a target. The same text comes back where it is fit already. */
export interface Fitting {
  /** What is fit, for people. */
  readonly says: string;
  readonly fit: (text: string) => string;
}

/** Most code points of a text that is kept whole; null: any number. */
export type Length = number | null;

/**
 * What a target takes, and what it makes of the rest: declared, as capabilities are. The core computes the losses of a
 * run from it, sends what is within it alone, and compares what is read back with what it says.
 */
export interface WriteTable {
  readonly keys: Readonly<Record<KeyKind, Fitting>>;
  /** Names of projects. */
  readonly projects: Fitting;
  readonly lengths: {
    readonly param: Length;
    readonly tag: Length;
    readonly name: Length;
    readonly notes: Length;
    readonly project: Length;
    readonly digest: Length;
  };
  /**
   * `text`: numbers, booleans and lists become their text. `typed`: they stay what they are. `both`: and the text that
   * they were read from is kept too.
   */
  readonly params: 'text' | 'typed' | 'both';
  /** NaN and the infinities in params that are typed: numbers like others, or their text. */
  readonly notFiniteParams: 'kept' | 'text';
  /** Integers beyond 64 bits in params that are typed: numbers like others, or their text. */
  readonly longIntegers: 'kept' | 'text';
  /** Keys of contexts, which tell series of one name apart. Null where there are none: a context becomes part of the key. */
  readonly contexts: Fitting | null;
  /** `places`: digits behind the point. */
  readonly steps: { readonly least: Num; readonly most: Num; readonly places: 0 | 6 };
  readonly values: {
    /** `clipped`: an infinity and the greatest double are one. */
    readonly infinities: 'kept' | 'clipped';
    readonly negativeZero: 'kept' | 'zero';
  };
  /** Times of points, in whole epoch milliseconds: the nearest that is taken. */
  readonly time: {
    readonly says: string;
    readonly fit: (ms: number) => number;
    /** `kept`: points without a time have none. `start`: they get that of the run's start. */
    readonly missing: 'kept' | 'start';
  };
  /** When a run started, in whole epoch milliseconds: the nearest that is taken. */
  readonly starts: { readonly says: string; readonly fit: (ms: number) => number };
  /**
   * Points that become one. `equal`: those of one step, time and value. `steps`: those of one step, the last stays.
   * `rows`: history is rows, one a step, upwards. A row keeps the last point of each metric, and one time: that of the
   * metric whose key comes first.
   */
  readonly merges: 'equal' | 'steps' | 'rows' | 'none';
  /**
   * How a run is taken up that was cut off. `parts`: what is there stays, and what is missing is written. `whole`: it is
   * created anew in its place, and all of it is written: creating a run, and writing points, may then be repeated.
   */
  readonly resumes: 'parts' | 'whole';
  /**
   * When what was written can be read, where that is not at once but by an index: nobody looks before `afterMs`, since
   * looking disturbs the making of an index, and what is not there after `withinMs` is missing. After half of that time
   * it is ended once more.
   */
  readonly readable: { readonly afterMs: number; readonly withinMs: number } | null;
  readonly statuses: readonly RunStatus[];
  /** What a run of the target has. */
  readonly has: {
    readonly user: boolean;
    /** Its own start and end. Without, the target's clock sets them, and the source's are kept as bookkeeping. */
    readonly times: boolean;
    readonly notes: boolean;
    readonly parent: boolean;
    readonly archived: boolean;
    /** Tags without a value. */
    readonly labels: boolean;
    /** Tags with one; without, they become params. */
    readonly tagValues: boolean;
    readonly inputs: boolean;
    /** Points keep the epoch that they were logged with. */
    readonly epochs: boolean;
    readonly group: boolean;
    /** A place for what only the source's tracker knows. Without one it becomes a file. */
    readonly native: boolean;
    /** Runs without a name or a start. */
    readonly blanks: boolean;
    /** Runs that are over and do not say when they ended. */
    readonly openEnds: boolean;
  };
  /** Of data that runs read, where the target has names and digests of its own for it. */
  readonly inputs?: {
    readonly name: Fitting;
    /** The digest that the target has of it, by all that the source says. */
    readonly digestOf: (input: NewInput) => string;
  };
  /** Of registered models and their versions; null where there is no registry, or none that is written to. */
  readonly models: ModelTable | null;
  /** Null where no file can be written. */
  readonly files: Fitting | null;
  /** Whether the target itself puts a file of this path into a run: where it was not moved, it is not compared. */
  readonly ownFiles?: (path: string) => boolean;
  /** What happens to every run, whatever is in it. */
  readonly always: readonly LossCode[];
  /** The most that one call takes. Where runs are written whole, a series of at most `points` is never divided. */
  readonly batch: { readonly params: number; readonly tags: number; readonly points: number };
}

/** What the registry of a target takes. */
export interface ModelTable {
  readonly names: Fitting;
  readonly aliases: Fitting;
  /** Keys of tags of models and versions. */
  readonly tags: Fitting;
  readonly lengths: { readonly description: Length; readonly tag: Length };
  /** Null: any. What is none of them becomes a tag. */
  readonly stages: readonly string[] | null;
  /** `counted`: the target gives versions the next number. `kept`: they have the one that they had, where it is free. */
  readonly versions: 'kept' | 'counted';
  /** Whether models and versions keep when they were made. */
  readonly createdAt: boolean;
  /** Whether tags need no value. */
  readonly labels: boolean;
}
