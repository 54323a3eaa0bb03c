import type { ArtifactType } from './artifacts.ts';
import type { Clause, FieldKind, Operator, SortKey } from './filter.ts';
import type { KeptEdgeKind } from './lineage.ts';
import type { KeyPart } from './projection.ts';
import type { SummaryField } from './run.ts';
import type { WriteTable } from './write-table.ts';

/**
 * How well a source evaluates a clause. `exact`: its answer is trusted. `inexact`: it may return too much, never too
 * little, and the gateway checks again. `absent`: the source has no such value for any run, so nobody needs to ask.
 */
export type Support = 'exact' | 'inexact' | 'absent';

/** What an operand is, as far as rules tell operands apart. */
export type OperandKind = 'number' | 'text' | 'boolean' | 'list';

/** A condition that a table cannot say in words of its own: `says` is for people, `holds` for the planner. */
export interface Condition<T> {
  readonly says: string;
  readonly holds: (subject: T) => boolean;
}

/** One row of the table. A row without operators or operands is about all of them. */
export interface ClauseRule {
  readonly fields: readonly FieldKind[];
  readonly operators?: readonly Operator[];
  readonly operands?: readonly OperandKind[];
  readonly when?: Condition<Clause>;
  readonly support: Support;
}

/** A sort that the tracker does itself, in the order that Rungraph promises. */
export interface SortRule {
  readonly fields: readonly FieldKind[];
  readonly when?: Condition<SortKey>;
  /** The tracker keeps NaN apart from missing values, which the gateway's order treats alike. */
  readonly splitsMissing?: boolean;
}

/** Kinds of keys whose selection a tracker does not look at: one page of runs then serves every selection of theirs. */
export interface Listing {
  /** Runs lie in this process's memory, so that nothing is kept of them. */
  readonly atHand?: true;
  /** All keys of these kinds come whatever is selected. */
  readonly always?: readonly KeyPart[];
  /** All keys of these kinds come once any of them is selected. */
  readonly onceAny?: readonly KeyPart[];
}

/**
 * How many requests a tracker gets at most for one thing that an adapter is asked for, as long as that is of an ordinary
 * size: a series that fits into one answer, an artifact with one page of files.
 */
export interface RequestTable {
  readonly probe: number;
  /** A page of projects. */
  readonly projects: number;
  /** A page of runs. */
  readonly page: number;
  /** A run by its id. */
  readonly run: number;
  /** The series of one metric of a run. */
  readonly series: number;
  /** A page of artifacts, and one by its id. */
  readonly artifactPage: number;
  readonly artifact: number;
  /** A page of the files of an artifact. */
  readonly files: number;
  /** The links of one node. */
  readonly edges: number;
  /** A page of models, one by its id, a page of its versions, and one version. */
  readonly modelPage: number;
  readonly model: number;
  readonly versions: number;
  readonly version: number;
  /** The environment of a run. */
  readonly environment: number;
}

export interface Capabilities {
  /** The first rule that fits a clause decides; a clause that none fits is unsupported and never pushed. */
  readonly clauses: readonly ClauseRule[];
  /** Whether one search takes an `or`. Without it, branches become searches of their own. */
  readonly or: boolean;
  readonly sorts: readonly SortRule[];
  /** `total`: equal keys go on by start time descending, then native id. `none`: in any order. */
  readonly ties: 'total' | 'none';
  /** What the listing tells of every metric; the rest is computed from the series of those that it does not tell it of. */
  readonly summaries: readonly SummaryField[];
  /** What a page of runs brings beside what is selected; left out where it brings nothing. */
  readonly listing?: Listing;
  /** Which artifacts there are; left out without the group `artifacts`. */
  readonly artifacts?: {
    /** The others do not exist here. */
    readonly types: readonly ArtifactType[];
    /** A listing with `wanted.digests` costs about a call: equal content is looked for here. */
    readonly findsDigests: boolean;
  };
  /** Links that the tracker keeps; the others are UNSUPPORTED. Left out without the group `lineage`. */
  readonly edges?: readonly KeptEdgeKind[];
  /** What can be written, and what is lost then; left out without the group `writer`. */
  readonly writes?: WriteTable;
  /** Why nothing can be written here although the tracker can be written to, and what its config lacks for it. */
  readonly whyNoWrites?: string;
  /** What costs more than one request, for estimates. */
  readonly requests?: Partial<RequestTable>;
  /** The most that one call takes. */
  readonly limits: {
    /** Clauses of one search; what is beyond is checked by the gateway. */
    readonly clauses: number;
    readonly pageRuns: number;
    /** Projects of one search. Left out: any number, or all of them. The core sends such a tracker a search a project. */
    readonly searchProjects?: 1;
  };
}
