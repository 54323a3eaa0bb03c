import type { Archived, Filter, SortKey } from '../../contract/filter.ts';
import type { Projection } from '../../contract/projection.ts';
import type { Source } from '../sources/source.ts';

/** Where to look: a source, and its projects by native id; null for all of them. */
export interface SourceProjects {
  readonly source: Source;
  readonly projects: readonly string[] | null;
}

/** Which runs, and in which order; checked and in the core's own words. */
export interface RunSelection {
  readonly within: readonly SourceProjects[];
  readonly filter: Filter;
  /** The keys asked, before the tie-breakers; null for any order. */
  readonly order: readonly SortKey[] | null;
  readonly archived: Archived;
  /** A source that fails, or cannot be read whole, is an error instead of a report. */
  readonly strict: boolean;
  readonly projection: Projection;
}

/** One page of a selection, in an order. */
export interface RunListRequest extends RunSelection {
  readonly order: readonly SortKey[];
  /** 1..1000. */
  readonly first: number;
  readonly after: string | null;
  /** The present that the filter speaks of, in epoch milliseconds; left out where it speaks of none. */
  readonly settledAt?: number | undefined;
}
