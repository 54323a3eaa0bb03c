import type { Run } from '../../contract/run.ts';

/** Figures of a run that the gateway works out from what was recorded and what the config says. */
export const computeFields = ['gpuHours', 'cost', 'energyKwh', 'co2eKg'] as const;
export type ComputeField = (typeof computeFields)[number];

/** A run with where it came from: what filters, sorts and columns read. */
export interface Row {
  /** The id that the user gave the source. */
  readonly source: string;
  readonly run: Run;
  /** Null where neither the filter nor the sort nor a column looks at it. */
  readonly projectName: string | null;
  /** What the run took of machines, as far as it is known; left out where nothing looks at it. */
  readonly compute?: Readonly<Partial<Record<ComputeField, number | null>>>;
  /** The parts of its name by the project's convention; left out where nothing looks at them. */
  readonly nameParts?: ReadonlyMap<string, string>;
}
