import { isList, type Value } from '../../contract/value.ts';
import { asNumber } from '../rows/compare-values.ts';

/** The values of a measure over runs, as arithmetic sees them. */
export interface MeasureColumn {
  /** One a run, in their order; NaN where it has no finite value. Integers beyond 2^53 are the nearest double. */
  readonly values: Float64Array;
  /** No value, or one that is no number. */
  readonly missing: number;
  /** NaN and the infinities. */
  readonly nonFinite: number;
  /** What is to be said of values that are no numbers; null where there are none. */
  readonly note: string | null;
}

/** Numbers, decimal text, and times as epoch milliseconds count; text that is no number, booleans and lists do not. */
export function measureColumn(values: readonly (Value | undefined)[]): MeasureColumn {
  const column = new Float64Array(values.length).fill(Number.NaN);
  const others = { texts: 0, booleans: 0, lists: 0 };
  let missing = 0;
  let nonFinite = 0;
  values.forEach((value, at) => {
    const number = value === undefined || value === null ? undefined : asNumber(value);
    if (number === undefined) {
      missing += 1;
      if (typeof value === 'string') others.texts += 1;
      else if (typeof value === 'boolean') others.booleans += 1;
      else if (value !== undefined && value !== null && isList(value)) others.lists += 1;
    } else if (Number.isFinite(Number(number))) column[at] = Number(number);
    else nonFinite += 1;
  });
  const told = Object.entries(others).filter(([, count]) => count > 0);
  const note = told.length === 0 ? null : `no numbers: ${told.map(([what, count]) => `${count} ${what}`).join(', ')}`;
  return { values: column, missing, nonFinite, note };
}
