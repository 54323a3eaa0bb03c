import type { SeriesType } from '../parts/schema.ts';
import type { MicroStep } from '../step.ts';
import type { EndPoint, SeriesEntry } from './part-index.ts';

/** Sums up one series point by point, so that no point has to be kept. */
export interface SeriesCollector {
  add(group: number, step: MicroStep, timestamp: number, value: number): void;
  finish(file: string): SeriesEntry;
}

export function collectSeries(path: string, type: SeriesType): SeriesCollector {
  const groups: number[] = [];
  let count = 0;
  let first: [MicroStep, number, number] = [0, Number.NaN, Number.NaN];
  let last = first;
  let min = Number.NaN;
  let max = Number.NaN;
  let from = Number.NaN;
  let to = Number.NaN;
  let repeats = 0;
  let before: MicroStep | undefined;
  return {
    add(group, step, timestamp, value) {
      if (groups.at(-1) !== group) groups.push(group);
      if (count === 0 || isBefore(step, timestamp, first)) first = [step, timestamp, value];
      if (count === 0 || !isBefore(step, timestamp, last)) last = [step, timestamp, value];
      if (!(value >= min)) min = orKnown(min, value);
      if (!(value <= max)) max = orKnown(max, value);
      if (!(timestamp >= from)) from = orKnown(from, timestamp);
      if (!(timestamp <= to)) to = orKnown(to, timestamp);
      if (step === before) repeats += 1;
      before = step;
      count += 1;
    },
    finish(file) {
      const ends = { first, last, min: orNull(min), max: orNull(max), from, to };
      return { path, type, count, ...ends, repeats, places: [{ file, groups }] };
    },
  };
}

/** The value, which is beyond the extreme known so far, unless it is NaN. */
function orKnown(known: number, value: number): number {
  return Number.isNaN(value) ? known : value;
}

function orNull(extreme: number): number | null {
  return Number.isNaN(extreme) ? null : extreme;
}

/** Whether a point comes before another: by step, then time. Of equals, the one that was logged first does. */
function isBefore(step: MicroStep, timestamp: number, [otherStep, otherTime]: EndPoint): boolean {
  return step < otherStep || (step == otherStep && timestamp < otherTime);
}

/** One series out of its parts, in the order of the parts. */
export function joinSeries(parts: readonly SeriesEntry[]): SeriesEntry {
  return parts.reduce((one, next) => {
    const nextIsFirst = isBefore(next.first[0], next.first[1], one.first);
    const nextIsLast = !isBefore(next.last[0], next.last[1], one.last);
    return {
      path: one.path,
      type: one.type,
      count: one.count + next.count,
      first: nextIsFirst ? next.first : one.first,
      last: nextIsLast ? next.last : one.last,
      min: extreme(one.min, next.min, Math.min),
      max: extreme(one.max, next.max, Math.max),
      from: Math.min(one.from, next.from),
      to: Math.max(one.to, next.to),
      repeats: one.repeats + next.repeats,
      places: [...one.places, ...next.places],
    };
  });
}

function extreme(a: number | null, b: number | null, choose: (a: number, b: number) => number): number | null {
  return a === null || b === null ? (a ?? b) : choose(a, b);
}
