import type { Value } from '../../contract/value.ts';
import { requireWithin } from '../compare/budget.ts';
import type { CompareLimits } from '../compare/limits-settings.ts';
import { checkLevel, checkResamples } from '../groups/interval.ts';
import { measureColumn } from '../groups/measure.ts';
import { summarizeMeasure, type MeasureSummary } from '../groups/summarize-measure.ts';
import { bootstrapDifference } from '../stats/bootstrap-difference.ts';
import { pairedTest, welchTest, type TestOutcome } from '../stats/difference.ts';
import { holmCorrection } from '../stats/holm.ts';
import { mannWhitney } from '../stats/mann-whitney.ts';
import { openStream } from '../stats/stream.ts';
import type { Pairs } from './pair-by.ts';

/** One measure over both selections. */
export interface ComparedMeasure {
  readonly name: string;
  readonly a: readonly (Value | undefined)[];
  readonly b: readonly (Value | undefined)[];
}

export type DifferenceTest =
  | { readonly test: 'WELCH' | 'MANN_WHITNEY'; readonly level: number }
  | { readonly test: 'PAIRED'; readonly level: number; readonly pairs: Pairs }
  | { readonly test: 'BOOTSTRAP'; readonly level: number; readonly resamples: number; readonly seed: number };

/** What a test says of a measure: b less a. */
export interface DifferenceRow extends Omit<TestOutcome, 'interval'> {
  readonly name: string;
  readonly a: MeasureSummary;
  readonly b: MeasureSummary;
  /** All values that were used. */
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
  /** By Holm's correction over the rows that have a p. */
  readonly holmP: number | null;
}

/** One row a measure. @throws INVALID_QUERY for what has no meaning, or beyond a limit. */
export function differenceRows(
  measures: readonly ComparedMeasure[],
  how: DifferenceTest,
  limits: CompareLimits,
): readonly DifferenceRow[] {
  checkLevel(how.level);
  if (how.test === 'BOOTSTRAP') {
    const values = measures.reduce((sum, { a, b }) => sum + a.length + b.length, 0);
    requireWithin('draws', checkResamples(how.resamples) * values, limits);
  }
  const rows = measures.map((measure) => differenceRow(measure, how));
  const corrected = holmCorrection(rows.map(({ p }) => p));
  return rows.map((row, at) => ({ ...row, holmP: corrected[at] ?? null }));
}

function differenceRow(measure: ComparedMeasure, how: DifferenceTest): Omit<DifferenceRow, 'holmP'> {
  const paired = how.test === 'PAIRED' ? wholePairs(measure, how.pairs) : { ...measure, note: null };
  const a = summarizeMeasure(measure.name, paired.a, null, 'a');
  const b = summarizeMeasure(measure.name, paired.b, null, 'b');
  const { interval, note, ...outcome } = outcomeOf(paired, a, b, how);
  const notes = [note, paired.note].filter((part) => part !== null);
  return {
    ...outcome,
    name: measure.name,
    a,
    b,
    n: a.count + b.count,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    note: notes.length === 0 ? null : notes.join('; '),
  };
}

function outcomeOf({ name, a, b }: ComparedMeasure, left: MeasureSummary, right: MeasureSummary, how: DifferenceTest) {
  switch (how.test) {
    case 'WELCH':
      return welchTest(left.sorted, right.sorted, how.level);
    case 'MANN_WHITNEY':
      return mannWhitney(left.sorted, right.sorted);
    case 'PAIRED':
      return pairedTest(measureColumn(a).values, measureColumn(b).values, how.level);
    case 'BOOTSTRAP':
      return bootstrapDifference(left.sorted, right.sorted, how.level, how.resamples, openStream(how.seed, name));
  }
}

/** The pairs whose both values are finite, in the order of their keys. */
function wholePairs({ name, a, b }: ComparedMeasure, { rows, note }: Pairs): ComparedMeasure & { note: string | null } {
  const [left, right] = [measureColumn(a).values, measureColumn(b).values];
  const whole = rows.filter(([one, other]) => Number.isFinite(left[one]) && Number.isFinite(right[other]));
  const lost = rows.length - whole.length;
  const lack = lost === 1 ? '1 pair lacks a finite value' : `${lost} pairs lack a finite value`;
  const notes = [...(note === null ? [] : [note]), ...(lost === 0 ? [] : [lack])];
  return {
    name,
    a: whole.map(([one]) => left[one]),
    b: whole.map(([, other]) => right[other]),
    note: notes.length === 0 ? null : notes.join('; '),
  };
}
