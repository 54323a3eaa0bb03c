import type { Source } from '../../core/sources/source.ts';

/** Where in an answer a field stands. */
export interface Place {
  /** How many objects have the field, at most. */
  readonly count: number;
  /** How many lists those come in: what is gathered is gathered for each. */
  readonly lists: number;
  /** Where they may come from. */
  readonly sources: readonly Source[];
}

/** What a field costs where it stands, and what is below it. */
export interface FieldCost {
  readonly calls: number;
  readonly below?: Partial<Place>;
  /** What makes it cheaper, for the person who asks. */
  readonly lower: string;
}
