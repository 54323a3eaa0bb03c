import type { Num } from '../../../../src/contract/value.ts';
import type { MicroStep } from '../step.ts';
import type { FileType, ScalarType, SeriesType } from '../parts/schema.ts';

// What is known of an export without opening its files again: written by a scan, kept on disk, read by everything else.
// Lists of tuples, because an archive has millions of them.

/** What a file held when it was scanned. */
export interface PartIndex {
  /** Absolute path. */
  readonly file: string;
  /** Size, modification and change time: another value of any, and the file is scanned again. */
  readonly stamp: string;
  readonly runs: readonly RunEntry[];
  readonly problems: readonly PartProblem[];
}

export const problemCodes = [
  'UNREADABLE_FILE',
  'UNREADABLE_ROWS',
  'UNKNOWN_COLUMNS',
  'UNKNOWN_TYPES',
  'ODD_ROWS',
  'FOREIGN_FILE',
] as const;

/** Why some or all rows of a file are not served. `code` is that of a diagnostic. */
export interface PartProblem {
  readonly code: (typeof problemCodes)[number];
  readonly message: string;
}

/** The rows of one run in one file, or in several that were put together. */
export interface RunEntry {
  /** `workspace/project`. */
  readonly project: string;
  readonly run: string;
  /** Rows that hold something. */
  readonly rows: number;
  /** Rows without any value: other runs of the same batch had them. */
  readonly phantoms: number;
  /** What Neptune wrote itself: `sys/*` and `source_code/*`. */
  readonly system: readonly ParamEntry[];
  /** What users set. */
  readonly params: readonly ParamEntry[];
  /** Paths of integers beyond 2^53. */
  readonly largeIntegers: readonly string[];
  /** Paths of float rows without a value: phantoms in 3.x, NaN or not fetched in 2.x. */
  readonly blanks: readonly string[];
  readonly series: readonly SeriesEntry[];
  /** How many they are. */
  readonly seriesCount: number;
  readonly files: readonly FileEntry[];
}

/** Times are epoch milliseconds. */
export type ParamValue = Num | string | boolean | readonly string[];
export type ParamEntry = readonly [path: string, type: ScalarType, value: ParamValue];

/** `step` is null for what is no series; `file` is the path as the exporter wrote it. */
export type FileEntry = readonly [path: string, type: FileType, file: string, step: MicroStep | null];

/** A point at an end of a series; the time is as stored, NaN where there is none. */
export type EndPoint = readonly [step: MicroStep, timestamp: number, value: number];

/** One series of one run. Values are those of float series; for the others they are NaN. */
export interface SeriesEntry {
  readonly path: string;
  readonly type: SeriesType;
  readonly count: number;
  readonly first: EndPoint;
  readonly last: EndPoint;
  /** Null where there is nothing but NaN. */
  readonly min: number | null;
  readonly max: number | null;
  /** Least and greatest time. */
  readonly from: number;
  readonly to: number;
  /** Points at the step of the point before them. */
  readonly repeats: number;
  /** The row groups that hold its points, by file. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly file: string;
  readonly groups: readonly number[];
}
