import type { Num } from '../../../src/contract/value.ts';
import type { NewPoints } from '../../../src/contract/writer.ts';
import { Real, type Packed } from './pack-tree.ts';

/** What Aim keeps of a metric beside its points. */
export interface Summary {
  first: number;
  firstStep: Num;
  last: number;
  lastStep: Num;
  /** Without NaN; infinite where there is nothing else. */
  min: number;
  max: number;
}

/** The same summary with some points more; steps go upwards. A part that comes twice changes nothing. */
export function addToSummary(known: Summary | undefined, { start, steps, values }: NewPoints): Summary {
  const [first, last] = [0, values.length - 1];
  const begun = start > 0 && known !== undefined ? known : undefined;
  let [min, max] = [begun?.min ?? Infinity, begun?.max ?? -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    first: begun?.first ?? values[first] ?? Number.NaN,
    firstStep: begun?.firstStep ?? steps[first] ?? 0,
    last: values[last] ?? Number.NaN,
    lastStep: steps[last] ?? 0,
    min,
    max,
  };
}

/** As the SDK's tracker writes it (aim/sdk/tracker.py), which leaves out the extremes where all values are NaN. */
export function packSummary({ first, firstStep, last, lastStep, min, max }: Summary): {
  readonly [key: string]: Packed;
} {
  const extremes = min > max ? {} : { min: new Real(min), max: new Real(max) };
  return {
    dtype: 'float',
    version: 2,
    first: new Real(first),
    first_step: firstStep,
    last: new Real(last),
    last_step: lastStep,
    ...extremes,
  };
}
