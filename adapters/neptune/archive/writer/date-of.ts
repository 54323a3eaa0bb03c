import { hasDate } from '../../../../src/contract/time.ts';

/** Null where there is none, or none that a date can be. */
export function dateOf(ms: number | null): Date | null {
  return ms === null || !hasDate(ms) ? null : new Date(ms);
}
