import { usualLimits, type CompareLimits } from '../compare/limits-settings.ts';
import { align, type Align, type Aligned } from '../curves/align.ts';
import type { Line } from '../curves/curve.ts';
import { choosePoints } from '../curves/downsample.ts';
import { everyIndex, pick } from '../stats/indexes.ts';
import { meanOf } from '../stats/moments.ts';
import { quantileOf } from '../stats/quantile.ts';
import { middleOf, sortFinite, summarizeSorted, type Summary } from '../stats/summary.ts';
import { intervalOf, type Interval } from './interval.ts';

/** The summary of a group's curves at one x. */
export interface CurvePoint extends Summary {
  readonly x: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * A metric of a group's runs as one curve: at each x a summary of the runs that have a finite value there. Of more x than
 * asked for those stay that MINMAX_LTTB chooses on the figure that the interval is of, and only they get a band.
 * @param lines One for each run: one point an x, in ascending order, smoothed where that was asked.
 * @param names The metric and the name of the group, which with x name each band's random numbers.
 */
export function groupCurve(
  lines: readonly Line[],
  how: Align,
  interval: Interval,
  maxPoints: number | null,
  names: readonly string[],
  limits: CompareLimits = usualLimits,
): readonly CurvePoint[] {
  const aligned = align(lines, how, limits);
  const columns = valuesByX(aligned);
  const chosen = chooseX(aligned.x, columns, interval, maxPoints);
  return Array.from(chosen, (at) => {
    const sorted = columns[at] ?? new Float64Array();
    const x = aligned.x[at] ?? Number.NaN;
    const summary = summarizeSorted(sorted);
    const bounds = intervalOf(sorted, summary, interval, [...names, String(x)]);
    return { x, ...summary, low: bounds?.low ?? null, high: bounds?.high ?? null };
  });
}

/** The finite values at each x, in ascending order. */
function valuesByX({ x, curves }: Aligned): readonly Float64Array[] {
  const counts = new Uint32Array(x.length);
  const each = (call: (place: number, value: number) => void): void => {
    for (const { line, places } of curves) {
      for (let at = 0; at < line.y.length; at += 1) {
        const value = line.y[at] ?? Number.NaN;
        if (Number.isFinite(value)) call(places === null ? at : (places[at] ?? 0), value);
      }
    }
  };
  each((place) => (counts[place] = (counts[place] ?? 0) + 1));
  const columns = Array.from(counts, (count) => new Float64Array(count));
  each((place, value) => {
    const left = (counts[place] ?? 1) - 1;
    counts[place] = left;
    const column = columns[place];
    if (column !== undefined) column[left] = value;
  });
  return columns.map(sortFinite);
}

/** x without any finite value are no points of the figure, and are shown only while nothing is cut. */
function chooseX(
  x: Float64Array,
  columns: readonly Float64Array[],
  { of }: Interval,
  maxPoints: number | null,
): Uint32Array {
  if (maxPoints === null || x.length <= maxPoints) return everyIndex(x.length);
  const places = everyIndex(x.length).filter((at) => (columns[at]?.length ?? 0) > 0);
  const y = Float64Array.from(places, (at) => figureOf(columns[at] ?? new Float64Array(), of));
  const { indexes } = choosePoints({ x: pick(x, places), y }, 'MINMAX_LTTB', maxPoints);
  return indexes.map((at) => places[at] ?? 0);
}

function figureOf(sorted: Float64Array, of: Interval['of']): number {
  if (of === 'MEDIAN') return quantileOf(sorted, 0.5);
  return meanOf(of === 'IQM' ? middleOf(sorted) : sorted);
}
