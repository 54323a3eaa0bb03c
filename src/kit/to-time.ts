import { hasDate } from '../contract/time.ts';
import type { Json, Num } from '../contract/value.ts';

/** A time as a tracker tells it. */
type Told = Num | string | null | undefined;

/** Epoch milliseconds as a number; null for what is none. What has no date stays the number that it is. */
export function toTime(told: Told): number | null {
  if (told === null || told === undefined || told === '') return null;
  const time = Number(told);
  return Number.isFinite(time) ? time : null;
}

/** Of times by name those that no field can tell, as the tracker told them: a run's `native` holds them. */
export function timesWithoutDate(times: Readonly<Record<string, Told>>): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, told]) => {
      if (told === null || told === undefined) return [];
      const time = toTime(told);
      return time !== null && hasDate(time) ? [] : [[name, told]];
    }),
  );
}
