import { textAt, valueAt, type Attributes } from './to-model.ts';

/** The attribute that holds the custom id of the run that one of 3.x was forked from. */
export const forkParent = 'sys/forking/parent';
/** The last step of the parent that counts. */
export const forkStep = 'sys/forking/step';

/** Where a run of 3.x was forked from another. */
export interface Fork {
  /** The custom id of the parent, in the same project unless Neptune says otherwise, which nobody tells. */
  readonly parent: string;
  /** Null where it is not told, so that nothing can be stitched. */
  readonly step: number | null;
}

/** Null for a run that is no fork. The step is a float; an integer is taken too. */
export function forkOf(run: Attributes): Fork | null {
  const parent = textAt(run, forkParent);
  const step = valueAt(run, forkStep);
  if (parent === null || parent === '') return null;
  return { parent, step: typeof step === 'number' || typeof step === 'bigint' ? Number(step) : null };
}

/** How a link to the parent is known. */
export function forkEvidence(step: number | bigint | null): string {
  return step === null ? forkParent : `${forkParent}, at step ${step}`;
}
